package timeline

import "time"

// Recovering is for how long a pod that is ready again, or a container that runs
// again, is not yet unremarkable: what was wrong a moment ago may come back.
const Recovering = 2 * time.Minute

// RunsAfter returns the run before the one that goes on, and that one's start, where
// the end was nothing that the user had asked for. It is nil if there is none.
func (l *Lane) RunsAfter() (prev *Attempt, started Edge) {
	n := len(l.Attempts)
	if n < 2 {
		return nil, Edge{}
	}
	cur, prev := &l.Attempts[n-1], &l.Attempts[n-2]
	if cur.Over() || cur.Started.IsZero() || !prev.Over() || prev.Cause == CauseResize || prev.Cause == CauseDefinition {
		return nil, Edge{}
	}
	return prev, cur.Started
}

// RecoveredFrom returns the run whose end a container or sidecar has only just
// recovered from: it runs again, since less than Recovering, and the end was
// nothing that the user had asked for. It is nil if there is none.
func (l *Lane) RecoveredFrom(now time.Time) *Attempt {
	prev, started := l.RunsAfter()
	if prev == nil || l.Kind != LaneContainer && l.Kind != LaneSidecar || now.Sub(started.Time) >= Recovering {
		return nil
	}
	return prev
}
