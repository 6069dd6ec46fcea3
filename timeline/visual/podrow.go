package visual

import (
	"slices"
	"time"

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

// TrackPath is the track of the start-up path's steps in the pod's own row. No
// lane has it.
const TrackPath timeline.Track = "path"

// pathLooks says how a step of the start-up path is drawn, in the pod's own row and
// in a waterfall. All are of one layer: of two steps in one cell, the later one
// shows, so that a pull of some milliseconds hides nothing.
var pathLooks = map[timeline.Phase]Look{
	timeline.Pulling: {1, Pulling, Pull}, timeline.PullBackOff: {1, BackOff, Trouble}, timeline.BackOff: {1, BackOff, Trouble},
	timeline.Running: {1, Running, Run}, timeline.PostStart: {1, Hook, Hooks}, timeline.PreStop: {1, Hook, Hooks}, timeline.Stopping: {1, Stopping, Hooks},
	timeline.Probing: {1, Probing, Probes}, timeline.NotReady: {1, Probing, Probes},
}

// Step returns how a step of the start-up path is drawn. What the kubelet or the
// scheduler does, and what no signal shows, is waiting.
func Step(p timeline.Phase) Look {
	if l, ok := pathLooks[p]; ok {
		return l
	}
	return Look{1, Waiting, Wait}
}

// inRow are the steps that the pod's own row draws, and as what of the path. A
// container that is probed runs, and is not ready yet: the height of the row is the
// readiness. What the pod itself waits for, the row shows anyway.
var inRow = map[timeline.Phase]timeline.Phase{
	timeline.Pulling: timeline.Pulling, timeline.Running: timeline.Running, timeline.PostStart: timeline.PostStart,
	timeline.Probing: timeline.Running, timeline.NotReady: timeline.Running, timeline.Unattributed: timeline.Waiting,
	timeline.PreStop: timeline.PreStop, timeline.Stopping: timeline.Stopping, timeline.Creating: timeline.Creating,
}

// Steps returns the start-up path as spans of the pod's row, as well as the ends of
// its steps are known. The last one of a pod that still starts goes on.
func Steps(l *timeline.Life) []timeline.Span {
	if len(l.Startup.Path) < 2 {
		return nil
	}
	var spans []timeline.Span
	moments := l.PathMoments()
	for i, step := range l.Startup.Path {
		p, ok := inRow[step.Phase]
		brief := step.Phase == timeline.Creating && time.Duration(step.Duration) < time.Second
		if !ok || brief || step.Lane == "pod" && step.Phase != timeline.Unattributed {
			continue
		}
		span := timeline.Span{Track: TrackPath, Phase: p, Message: step.Lane, Start: moments.At(step.Start)}
		if i < len(l.Startup.Path)-1 || !starting(l) {
			span.End = moments.At(step.Start.Add(time.Duration(step.Duration)))
		}
		spans = append(spans, span)
	}
	return spans
}

// starting reports whether the pod is on its way to be ready for the first time.
func starting(l *timeline.Life) bool {
	pod := l.Lane("pod")
	return !l.Startup.Complete && pod != nil && slices.ContainsFunc(pod.Spans, func(s timeline.Span) bool {
		return s.Open() && s.Track == timeline.TrackPod && waits[s.Phase]
	})
}
