package timeline

import (
	"testing"
	"time"
)

// TestPathMoments checks that a startup path ends where the pod's own phases do,
// however little is known of a container at the same moment, and that a moment between
// has the bounds of all that may have happened then.
func TestPathMoments(t *testing.T) {
	zero := time.Date(2026, 11, 30, 3, 0, 0, 0, time.UTC)
	at := func(s float64) time.Time { return zero.Add(time.Duration(s * float64(time.Second))) }
	edge := func(earliest, best, latest float64) Edge {
		return Edge{Time: at(best), Earliest: at(earliest), Latest: at(latest), Basis: Fused}
	}
	created, ready := edge(0, 0.2, 0.2), edge(5, 5.4, 5.4)
	l := Life{
		Startup: Startup{Complete: true, Total: Duration(5200 * time.Millisecond), Path: []Step{
			{Lane: "pod", Phase: Preparing, Start: at(0.2), Duration: Duration(800 * time.Millisecond)},
			{Lane: "container/app", Phase: NotReady, Start: at(1), Duration: Duration(4400 * time.Millisecond)},
		}},
		Lanes: []Lane{
			{ID: "pod", Kind: LanePod, Spans: []Span{
				{Track: TrackPod, Phase: Scheduling, Start: created, End: edge(0.2, 0.2, 0.2)},
				{Track: TrackPod, Phase: Preparing, Start: edge(0.2, 0.2, 0.2), End: edge(0.9, 1, 1)},
				{Track: TrackPod, Phase: Starting, Start: edge(0.9, 1, 1), End: ready},
				{Track: TrackPod, Phase: Ready, Start: ready},
			}},
			{ID: "container/app", Kind: LaneContainer, Spans: []Span{
				{Track: TrackReadiness, Phase: NotReady, Start: edge(1, 1, 1.7), End: edge(1.5, 5.4, 5.4)},
				{Track: TrackReadiness, Phase: Ready, Start: edge(1.5, 5.4, 5.4)},
			}},
		},
	}
	m := l.PathMoments()
	for _, want := range []Edge{created, edge(0.9, 1, 1.7), ready, {Time: at(3), Earliest: at(3), Latest: at(3)}} {
		if got := m.At(want.Time); got.Earliest != want.Earliest || got.Latest != want.Latest {
			t.Errorf("at %v: [%v, %v], want [%v, %v]", want.Time.Sub(zero), got.Earliest.Sub(zero), got.Latest.Sub(zero), want.Earliest.Sub(zero), want.Latest.Sub(zero))
		}
	}
}
