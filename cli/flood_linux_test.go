package cli_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkFlood watches a pod about which a server says 1,000 new Events a second,
// for $PODLIFE_FLOOD (20s), and reports the peak of the process' memory, which must
// not grow with the time.
//
//	go test -run - -bench Flood -benchtime 1x ./cli
func BenchmarkFlood(b *testing.B) {
	lasts, err := time.ParseDuration(cmp.Or(os.Getenv("PODLIFE_FLOOD"), "20s"))
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(floodOfEvents))
	defer server.Close()
	podlife, config := programFor(b, server.URL)
	for b.Loop() {
		cmd := exec.Command(podlife, "watch", "w", "--plain", "--kubeconfig", config)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		var half, whole int
		for i, wait := range []time.Duration{lasts / 2, lasts / 2} {
			time.Sleep(wait)
			if whole = memoryOf(b, cmd.Process.Pid, "VmHWM:"); i == 0 {
				half = whole
			}
		}
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		b.ReportMetric(float64(half), "peak-MB-at-half")
		b.ReportMetric(float64(whole), "peak-MB")
		b.ReportMetric(used.Seconds()/lasts.Seconds()*100, "%-of-a-core")
		if whole > 256 || whole > half*3/2+32 {
			b.Errorf("%d MB after %v, %d after %v", half, lasts/2, whole, lasts)
		}
	}
}

// floodOfEvents is an API server with one pod.
func floodOfEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	resource := filepath.Base(r.URL.Path)
	kind := map[string]string{"pods": "Pod", "events": "Event", "services": "Service", "endpointslices": "EndpointSlice"}[resource]
	items := ""
	if resource == "pods" {
		items = `{"metadata":{"name":"w","namespace":"n","uid":"w","resourceVersion":"1","creationTimestamp":"2026-11-22T07:30:00Z"},"spec":{"containers":[{"name":"a"}]},"status":{"phase":"Running"}}`
	}
	switch q := r.URL.Query(); {
	case q.Get("watch") == "":
		fmt.Fprintf(w, `{"kind":"%sList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[%s]}`, kind, items)
		return
	case q.Get("sendInitialEvents") != "":
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":422,"reason":"Invalid"}`)
		return
	}
	flush := w.(http.Flusher).Flush
	flush()
	if resource != "events" {
		<-r.Context().Done()
		return
	}
	every := time.NewTicker(10 * time.Millisecond)
	defer every.Stop()
	for i := 0; ; {
		select {
		case <-r.Context().Done():
			return
		case now := <-every.C:
			for range 10 {
				i++
				at := now.UTC().Format(time.RFC3339)
				_, err := fmt.Fprintf(w, `{"type":"ADDED","object":{"kind":"Event","apiVersion":"v1","metadata":{"name":"w.%x","namespace":"n","uid":"e%d","resourceVersion":"%d"},`+
					`"involvedObject":{"kind":"Pod","namespace":"n","name":"w","uid":"w","fieldPath":"spec.containers{a}"},"reason":"Unhealthy","type":"Warning","count":1,`+
					`"firstTimestamp":%q,"lastTimestamp":%q,"source":{"component":"kubelet"},"message":"Readiness probe failed: %d %s"}}`+"\n", i, i, i+2, at, at, i, strings.Repeat("x", 500))
				if err != nil {
					return
				}
			}
			flush()
		}
	}
}

// memoryOf returns what a process has in memory ("VmRSS:"), or has had at most so far
// ("VmHWM:"), in MB.
func memoryOf(b *testing.B, pid int, what string) (mb int) {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), what)
	if _, err := fmt.Sscan(after, &mb); err != nil {
		b.Fatal(err)
	}
	return mb >> 10
}

// programFor builds podlife, and writes a kubeconfig for it that names a server.
func programFor(b *testing.B, server string) (podlife, config string) {
	b.Helper()
	dir := b.TempDir()
	podlife, config = filepath.Join(dir, "podlife"), filepath.Join(dir, "config")
	if out, err := exec.Command("go", "build", "-o", podlife, "..").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	text := `{apiVersion: v1, kind: Config, current-context: x, users: [{name: u, user: {}}],
clusters: [{name: c, cluster: {server: "` + server + `"}}], contexts: [{name: x, context: {cluster: c, user: u, namespace: "n"}}]}`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return podlife, config
}
