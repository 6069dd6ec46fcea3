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

// TestProbesOfACrashedContainer checks that what does not run is not said to be ready or
// alive, because its last probe succeeded.
func TestProbesOfACrashedContainer(t *testing.T) {
	g := draw.Unicode()
	start := time.Date(2026, 11, 25, 17, 0, 0, 0, time.UTC)
	at := func(sec int) timeline.Edge { return timeline.ExactEdge(start.Add(time.Duration(sec) * time.Second)) }
	l := &timeline.Lane{
		ID: "container/app", Kind: timeline.LaneContainer, Name: "app",
		Spans: []timeline.Span{
			{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: 1, Start: at(0), End: at(40), Outcome: timeline.Failed},
			{Track: timeline.TrackProcess, Phase: timeline.BackOff, Start: at(40), Outcome: timeline.Ongoing},
			{Track: timeline.TrackReadiness, Phase: timeline.Ready, Attempt: 1, Start: at(4), End: at(40), Outcome: timeline.Succeeded},
		},
		Probes: []timeline.ProbeInfo{{Probe: "readiness", PeriodSeconds: 1, FailureThreshold: 3, Passed: true}},
	}
	pg := &page.Page{G: g, Life: &timeline.Life{Lanes: []timeline.Lane{*l}}, Now: at(50).Time}
	if got, _ := probeValue(pg, l, &l.Probes[0], &l.Spans[2]); got != g.Dot+" not running" {
		t.Errorf("in back-off: %q", got)
	}
	pg.Life.Pod.Gone = at(45).Time
	if got, _ := probeValue(pg, l, &l.Probes[0], &l.Spans[2]); got != g.OK {
		t.Errorf("of a pod that is gone: %q", got)
	}
}
