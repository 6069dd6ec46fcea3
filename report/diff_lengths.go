package report

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// pathLengths returns the stages of a life's startup path; what occurs twice, the
// kubelet's own latency for example, is added up.
func pathLengths(l *timeline.Life) []laneLength {
	var list []laneLength
	moments := l.Moments()
	for _, step := range l.Startup.Path {
		x := pathLength(moments, step.Start, step.Duration)
		found := false
		for i := range list {
			if list[i].lane == step.Lane && list[i].phase == step.Phase {
				list[i].length, found = list[i].length.Plus(x), true
			}
		}
		if !found {
			list = append(list, laneLength{step.Lane, step.Phase, x})
		}
	}
	return list
}

// startupLength returns nil where nothing is known of the startup.
func startupLength(l *timeline.Life) *Length {
	if len(l.Startup.Path) == 0 {
		return nil
	}
	return lengthFrom(startupExtent(l))
}

// startupExtent returns the length of the whole startup path.
func startupExtent(l *timeline.Life) length.Length {
	path := l.Startup.Path
	if len(path) == 0 {
		return length.Length{}
	}
	return pathLength(l.Moments(), path[0].Start, l.Startup.Total)
}

// pathLength returns the length of a step, with the bounds of its ends. The best estimate
// stays the path's own: its steps sum up to the whole.
func pathLength(m timeline.Moments, start time.Time, d timeline.Duration) length.Length {
	x := length.Between(m.At(start), m.At(start.Add(time.Duration(d))))
	x.Known, x.Best = true, time.Duration(d)
	x.Lo, x.Hi = min(x.Lo, x.Best), max(x.Hi, x.Best)
	return x
}

// stopLengths returns the steps of a life's way down, the whole of it first.
func stopLengths(l *timeline.Life) []laneLength {
	t := l.Termination
	if t == nil {
		return nil
	}
	var list []laneLength
	add := func(lane string, phase timeline.Phase, from, to timeline.Edge) {
		if !from.IsZero() && !to.IsZero() {
			list = append(list, laneLength{lane, phase, length.Between(from, to)})
		}
	}
	add("pod", timeline.Terminating, t.Requested, t.Gone)
	for _, s := range t.Steps {
		add(s.Lane, "Killing", t.Requested, s.Killing)
		if s.HasPreStop {
			add(s.Lane, timeline.PreStop, s.Killing, s.PreStopEnd)
		}
		add(s.Lane, timeline.Stopping, s.SIGTERM, s.Exited)
	}
	add("pod", "Removal", t.Stopped, t.Gone)
	return list
}
