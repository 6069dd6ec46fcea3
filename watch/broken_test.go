package watch

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	apiwatch "k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"

	"github.com/podlife/podlife/timeline"
)

// latency is how long a server takes to answer.
const latency = 40 * time.Millisecond

// brokenServer answers a first request as it should, so that a watch begins, and
// then every watch of pods in its own way: what it sends, after which it hangs up.
type brokenServer struct {
	status  int // 0: 200
	sends   string
	asked   atomic.Int64 // for pods
	version atomic.Int64
}

func (s *brokenServer) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/pods") { // a quiet neighbour
		return answer(r, http.StatusOK, endOfState("Event"), true), nil
	}
	time.Sleep(latency)
	n := s.asked.Add(1)
	version := fmt.Sprint(100 + s.version.Add(1))
	switch {
	case r.URL.Query().Get("watch") == "":
		return answer(r, http.StatusOK, `{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"`+version+`"},"items":[]}`, false), nil
	case n == 1:
		return answer(r, http.StatusOK, podEvent("ADDED", version)+endOfState("Pod"), false), nil
	case s.status != 0:
		return answer(r, s.status, fmt.Sprintf(`{"kind":"Status","apiVersion":"v1","status":"Failure","code":%d}`, s.status), false), nil
	}
	sent := strings.ReplaceAll(s.sends, "EVENT", podEvent("MODIFIED", version))
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		sent = endOfState("Pod") + sent
	}
	return answer(r, http.StatusOK, sent, false), nil
}

func podEvent(typ, version string) string {
	return `{"type":"` + typ + `","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"` + version + `"}}}` + "\n"
}

func endOfState(kind string) string {
	return `{"type":"BOOKMARK","object":{"kind":"` + kind + `","apiVersion":"v1","metadata":{"resourceVersion":"100","annotations":{"k8s.io/initial-events-end":"true"}}}}` + "\n"
}

// answer returns an answer whose body ends when it has been read, or with the
// request.
func answer(r *http.Request, status int, text string, open bool) *http.Response {
	out, in := io.Pipe()
	stop := context.AfterFunc(r.Context(), func() { in.CloseWithError(r.Context().Err()) })
	go func() {
		if _, err := io.WriteString(in, text); err == nil && !open {
			stop()
			in.Close()
		}
	}()
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: out, Request: r}
}

// TestBrokenServersAreNotHammered counts the requests a minute that broken
// servers get, beside those of client-go's own Reflector.
func TestBrokenServersAreNotHammered(t *testing.T) {
	const minutes, reference = 5, 1
	errorEvent := func(code int, reason string) string {
		return fmt.Sprintf(`{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":%q,"message":"m"}}`+"\n", code, reason)
	}
	servers := map[string]func() *brokenServer{
		"hangs up at once":            func() *brokenServer { return &brokenServer{} },
		"an event, then it hangs up":  func() *brokenServer { return &brokenServer{sends: "EVENT"} },
		"an event, then an error":     func() *brokenServer { return &brokenServer{sends: "EVENT" + errorEvent(500, "InternalError")} },
		"an event, then 410":          func() *brokenServer { return &brokenServer{sends: "EVENT" + errorEvent(410, "Expired")} },
		"an event, then half of one":  func() *brokenServer { return &brokenServer{sends: "EVENT" + `{"type":"MODIF`} },
		"what is no Kubernetes":       func() *brokenServer { return &brokenServer{sends: `<html>` + "\n"} },
		"an event, then what is none": func() *brokenServer { return &brokenServer{sends: "EVENT" + `{"type":"NEWS","object":{}}` + "\n"} },
		"503":                         func() *brokenServer { return &brokenServer{status: 503} },
		"429":                         func() *brokenServer { return &brokenServer{status: 429} },
	}
	for _, name := range slices.Sorted(maps.Keys(servers)) {
		ours, theirs := servers[name](), servers[name]()
		synctest.Test(t, func(t *testing.T) {
			live, err := NewLive(LiveOptions{Config: brokenConfig(), HTTP: &http.Client{Transport: ours}, Namespace: "shop", Name: "web"})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), minutes*time.Minute)
			defer stop()
			if err := live.Run(ctx, func(timeline.Observation) error { return nil }); ctx.Err() == nil {
				t.Errorf("%s: %v", name, err)
			}
		})
		synctest.Test(t, func(t *testing.T) { runReflector(t, theirs, reference*time.Minute) })
		mine := float64(ours.asked.Load()) / minutes
		t.Logf("%-28s %6.1f requests a minute, client-go's Reflector in its first %4d", name, mine, theirs.asked.Load())
		if mine > 20 {
			t.Errorf("%s: %.1f requests a minute, want at most 20", name, mine)
		}
	}
}

func brokenConfig() *rest.Config { return &rest.Config{Host: "http://broken", QPS: -1} }

// runReflector follows pods with client-go alone.
func runReflector(t *testing.T, transport http.RoundTripper, d time.Duration) {
	t.Helper()
	l := &Live{options: LiveOptions{Config: brokenConfig(), HTTP: &http.Client{Transport: transport}}}
	core, err := l.client(corev1.SchemeGroupVersion)
	if err != nil {
		t.Fatal(err)
	}
	pods := &api{client: core, namespace: "shop", resource: "pods", timeout: time.Minute, one: &corev1.Pod{}, many: &corev1.PodList{}}
	lw := &cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) { return pods.list(ctx, o) },
		WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (apiwatch.Interface, error) {
			o.Watch = true
			return pods.get(o).Watch(ctx)
		},
	}
	logger := klog.Logger{}
	ctx, stop := context.WithTimeout(klog.NewContext(t.Context(), logger), d)
	defer stop()
	r := cache.NewReflectorWithOptions(lw, &corev1.Pod{}, cache.NewStore(cache.MetaNamespaceKeyFunc), cache.ReflectorOptions{Logger: &logger})
	r.RunWithContext(ctx)
}
