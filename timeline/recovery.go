package timeline

import "time"

// Recovering is for how long a pod that is ready again, or a container that runs
// again, is not yet unremarkable: what was wrong a moment ago may come back.
const Recovering = 2 * time.Minute

// RecoveredFrom returns the run whose end a container or sidecar has only just
// recovered from: it runs again, since less than Recovering, and the end was
// nothing that the user had asked for. It is nil if there is none.
func (l *Lane) RecoveredFrom(now time.Time) *Attempt {
	n := len(l.Attempts)
	if n < 2 || l.Kind != LaneContainer && l.Kind != LaneSidecar {
		return nil
	}
	cur, prev := &l.Attempts[n-1], &l.Attempts[n-2]
	switch {
	case cur.Over() || cur.Started.IsZero() || now.Sub(cur.Started.Time) >= Recovering,
		!prev.Over() || prev.Cause == CauseResize || prev.Cause == CauseDefinition:
		return nil
	}
	return prev
}
