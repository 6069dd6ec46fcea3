package visual_test

import (
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

var start = time.Date(2026, 11, 22, 14, 2, 7, 0, time.UTC)

func at(sec float64) time.Time { return start.Add(time.Duration(sec * float64(time.Second))) }

// TestUnseenJoins checks that gaps of several resources that overlap are one stretch.
func TestUnseenJoins(t *testing.T) {
	gaps := []timeline.Gap{{From: at(20), To: at(30)}, {From: at(21), To: at(31)}, {From: at(-5), To: at(2)}, {From: at(58), To: at(90)}, {From: at(70), To: at(80)}}
	got := visual.Unseen(gaps, at(0), at(60))
	want := []visual.Stretch{{From: at(0), To: at(2)}, {From: at(20), To: at(31)}, {From: at(58), To: at(60)}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestProved checks what later timestamps prove of a time that was not watched.
func TestProved(t *testing.T) {
	exactly := func(sec float64) timeline.Edge { return timeline.ExactEdge(at(sec)) }
	inGap := timeline.Edge{Time: at(31), Earliest: at(20), Latest: at(31), Basis: timeline.Observed}
	unseen := visual.Stretch{From: at(20), To: at(31)}
	process := func(from, to timeline.Edge) timeline.Lane {
		return timeline.Lane{ID: "container/app", Kind: timeline.LaneContainer, Spans: []timeline.Span{
			{Track: timeline.TrackProcess, Phase: timeline.Running, Start: from, End: to},
		}}
	}
	ready := process(exactly(2), timeline.Edge{})
	ready.Spans = append(ready.Spans, timeline.Span{Track: timeline.TrackReadiness, Phase: timeline.Ready, Start: exactly(4)})
	pod := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Spans: []timeline.Span{{Track: timeline.TrackPod, Phase: timeline.Ready, Start: exactly(4)}}}
	for _, c := range []struct {
		name  string
		lane  timeline.Lane
		since float64 // of the pod's condition Ready
		want  bool
	}{
		{"a run that goes on", process(exactly(2), timeline.Edge{}), 4, true},
		{"a run whose end is dated later", process(exactly(2), exactly(28)), 4, true},
		{"a run whose end is dated before", process(exactly(2), exactly(24)), 4, false},
		{"a run whose end was only seen to have come", process(exactly(2), inGap), 4, false},
		{"a run that was over before", process(exactly(2), exactly(10)), 4, true},
		{"a pod that has been ready all the time", pod, 4, true},
		{"a pod that has become ready again", pod, 28, false},
		{"a container of a pod that has been ready all the time", ready, 4, true},
		{"a container of a pod that has become ready again", ready, 28, false},
	} {
		life := timeline.Life{Lanes: []timeline.Lane{pod, c.lane}, Conditions: []timeline.Condition{{Type: "Ready", Status: "True", Since: at(c.since)}}}
		if got := visual.Proved(&life, &c.lane, unseen, at(25)); got != c.want {
			t.Errorf("%s: proved %v, want %v", c.name, got, c.want)
		}
	}
}
