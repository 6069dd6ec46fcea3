package visual_test

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// TestSegmentsKeepWaits expects the back-offs of a loop, which are longer than other
// stretches without a change may be, to be in one piece all the same.
func TestSegmentsKeepWaits(t *testing.T) {
	birth := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	at := func(s int) timeline.Edge { return timeline.Edge{Time: birth.Add(time.Duration(s) * time.Second)} }
	loop := func(phase timeline.Phase, waits ...int) *timeline.Life {
		lane := timeline.Lane{ID: "container/app", Kind: timeline.LaneContainer}
		s := 1
		for i, wait := range waits {
			lane.Spans = append(lane.Spans,
				timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: i + 1, Start: at(s), End: at(s + 1)},
				timeline.Span{Track: timeline.TrackProcess, Phase: phase, Start: at(s + 1), End: at(s + 1 + wait)})
			s += 1 + wait
		}
		return &timeline.Life{Pod: timeline.Pod{Created: birth}, Lanes: []timeline.Lane{lane}}
	}
	day := make([]int, 280)
	for i := range day {
		day[i] = min(10<<min(i, 8), 300)
	}
	for _, test := range []struct {
		name string
		life *timeline.Life
		want int // segments
	}{
		{"back-offs", loop(timeline.BackOff, 10, 40, 80, 160), 1},
		{"idle time", loop(timeline.Waiting, 10, 40, 80, 160), 4},
		{"a day of back-offs", loop(timeline.BackOff, day...), 275},
		{"an image that cannot be pulled for a day", loop(timeline.PullBackOff, 10, 86_000), 2},
	} {
		end := test.life.Lanes[0].Spans[len(test.life.Lanes[0].Spans)-1].End.Time
		if got := len(visual.Segments(test.life, "", birth, end).List); got != test.want {
			t.Errorf("%s: %d segments, want %d", test.name, got, test.want)
		}
	}
}

// TestSegmentsOfAWaitThatGoesOn expects nothing to be cut from the beginning of a
// back-off to the moment at which it is expected to end.
func TestSegmentsOfAWaitThatGoesOn(t *testing.T) {
	birth := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	due := birth.Add(5 * time.Minute)
	life := &timeline.Life{
		Pod: timeline.Pod{Created: birth},
		Lanes: []timeline.Lane{{ID: "container/app", Spans: []timeline.Span{
			{Track: timeline.TrackProcess, Phase: timeline.BackOff, Start: timeline.Edge{Time: birth.Add(time.Second)}},
		}}},
		Future: []timeline.Deadline{{Kind: timeline.DeadlineRestart, Lane: "container/app", Edge: timeline.Edge{Time: due}}},
	}
	list := visual.Segments(life, "", birth, birth.Add(2*time.Minute)).List
	if len(list) != 1 || !list[0].To.Equal(due) {
		t.Errorf("segments %v, want one until %v", list, due)
	}
}
