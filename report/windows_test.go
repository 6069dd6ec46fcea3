package report

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

func TestWindows(t *testing.T) {
	base := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	edge := func(d time.Duration) timeline.Edge { return timeline.ExactEdge(base.Add(d)) }
	const day = 24 * time.Hour
	running := func(attempt int, from, to time.Duration) timeline.Span {
		return timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: attempt, Start: edge(from), End: edge(to)}
	}
	l := timeline.Life{
		Pod: timeline.Pod{Created: base, DeletionRequested: base.Add(6 * day)},
		Lanes: []timeline.Lane{
			{ID: "pod", Kind: timeline.LanePod, Spans: []timeline.Span{
				{Track: timeline.TrackPod, Phase: timeline.Starting, Start: edge(0), End: edge(4 * time.Second)},
				{Track: timeline.TrackPod, Phase: timeline.Ready, Start: edge(4 * time.Second), End: edge(6 * day)},
				{Track: timeline.TrackPod, Phase: timeline.Terminating, Start: edge(6 * day)},
			}},
			{ID: "container/app", Kind: timeline.LaneContainer, Spans: []timeline.Span{
				running(1, 2*time.Second, 3*day),
				running(2, 3*day+time.Second, 3*day+5*time.Second),
				running(3, 3*day+6*time.Second, 6*day+9*time.Second),
			}},
		},
	}
	got := windowsOf(&l, base.Add(6*day+10*time.Second))
	want := []struct {
		name     string
		from, to time.Duration
	}{{"startup", 0, 4 * time.Second}, {"restarts 1–2", 3 * day, 3*day + 6*time.Second}, {"delete", 6 * day, 6*day + 10*time.Second}}
	if len(got) != len(want) {
		t.Fatalf("windows are %v", got)
	}
	for i, w := range want {
		if g := got[i]; g.name != w.name || !g.from.Equal(base.Add(w.from)) || !g.to.Equal(base.Add(w.to)) {
			t.Errorf("window %d is %v, want %v", i, g, w)
		}
	}
}

func TestALifeOfWhichNothingIsKnownHasAWindow(t *testing.T) {
	if got := windowsOf(&timeline.Life{}, time.Time{}); len(got) != 1 {
		t.Errorf("windows are %v", got)
	}
}
