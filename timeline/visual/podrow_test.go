package visual_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// TestRowOfPod checks that the pod's own row has the back-offs of its containers,
// as far as the pod waits for them.
func TestRowOfPod(t *testing.T) {
	start := time.Date(2026, 3, 1, 7, 30, 0, 0, time.UTC)
	span := func(track timeline.Track, p timeline.Phase, from, to int) timeline.Span {
		s := timeline.Span{Track: track, Phase: p, Start: timeline.Edge{Time: start.Add(time.Duration(from) * time.Second)}}
		if to > 0 {
			s.End = timeline.Edge{Time: start.Add(time.Duration(to) * time.Second)}
		}
		return s
	}
	life := &timeline.Life{Lanes: []timeline.Lane{
		{Kind: timeline.LanePod, Spans: []timeline.Span{
			span(timeline.TrackPod, timeline.NotReady, 10, 30), span(timeline.TrackPod, timeline.Ready, 30, 40), span(timeline.TrackPod, timeline.NotReady, 40, 0),
		}},
		{Kind: timeline.LaneContainer, Spans: []timeline.Span{
			span(timeline.TrackProcess, timeline.BackOff, 5, 25), span(timeline.TrackProcess, timeline.Running, 25, 45), span(timeline.TrackProcess, timeline.BackOff, 45, 0),
		}},
		{Kind: timeline.LaneEphemeral, Spans: []timeline.Span{span(timeline.TrackProcess, timeline.BackOff, 12, 0)}},
	}}
	got := visual.Row(life, &life.Lanes[0])
	want := append(life.Lanes[0].Spans[:3:3], span(timeline.TrackProcess, timeline.BackOff, 10, 25), span(timeline.TrackProcess, timeline.BackOff, 45, 0))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the pod's row (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(life.Lanes[1].Spans, visual.Row(life, &life.Lanes[1])); diff != "" {
		t.Errorf("the row of a container is not its own (-want +got):\n%s", diff)
	}
}
