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

// TestRowOfPodHasStages checks that the pod's own row shows what its start-up waited
// for, and nothing for what the pod itself does.
func TestRowOfPodHasStages(t *testing.T) {
	start := time.Date(2026, 3, 1, 7, 30, 0, 0, time.UTC)
	step := func(lane string, p timeline.Phase, from, took time.Duration) timeline.Step {
		return timeline.Step{Lane: lane, Phase: p, Start: start.Add(from), Duration: timeline.Duration(took)}
	}
	life := &timeline.Life{
		Lanes: []timeline.Lane{{ID: "pod", Kind: timeline.LanePod}},
		Startup: timeline.Startup{Path: []timeline.Step{
			step("pod", timeline.Preparing, 0, time.Second), step("container/app", timeline.Pulling, time.Second, 4*time.Second),
			step("pod", timeline.Kubelet, 5*time.Second, time.Second), step("container/app", timeline.NotReady, 6*time.Second, 2*time.Second),
		}},
	}
	var got []visual.Shape
	for _, sp := range visual.Row(life, &life.Lanes[0]) {
		look, ok := visual.Merged(sp.Track, sp.Phase)
		if !ok || sp.Open() {
			t.Errorf("%v is not drawn, or has no end", sp)
		}
		got = append(got, look.Shape)
	}
	if diff := cmp.Diff([]visual.Shape{visual.Pulling, visual.Running}, got); diff != "" {
		t.Errorf("stages of the pod's row (-want +got):\n%s", diff)
	}
}
