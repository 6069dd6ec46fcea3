package visual

import (
	"slices"

	"github.com/podlife/podlife/timeline"
)

// waits are the phases of the pod in which it may be a container's back-off that
// it waits for.
var waits = map[timeline.Phase]bool{timeline.Initializing: true, timeline.Starting: true, timeline.NotReady: true}

// Row returns the spans that a lane's own row draws: its own and, over those of
// the pod, the stages of its start-up and the back-offs of containers that it waits
// for. "Running" is no name for a stretch in which an image is pulled, or in which
// the kubelet waits to start something again.
func Row(l *timeline.Life, lane *timeline.Lane) []timeline.Span {
	if lane.Kind != timeline.LanePod {
		return lane.Spans
	}
	row := append(slices.Clip(lane.Spans), Steps(l)...)
	for _, pod := range lane.Spans {
		if pod.Track != timeline.TrackPod || !waits[pod.Phase] {
			continue
		}
		for i := range l.Lanes {
			if l.Lanes[i].Kind == timeline.LaneEphemeral {
				continue // the pod's readiness does not ask for it
			}
			for _, s := range l.Lanes[i].Spans {
				if s.Phase == timeline.BackOff || s.Phase == timeline.PullBackOff {
					row = appendWithin(row, s, pod)
				}
			}
		}
	}
	return row
}

// appendWithin appends the part of a span that lies within another.
func appendWithin(list []timeline.Span, s, in timeline.Span) []timeline.Span {
	if s.Start.Time.Before(in.Start.Time) {
		s.Start = in.Start
	}
	if s.Open() || !in.Open() && in.End.Time.Before(s.End.Time) {
		s.End = in.End
	}
	if !s.Open() && !s.End.Time.After(s.Start.Time) {
		return list
	}
	return append(list, s)
}
