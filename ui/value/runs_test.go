package value

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// crashing returns a page on a container that was started at 0 s, 2 s and 14 s and
// exits with 3 after a second, at 30 s with a restart due in 4 s.
func crashing() (*page.Page, *timeline.Lane) {
	edge := func(sec int) timeline.Edge {
		at := time.Date(2026, 3, 1, 7, 30, sec, 0, time.UTC)
		return timeline.Edge{Time: at, Earliest: at, Latest: at, Basis: timeline.Exact}
	}
	code := int32(3)
	l := timeline.Lane{ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Restarts: 2, Container: &timeline.Container{Name: "app"}}
	for i, start := range []int{0, 2, 14} {
		l.Attempts = append(l.Attempts, timeline.Attempt{Number: i + 1, Started: edge(start), Exited: edge(start + 1), ExitCode: &code, Reason: "Error", Message: "fatal: config missing"})
	}
	l.Spans = []timeline.Span{{Track: timeline.TrackProcess, Phase: timeline.BackOff, Start: edge(15)}}
	life := &timeline.Life{Lanes: []timeline.Lane{l}, Future: []timeline.Deadline{{Kind: timeline.DeadlineRestart, Lane: l.ID, Edge: edge(34)}}}
	pg := &page.Page{Life: life, Now: edge(30).Time, Location: time.UTC, G: draw.Unicode(), W: 100, H: 30}
	return pg, &life.Lanes[0]
}

// text returns lines as they are read.
func text(lines []draw.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(draw.Pad(l.Label, 8) + l.Text + "\n")
	}
	return b.String()
}

func TestRunLines(t *testing.T) {
	pg, l := crashing()
	for _, tt := range []struct {
		name        string
		shown, w, h int
		want        string
	}{
		{"all of them, one shown", 1, 80, 9, `
run     started   ran   ended                          then waited
1       07:30:00  1.0s  exit 3  fatal: config missing  1.0s         ⌁
▌ 2     07:30:02  1.0s  exit 3  same                   11.0s        ⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁
3       07:30:14  1.0s  exit 3  same                   15s▸         ⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁╌╌╌╌
`},
		{"the newest, without room for bars", -1, 44, 3, `
+1 run  started   ran   ended         then waited
2       07:30:02  1.0s  exit 3  same  11.0s
3       07:30:14  1.0s  exit 3  same  15s▸
`},
	} {
		lines, _ := RunLines(pg, l, tt.shown, tt.w, tt.h)
		if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), text(lines)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestOneRunHasNoTable checks that a single run has no table.
func TestOneRunHasNoTable(t *testing.T) {
	_, l := crashing()
	l.Attempts = l.Attempts[:1]
	if HasRuns(l) || HasRuns(nil) {
		t.Error("one run, or none, has a table")
	}
}
