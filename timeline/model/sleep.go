package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// sleptUntil returns the end of a preStop hook that began at t0 and sleeps for
// d.
func sleptUntil(t0 timeline.Edge, d time.Duration) timeline.Edge {
	return timeline.Edge{Time: t0.Time.Add(d), Earliest: t0.Earliest.Add(d), Latest: t0.Latest.Add(d + time.Second), Basis: timeline.Inferred}
}

// sleepsOver returns the life with the preStop hooks ended that only sleep, and
// must be over by now, and when the next of them is, zero if none goes on. No signal says it; SIGTERM follows at once, but for the
// sidecars of a pod that stops, which wait for the main containers.
func sleepsOver(l timeline.Life, now time.Time) (life timeline.Life, next time.Time) {
	copied := false
	for i := range l.Lanes {
		hook, end := asleep(&l, &l.Lanes[i])
		if hook < 0 {
			continue
		}
		if now.Before(end.Latest) {
			next = earliest(next, end.Latest)
			continue
		}
		if !copied { // what was derived is kept for the next snapshot
			l.Lanes, l.Termination, copied = slices.Clone(l.Lanes), cloneTermination(l.Termination), true
		}
		lane := &l.Lanes[i]
		lane.Spans = slices.Clone(lane.Spans)
		sp := &lane.Spans[hook]
		sp.End, sp.Outcome = end.NotBefore(sp.Start), timeline.Succeeded
		step := stepOf(l.Termination, lane.ID)
		if step != nil {
			step.PreStopEnd = end
		}
		if step != nil && lane.Kind == timeline.LaneSidecar {
			continue
		}
		if step != nil {
			step.SIGTERM = end
		}
		lane.Spans = append(lane.Spans, timeline.Span{Track: timeline.TrackStop, Phase: timeline.Stopping, Attempt: sp.Attempt, Start: end, Outcome: timeline.Ongoing, Reason: "SIGTERM"})
		lane.Spans, _ = ordered(lane.Spans, nil)
	}
	return l, next
}

// asleep returns the index of a lane's preStop span that only sleeps, and until when;
// −1 if there is none.
func asleep(l *timeline.Life, lane *timeline.Lane) (hook int, end timeline.Edge) {
	c := lane.Container
	if c == nil || c.PreStopSleeps == 0 {
		return -1, timeline.Edge{}
	}
	if hook = slices.IndexFunc(lane.Spans, func(sp timeline.Span) bool { return sp.Phase == timeline.PreStop && sp.Open() }); hook < 0 {
		return -1, timeline.Edge{}
	}
	killing := killingStart(lane, lane.Spans[hook].Attempt)
	end = sleptUntil(killing, c.PreStopSleeps)
	if killing.IsZero() || c.PreStopSleeps >= killGraceOf(l, lane.ID, killing) {
		return -1, timeline.Edge{}
	}
	return hook, end
}

func killingStart(l *timeline.Lane, attempt int) timeline.Edge {
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Track == timeline.TrackStop && m.Kind == "Killing" && m.Attempt == attempt {
			return m.Time
		}
	}
	return timeline.Edge{}
}

func killGraceOf(l *timeline.Life, lane string, killing timeline.Edge) time.Duration {
	if stepOf(l.Termination, lane) != nil {
		return l.Termination.Grace
	}
	for _, d := range l.Future {
		if d.Kind == timeline.DeadlineKill && d.Lane == lane {
			return d.Edge.Time.Sub(killing.Time)
		}
	}
	return 0
}

func cloneTermination(t *timeline.Termination) *timeline.Termination {
	if t == nil {
		return nil
	}
	c := *t
	c.Steps = slices.Clone(t.Steps)
	return &c
}

// stepOf returns how far the stop of a lane's container is; nil where the pod,
// or it, does not stop.
func stepOf(t *timeline.Termination, lane string) *timeline.StopStep {
	if t == nil {
		return nil
	}
	if i := slices.IndexFunc(t.Steps, func(s timeline.StopStep) bool { return s.Lane == lane }); i >= 0 {
		return &t.Steps[i]
	}
	return nil
}
