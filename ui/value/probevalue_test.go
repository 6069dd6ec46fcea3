package value

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// TestStartupOfAnEarlierRun checks that of a startup probe that passed before
// podlife attached no length is shown, least of all that of an earlier run.
func TestStartupOfAnEarlierRun(t *testing.T) {
	g := draw.Unicode()
	edge := func(sec int) timeline.Edge {
		at := time.Date(2026, 11, 25, 17, 0, sec, 0, time.UTC)
		return timeline.Edge{Time: at, Earliest: at, Latest: at, Basis: timeline.Exact}
	}
	l := &timeline.Lane{
		ID: "container/app", Kind: timeline.LaneContainer, Name: "app",
		Attempts: []timeline.Attempt{{Number: 1, Started: edge(0), Exited: edge(40)}, {Number: 2, Started: edge(41)}},
		Spans:    []timeline.Span{{Track: timeline.TrackStartup, Phase: timeline.Probing, Attempt: 1, Start: edge(2), End: edge(40), Outcome: timeline.Unknown}},
		Probes:   []timeline.ProbeInfo{{Probe: "startup", PeriodSeconds: 1, FailureThreshold: 30, Failures: 3, Passed: true}},
	}
	pg := &page.Page{G: g, Life: &timeline.Life{Lanes: []timeline.Lane{*l}}, Now: edge(50).Time}
	for outcome, want := range map[timeline.Outcome]string{timeline.Unknown: g.OK + " 3 fails", timeline.Succeeded: g.OK + " 38.0s 3 fails"} {
		l.Spans[0].Outcome = outcome
		if got, _ := probeValue(pg, l, &l.Probes[0], &l.Spans[0]); strings.TrimSpace(got) != want {
			t.Errorf("%s: %q, want %q", outcome, got, want)
		}
	}
}
