package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
)

// TestWorkloadAwaiter checks what only a history shows: a version older than
// the one that was looked up, a rollback, a workload that comes and goes.
func TestWorkloadAwaiter(t *testing.T) {
	target := kube.Pods{Namespace: "shop", Workload: kube.Workload{Resource: "deployments", Name: "web", UID: "u", Generation: 2}}
	web := func(generation int64, revision, pods string, earlier ...string) timeline.Workload {
		return timeline.Workload{
			Namespace: "shop", Kind: "Deployment", Name: "web", UID: "u", Generation: generation, Observed: generation,
			Template: revision, PodRevision: pods, Earlier: earlier, Wanted: 1, Replicas: 1, Updated: 1, Ready: 1, Available: 1,
		}
	}
	rolling := func(w timeline.Workload) timeline.Workload { w.Available = 0; return w }
	again := web(1, "1", "ccc")
	again.UID = "v"
	gone := web(2, "2", "bbb")
	gone.Gone = timeline.ExactEdge(time.Unix(1, 0))
	for _, c := range []struct {
		name, until string
		wait        bool
		seen        []timeline.Workload
		decided     bool
		err         string
	}{
		{"not there yet", whenRolledOut, false, []timeline.Workload{{}}, false, ""},
		{"older than the look-up", whenRolledOut, false, []timeline.Workload{web(1, "1", "aaa")}, false, ""},
		{"complete", whenRolledOut, false, []timeline.Workload{web(1, "1", "aaa"), web(2, "2", "bbb")}, true, ""},
		{"rolled back while rolling", whenRolledOut, false, []timeline.Workload{rolling(web(2, "2", "bbb")), web(3, "3", "aaa", "1")}, true, "was rolled back before it was rolled-out: revision 3 is revision 1 again"},
		{"a rollback that was asked for", whenRolledOut, false, []timeline.Workload{rolling(web(3, "3", "aaa", "1")), web(3, "3", "aaa", "1")}, true, ""},
		{"a newer revision", whenRolledOut, false, []timeline.Workload{rolling(web(2, "2", "bbb")), rolling(web(3, "3", "ccc"))}, false, ""},
		{"deleted", whenRolledOut, false, []timeline.Workload{gone}, true, "was deleted before it was rolled-out"},
		{"deleted, may come again", whenRolledOut, true, []timeline.Workload{gone}, false, ""},
		{"it has come again, at its first generation", whenRolledOut, true, []timeline.Workload{gone, again}, true, ""},
		{"gone", whenGone, false, []timeline.Workload{gone}, true, ""},
		{"not gone", whenGone, false, []timeline.Workload{web(2, "2", "bbb")}, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &workloadAwaiter{
				until: c.until, wait: c.wait, targets: []kube.Pods{target}, tolerance: rollout.DefaultTolerance(),
				missing: func() []string { return nil }, first: map[string]string{},
			}
			var decided bool
			var err error
			for _, w := range c.seen {
				decided, err = a.judge(timeline.Snapshot{Workloads: []timeline.Workload{w}})
			}
			if decided != c.decided || (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("decided: %v, error %v; want %v, %q", decided, err, c.decided, c.err)
			}
		})
	}
}

// TestLastLines checks that a log is cut to its end and shows no credentials.
func TestLastLines(t *testing.T) {
	log := "2026-11-30T03:00:00.1Z one\n2026-11-30T03:00:00.2Z token=abcdefgh12345678\n2026-11-30T03:00:00.3Z \x1b[31mred\n"
	got := strings.Join(lastLines(strings.NewReader(log), 2), "|")
	if strings.Contains(got, "abcdefgh") || strings.Contains(got, "\x1b") || strings.Contains(got, "one") || !strings.HasSuffix(got, "red") {
		t.Errorf("%q", got)
	}
}
