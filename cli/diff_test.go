package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// TestFailOverCounts checks that --fail-over fails for pods that never became ready, and
// not for those that were deleted on their way, unless there are no others.
func TestFailOverCounts(t *testing.T) {
	good := stats.Group{Lives: 3, Ready: 3}
	startup := []stats.Distribution{{Stage: stats.Startup}}
	for _, c := range []struct {
		name string
		a, b stats.Group
		err  string
	}{
		{"one never was ready", good, stats.Group{Lives: 3, Ready: 2, Never: 1}, "never became ready: 1 of B's 3, none of A's"},
		{"one was deleted on its way", good, stats.Group{Lives: 3, Ready: 2, Deleted: 1}, ""},
		{"one of each", stats.Group{Lives: 3, Ready: 2, Never: 1}, stats.Group{Lives: 3, Ready: 1, Never: 1, Deleted: 1}, ""},
		{"all were deleted on their way", good, stats.Group{Lives: 2, Deleted: 2}, "none of B's 2 became ready, and 3 of A's 3: 2 of B's were deleted on their way"},
		{"none was ready, and one of A was not", stats.Group{Lives: 3, Ready: 2, Never: 1}, stats.Group{Lives: 2, Never: 2}, "none of B's 2 became ready, and 2 of A's 3"},
		{"one completed at once, as of a Job", good, stats.Group{Lives: 3, Ready: 2, Never: 1, Completed: 1}, ""},
		{"all completed at once", good, stats.Group{Lives: 3, Never: 3, Completed: 3}, ""},
		{"one completed, and one never was ready", stats.Group{Lives: 3, Ready: 2, Never: 1, Completed: 1}, stats.Group{Lives: 3, Ready: 1, Never: 2, Completed: 1}, "never became ready: 1 of B's 3, none of A's"},
		{"most never were ready, and one of A was not", stats.Group{Lives: 100, Ready: 99, Never: 1}, stats.Group{Lives: 100, Ready: 1, Never: 99}, "never became ready: 99 of B's 100, and 1 of A's 100"},
		{"hardly more never were ready", stats.Group{Lives: 100, Ready: 99, Never: 1}, stats.Group{Lives: 100, Ready: 97, Never: 3}, ""},
		{"one is on its way yet", good, stats.Group{Lives: 2, Deleted: 1, Starting: 1}, ""},
	} {
		c.a.Stages, c.b.Stages = startup, startup
		o := diffOptions{stages: []string{"startup"}}
		err := o.judgeGroups(report.CompareGroups(report.GroupSide{Group: c.a}, report.GroupSide{Group: c.b}))
		if (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, want %q", c.name, err, c.err)
		}
	}
}

// TestFailOverOfOneLife checks that a start that is over is not compared with one that
// came to nothing: ready after a minute is no slower than never, and a Job's pod that
// was done before it was seen ready has not failed.
func TestFailOverOfOneLife(t *testing.T) {
	life := func(ready bool, phase string, took time.Duration) *timeline.Life {
		at := time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)
		return &timeline.Life{Pod: timeline.Pod{Name: "p", Created: at, Phase: phase}, Startup: timeline.Startup{
			Complete: ready, Total: timeline.Duration(took), Path: []timeline.Step{{Lane: "container/app", Phase: timeline.Running, Start: at, Duration: timeline.Duration(took)}},
		}}
	}
	for _, c := range []struct {
		name string
		a, b *timeline.Life
		err  string
	}{
		{"A failed", life(false, "Failed", 5*time.Second), life(true, "Running", time.Minute), ""},
		{"B failed", life(true, "Running", time.Minute), life(false, "Failed", 5*time.Second), "B never became ready"},
		{"B completed", life(true, "Running", time.Second), life(false, "Succeeded", time.Minute), ""},
		{"B is slower", life(true, "Running", time.Second), life(true, "Running", time.Minute), "B is slower"},
	} {
		o := diffOptions{stages: []string{"startup"}}
		if err := o.judge(report.Compare(c.a, c.b)); (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, want %q", c.name, err, c.err)
		}
	}
	o := diffOptions{stages: []string{"startup"}}
	jobs := report.GroupSide{Group: stats.Group{Lives: 3, Never: 3, Completed: 3}}
	if err := o.judgeGroups(report.CompareGroups(jobs, jobs)); err == nil || !strings.Contains(err.Error(), "--stage names what") {
		t.Errorf("none was ready: %v", err)
	}
}

// TestTwoRevisionsBesideAJob has a rollout and, newer than its pods, those of a Job,
// which has no revisions.
func TestTwoRevisionsBesideAJob(t *testing.T) {
	of := func(owner, revision string) timeline.Life {
		return timeline.Life{Pod: timeline.Pod{Namespace: "n", Owner: owner, Revision: revision}}
	}
	lives := []timeline.Life{of("ReplicaSet/web-1", "1"), of("ReplicaSet/web-2", "2"), of("ReplicaSet/web-2", "2"), of("Job/nightly", "")}
	x, y, ok := twoRevisions(lives)
	if !ok || x.source != "1" || len(x.lives) != 1 || y.source != "2" || len(y.lives) != 2 {
		t.Errorf("%v: %+v and %+v", ok, x, y)
	}
	if _, _, ok := twoRevisions([]timeline.Life{lives[0], lives[3], of("ReplicaSet/db-9", "9")}); ok {
		t.Error("revisions of two workloads were taken for those of one")
	}
}
