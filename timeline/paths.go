package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A restart and a stop are attributed like a start: cut at every edge, each
// stretch given to what held progress up then.

// Recovery is the path of a container's run from the end of the run before it
// to Ready (of an init container: to its next start), as of now. It is empty
// where that end, a run between the two, or whether it was Ready was not seen.
func (l *Life) Recovery(lane *Lane, number int, now time.Time) Startup {
	i := slices.IndexFunc(lane.Attempts, func(a Attempt) bool { return a.Number == number })
	if i < 1 || lane.Attempts[i-1].Exited.IsZero() || lane.Attempts[i-1].Number != number-1 {
		return Startup{}
	}
	v := viewOf(lane)
	to, complete := v.back(&lane.Attempts[i], now)
	if lane.Kind != LaneInit && !v.readinessKnown(number) {
		return Startup{}
	}
	from := lane.Attempts[i-1].Exited.Time
	c := collector{from: from.Round(time.Millisecond), to: to.Round(time.Millisecond)}
	for j := range v.Spans {
		sp := &v.Spans[j]
		if sp.Attempt != number {
			continue
		}
		if r, ok := c.rankOfCritical(&v, sp); ok {
			c.add(&v, orStop(*sp), r, c.from, c.to)
		}
	}
	return c.path(complete)
}

// readinessKnown reports whether anybody saw a run be ready or not; of one that
// only lastState tells nobody did.
func (v *laneView) readinessKnown(attempt int) bool {
	return slices.ContainsFunc(v.Spans, func(sp Span) bool { return sp.Track == TrackReadiness && sp.Attempt == attempt })
}

// back is when a run was ready, or else where its way there ended.
func (v *laneView) back(a *Attempt, now time.Time) (to time.Time, complete bool) {
	if v.Kind == LaneInit {
		if a.Started.IsZero() {
			return now, false
		}
		return a.Started.Time, true
	}
	if t := v.readyFrom(a.Number); !t.IsZero() {
		return t, true
	}
	if !a.Exited.IsZero() {
		return a.Exited.Time, false
	}
	return now, false
}

// HookOrStop is the time from a preStop hook's start to the exit where no
// signal tells when the hook was over and SIGTERM was sent.
const HookOrStop Phase = "PreStop and Stopping"

// orStop is a span of a stop, in which a hook of an unknown end is no more than
// a HookOrStop.
func orStop(sp Span) *Span {
	if sp.Phase == PreStop && sp.End.Basis == Observed && !sp.End.Precise() {
		sp.Phase = HookOrStop
	}
	return &sp
}

// StopPath is the way from the request to stop to the object's removal, or to
// the end of the last container where that was not what was asked for: an
// evicted pod stays until somebody deletes it. It is until now while it is on. Where containers stop side by side, the one that takes longest counts.
func (l *Life) StopPath(now time.Time) Startup {
	t := l.Termination
	if t == nil {
		return Startup{}
	}
	to, complete := now, false
	switch asked := l.Pod.DeletionRequested; {
	case !t.Stopped.IsZero() && (asked.IsZero() || asked.After(t.Stopped.Latest)):
		to, complete = t.Stopped.Time, true
	case !t.Gone.IsZero():
		to, complete = t.Gone.Time, true
	}
	c := collector{from: t.Requested.Time.Round(time.Millisecond), to: to.Round(time.Millisecond)}
	order := l.byExit()
	for i := range l.Lanes {
		v := viewOf(&l.Lanes[i])
		rank := slices.Index(order, v.ID)
		for j := range v.Spans {
			switch sp := &v.Spans[j]; sp.Phase {
			case PreStop, Stopping, Finalizing:
				c.add(&v, orStop(*sp), rank, c.from, c.to)
			case Pulling, PostStart: // a deletion does not cut them short (context.WithoutCancel)
				c.add(&v, sp, -1, c.from, c.to)
			}
		}
	}
	return c.path(complete)
}

// byExit lists the lanes that have something to stop, the last to end last. A
// sidecar waits for the main containers, so these come after it.
func (l *Life) byExit() []string {
	steps := slices.Clone(l.Termination.Steps)
	slices.SortStableFunc(steps, func(a, b StopStep) int {
		return cmp.Or(cmp.Compare(waits(b), waits(a)), cmp.Compare(pending(a), pending(b)), a.Exited.Time.Compare(b.Exited.Time))
	})
	ids := make([]string, 0, len(steps)+1)
	for _, s := range steps {
		ids = append(ids, s.Lane)
	}
	return append(ids, "pod") // Finalizing
}

func waits(s StopStep) int {
	if strings.HasPrefix(s.Lane, string(LaneSidecar)) {
		return 1
	}
	return 0
}

// pending orders what has not ended behind what has, and a hook behind a stop:
// the exits of all are told together, and one that got SIGTERM may be over.
func pending(s StopStep) int {
	switch {
	case !s.Exited.IsZero():
		return 0
	case !s.SIGTERM.IsZero():
		return 1
	}
	return 2
}

// path attributes what was collected.
func (c *collector) path(complete bool) Startup {
	if !c.to.After(c.from) {
		return Startup{Complete: complete}
	}
	return Startup{Complete: complete, Total: Duration(c.to.Sub(c.from)), Path: pathOf(c.gates, c.from, c.to)}
}
