package report

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestOpenLengthsOfAList writes what goes on in a list, of whose present nothing
// is known, as lengths that it has at least.
func TestOpenLengthsOfAList(t *testing.T) {
	open := timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Start: timeline.ExactEdge(born)}
	for after, want := range map[time.Duration]string{30 * time.Second: "at least 30s", 200 * time.Millisecond: "not known"} {
		v := view{life: &timeline.Life{NowUnknown: true}, now: born.Add(after)}
		if got := v.lasted(open); got != want {
			t.Errorf("after %s: %q, want %q", after, got, want)
		}
		lane := &timeline.Lane{}
		if got := v.spanDetail(lane, open); got != "" {
			t.Errorf("detail %q", got)
		}
	}
	live := view{life: &timeline.Life{}, now: born.Add(30 * time.Second)}
	if got := live.lasted(open); got != "30s" {
		t.Errorf("of a watched life: %q", got)
	}
}
