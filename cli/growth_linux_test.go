package cli_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/podlife/podlife/cli"
)

// growing are inputs of which one thing is there n times.
var growing = []struct {
	what  string
	write func(n int, add func(typ string, object map[string]any))
}{
	{"Events", func(n int, add func(string, map[string]any)) {
		add("ADDED", grownPod("w", 0, nil))
		for i := range n {
			add("ADDED", grownEvent(i, "Unhealthy", fmt.Sprint("Readiness probe failed: ", i), 1))
		}
	}},
	{"repetitions", func(n int, add func(string, map[string]any)) {
		add("ADDED", grownPod("w", 0, nil))
		for i := range n {
			add("MODIFIED", grownEvent(0, "Unhealthy", fmt.Sprint("Readiness probe failed: ", i), i+1))
		}
	}},
	{"restarts", func(n int, add func(string, map[string]any)) {
		for i := range n {
			add("MODIFIED", grownPod("w", i, func(_, status map[string]any) {
				status["containerStatuses"] = []any{grownStatus("a", i)}
			}))
		}
	}},
	{"containers", func(n int, add func(string, map[string]any)) {
		add("ADDED", grownPod("w", 0, func(spec, status map[string]any) {
			var containers, statuses []any
			for i := range n {
				name := fmt.Sprint("c", i)
				containers, statuses = append(containers, map[string]any{"name": name, "image": "i"}), append(statuses, grownStatus(name, 1))
			}
			spec["containers"], status["containerStatuses"] = containers, statuses
		}))
		for i := range 10 {
			add("ADDED", grownEvent(i, "Unhealthy", fmt.Sprint("Readiness probe failed: ", i), 1))
		}
	}},
	{"conditions", func(n int, add func(string, map[string]any)) {
		for v := range 3 {
			add("MODIFIED", grownPod("w", v, func(spec, status map[string]any) {
				conditions := status["conditions"].([]any)
				var gates []any
				for i := range n {
					name := fmt.Sprint("example.com/c", i)
					gates = append(gates, map[string]any{"conditionType": name})
					conditions = append(conditions, map[string]any{"type": name, "status": []string{"True", "False"}[v%2], "lastTransitionTime": grownTime(v)})
				}
				spec["readinessGates"], status["conditions"] = gates, conditions
			}))
		}
	}},
	{"pods", func(n int, add func(string, map[string]any)) {
		for i := range n {
			add("ADDED", grownPod(fmt.Sprint("w", i), 0, nil))
		}
	}},
	{"lives", func(n int, add func(string, map[string]any)) {
		for i := range n {
			pod := grownPod("w", 0, nil)
			pod["metadata"].(map[string]any)["uid"] = fmt.Sprint("u", i)
			add("ADDED", pod)
			add("DELETED", pod)
		}
	}},
	{"slices", func(n int, add func(string, map[string]any)) {
		add("ADDED", grownPod("w", 0, nil))
		for i := range n {
			add("ADDED", map[string]any{"kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1", "metadata": map[string]any{
				"name": fmt.Sprint("s", i), "namespace": "n", "uid": fmt.Sprint("s", i), "resourceVersion": fmt.Sprint(i + 2), "labels": map[string]any{"kubernetes.io/service-name": fmt.Sprint("s", i)}},
				"endpoints": []any{map[string]any{"addresses": []string{"10.0.0.1"}, "conditions": map[string]any{"ready": true}, "targetRef": map[string]any{"kind": "Pod", "name": "w", "namespace": "n", "uid": "w"}}}})
		}
	}},
}

var grownFrom = time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)

func grownTime(second int) string {
	return grownFrom.Add(time.Duration(second) * time.Second).Format(time.RFC3339)
}

func grownPod(name string, version int, change func(spec, status map[string]any)) map[string]any {
	spec := map[string]any{"containers": []any{map[string]any{"name": "a", "image": "i"}}}
	status := map[string]any{"phase": "Running", "startTime": grownTime(0),
		"conditions": []any{map[string]any{"type": "Ready", "status": []string{"True", "False"}[version%2], "lastTransitionTime": grownTime(version)}}}
	if change != nil {
		change(spec, status)
	}
	return map[string]any{"kind": "Pod", "apiVersion": "v1", "spec": spec, "status": status, "metadata": map[string]any{
		"name": name, "namespace": "n", "uid": name, "resourceVersion": fmt.Sprint(version + 1), "creationTimestamp": grownTime(0)}}
}

