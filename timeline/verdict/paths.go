package verdict

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// A restart and a stop are attributed like a start: cut at every edge, each
// stretch given to what held progress up then.

// Recovery returns the path of a container's run from the end of the run before
// it to Ready (of an init container: to its next start), as of now. It is empty
// where that end, a run between the two, or whether it was Ready was not seen.
func Recovery(l *timeline.Life, lane *timeline.Lane, number int, now time.Time) timeline.Startup {
	i := slices.IndexFunc(lane.Attempts, func(a timeline.Attempt) bool { return a.Number == number })
	if i < 1 || lane.Attempts[i-1].Exited.IsZero() || lane.Attempts[i-1].Number != number-1 {
		return timeline.Startup{}
	}
	v := viewOf(lane)
	to, complete := v.back(&lane.Attempts[i], now)
	if lane.Kind != timeline.LaneInit && !v.readinessKnown(number) {
		return timeline.Startup{}
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

// readinessKnown reports whether the readiness of a run was ever seen; of one
// that only lastState names it was not.
func (v *laneView) readinessKnown(attempt int) bool {
	return slices.ContainsFunc(v.Spans, func(sp timeline.Span) bool { return sp.Track == timeline.TrackReadiness && sp.Attempt == attempt })
}

// back returns when a run was ready, or else where its way there ended.
func (v *laneView) back(a *timeline.Attempt, now time.Time) (to time.Time, complete bool) {
	if v.Kind == timeline.LaneInit {
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

// orStop returns a span of a stop, in which a hook of an unknown end is no more
// than a HookOrStop.
func orStop(sp timeline.Span) *timeline.Span {
	if sp.Phase == timeline.PreStop && sp.End.Basis == timeline.Observed && !sp.End.Precise() {
		sp.Phase = timeline.HookOrStop
	}
	return &sp
}

// StopPath returns the way from the request to stop to the object's removal, or
// to the end of the last container where that was not requested (an evicted pod
// stays until it is deleted), or until now while it is on. Where containers
// stop side by side, the one that takes longest counts.
func StopPath(l *timeline.Life, now time.Time) timeline.Startup {
	t := l.Termination
	if t == nil {
		return timeline.Startup{}
	}
	to, complete := now, false
	switch asked := l.Pod.DeletionRequested; {
	case !t.Stopped.IsZero() && (asked.IsZero() || asked.After(t.Stopped.Latest)):
		to, complete = t.Stopped.Time, true
	case !t.Gone.IsZero():
		to, complete = t.Gone.Time, true
	}
	c := collector{from: t.Requested.Time.Round(time.Millisecond), to: to.Round(time.Millisecond)}
	order := byExit(l)
	for i := range l.Lanes {
		v := viewOf(&l.Lanes[i])
		rank := slices.Index(order, v.ID)
		for j := range v.Spans {
			switch sp := &v.Spans[j]; sp.Phase {
			case timeline.PreStop, timeline.Stopping, timeline.Finalizing:
				c.add(&v, orStop(*sp), rank, c.from, c.to)
			case timeline.Pulling, timeline.PostStart: // a deletion does not cut them short (context.WithoutCancel)
				c.add(&v, sp, -1, c.from, c.to)
			}
		}
	}
	return c.path(complete)
}

// byExit lists the lanes that have something to stop, the last to end last. A
// sidecar waits for the main containers, so these come after it.
func byExit(l *timeline.Life) []string {
	steps := slices.Clone(l.Termination.Steps)
	slices.SortStableFunc(steps, func(a, b timeline.StopStep) int {
		return cmp.Or(cmp.Compare(waits(b), waits(a)), cmp.Compare(pending(a), pending(b)), a.Exited.Time.Compare(b.Exited.Time))
	})
	ids := make([]string, 0, len(steps)+1)
	for _, s := range steps {
		ids = append(ids, s.Lane)
	}
	return append(ids, "pod") // Finalizing
}

func waits(s timeline.StopStep) int {
	if strings.HasPrefix(s.Lane, string(timeline.LaneSidecar)) {
		return 1
	}
	return 0
}

// pending orders what has not ended behind what has, and a hook behind a stop:
// all exits are published together, and a container that got SIGTERM may be
// over.
func pending(s timeline.StopStep) int {
	switch {
	case !s.Exited.IsZero():
		return 0
	case !s.SIGTERM.IsZero():
		return 1
	}
	return 2
}

func (c *collector) path(complete bool) timeline.Startup {
	if !c.to.After(c.from) {
		return timeline.Startup{Complete: complete}
	}
	return timeline.Startup{Complete: complete, Total: timeline.Duration(c.to.Sub(c.from)), Path: pathOf(c.gates, c.from, c.to)}
}
