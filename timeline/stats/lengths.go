package stats

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Stage is what two lives of one workload have in common: a lane's phase.
type Stage struct {
	Lane  string         `json:"lane"`
	Phase timeline.Phase `json:"phase"`
}

// Startup is the whole way from creation to the first Ready.
var Startup = Stage{"pod", "Startup"}

// Termination is the whole way from the request to delete a pod until it is gone.
var Termination = Stage{"pod", timeline.Terminating}

// StageLength is the length of a stage in one life.
type StageLength struct {
	Stage
	Length length.Length
	Parts  []Part // when it occurred, in order
}

// Part is one occurrence of a stage: how long after the start-up or the stop began it
// did, and how long it took, both as the best estimates.
type Part struct{ From, Took time.Duration }

// StartupStages returns the stages of a life's startup path; what occurs twice,
// the kubelet's own latency for example, is added up.
func StartupStages(l *timeline.Life) []StageLength {
	var list []StageLength
	moments := l.PathMoments()
	for _, step := range l.Startup.Path {
		x := StepLength(moments, step.Start, step.Duration)
		part := Part{step.Start.Sub(l.Startup.Path[0].Start), time.Duration(step.Duration)}
		found := false
		for i := range list {
			if s := &list[i]; s.Lane == step.Lane && s.Phase == step.Phase {
				s.Length, s.Parts, found = s.Length.Plus(x), append(s.Parts, part), true
			}
		}
		if !found {
			list = append(list, StageLength{Stage{step.Lane, step.Phase}, x, []Part{part}})
		}
	}
	return list
}

// StartupLength returns the length of the whole startup path, as far as it has
// got; the zero Length where nothing is known of it.
func StartupLength(l *timeline.Life) length.Length {
	path := l.Startup.Path
	if len(path) == 0 {
		return length.Length{}
	}
	return StepLength(l.PathMoments(), path[0].Start, l.Startup.Total)
}

// StepLength returns the length of a step, with the bounds of its ends. The best
// estimate stays the path's own: its steps sum up to the whole.
func StepLength(m timeline.Moments, start time.Time, d timeline.Duration) length.Length {
	x := length.Between(m.At(start), m.At(start.Add(time.Duration(d))))
	x.Known, x.Best = true, time.Duration(d)
	x.Lo, x.Hi = min(x.Lo, x.Best), max(x.Hi, x.Best)
	return x
}

// StopStages returns the steps of a life's way down, the whole of it first.
func StopStages(l *timeline.Life) []StageLength {
	t := l.Termination
	if t == nil {
		return nil
	}
	var list []StageLength
	add := func(lane string, phase timeline.Phase, from, to timeline.Edge) {
		if !from.IsZero() && !to.IsZero() {
			part := Part{from.Time.Sub(t.Requested.Time), to.Time.Sub(from.Time)}
			list = append(list, StageLength{Stage{lane, phase}, length.Between(from, to), []Part{part}})
		}
	}
	add(Termination.Lane, Termination.Phase, t.Requested, t.Gone)
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