func grownStatus(name string, restarts int) map[string]any {
	run := func(i int) string { return fmt.Sprint("c://", name, i) }
	s := map[string]any{"name": name, "image": "i", "imageID": "", "ready": true, "restartCount": restarts, "containerID": run(restarts),
		"state": map[string]any{"running": map[string]any{"startedAt": grownTime(restarts)}}}
	if restarts > 0 {
		s["lastState"] = map[string]any{"terminated": map[string]any{"exitCode": 1, "containerID": run(restarts - 1), "startedAt": grownTime(restarts - 1), "finishedAt": grownTime(restarts)}}
	}
	return s
}

func grownEvent(i int, reason, message string, count int) map[string]any {
	return map[string]any{"kind": "Event", "apiVersion": "v1", "reason": reason, "message": message, "type": "Warning", "count": count,
		"metadata":       map[string]any{"name": fmt.Sprintf("w.%x", i), "namespace": "n", "uid": fmt.Sprint("e", i), "resourceVersion": fmt.Sprint(i*1_000_000 + count)},
		"involvedObject": map[string]any{"kind": "Pod", "namespace": "n", "name": "w", "uid": "w", "fieldPath": "spec.containers{a}"},
		"source":         map[string]any{"component": "kubelet"}, "firstTimestamp": grownTime(i), "lastTimestamp": grownTime(i + count - 1)}
}

// writeGrown writes a recording of n things.
func writeGrown(tb testing.TB, path string, n int, write func(int, func(string, map[string]any))) {
	tb.Helper()
	file, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	out, i := json.NewEncoder(w), 0
	write(n, func(typ string, object map[string]any) {
		i++
		if err := out.Encode(map[string]any{"at": grownFrom.Add(time.Duration(i) * time.Second).Format(time.RFC3339Nano), "type": typ, "object": object}); err != nil {
			tb.Fatal(err)
		}
	})
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
}

// views are the outputs whose costs must not grow faster than the input.
var views = []struct {
	name string
	args []string
}{
	{"report", []string{"report", "-f"}},
	{"report -o json", []string{"report", "-o", "json", "-f"}},
	{"report -o svg", []string{"report", "-o", "svg", "-f"}},
	{"replay --plain", []string{"replay", "--plain"}},
	{"replay --frame", []string{"replay", "--frame", "120x40"}},
}

// BenchmarkGrowth prints how much processor time each view takes of recordings
// that hold a thing 1,000, 2,000, 4,000 and 8,000 times, and fails where twice as
// much of it costs more than about twice the time.
//
//	go test -run - -bench Growth -benchtime 1x ./cli
func BenchmarkGrowth(b *testing.B) {
	for _, g := range growing {
		for _, v := range views {
			b.Run(g.what+"/"+v.name, func(b *testing.B) {
				row, before := fmt.Sprintf("%-12s %-15s", g.what, v.name), time.Duration(0)
				for n := 1000; n <= 8000; n *= 2 {
					file := filepath.Join(b.TempDir(), "grown.jsonl")
					writeGrown(b, file, n, g.write)
					app := cli.App{Name: "podlife", Out: io.Discard, Err: os.Stderr}
					began := processorTime(b)
					if code := app.Execute(b.Context(), slices.Concat(v.args, []string{file})); code != 0 {
						b.Fatalf("%q: exit code %d", v.args, code)
					}
					took := processorTime(b) - began
					row += fmt.Sprintf(" %8.3f s", took.Seconds())
					if before > time.Second && took > 3*before {
						b.Errorf("%d %s: %s takes %v, of half as many %v", n, g.what, v.name, took, before)
					}
					before = took
				}
				fmt.Println(row)
			})
		}
	}
}

// processorTime returns how long this process has used a processor.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
