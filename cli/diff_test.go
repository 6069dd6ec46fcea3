package cli

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/report"
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
