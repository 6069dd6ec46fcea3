package timeline

import "time"

// exact is an edge known to the nanosecond (or microsecond).
func exact(t time.Time) Edge { return Edge{t, t, t, Exact} }

// reported is an edge from an API time, which is truncated to its second.
func reported(t time.Time) Edge {
	return Edge{t, t, t.Add(time.Second - 1), Reported}
}

// observed is an edge that happened at or before an arrival, and not before lo
// (zero: no lower bound is known, then the arrival itself is all there is).
func observed(lo, at time.Time) Edge {
	if at.IsZero() {
		return Edge{}
	}
	if lo.IsZero() || lo.After(at) {
		lo = at
	}
	return Edge{at, lo, at, Observed}
}

// within narrows an edge to [lo, hi]; zero bounds do not bind. A bound that
// contradicts the edge comes from another clock or a late signal, and is
// ignored rather than believed over the edge's own interval.
func (e Edge) within(lo, hi time.Time) Edge {
	before := e
	if !lo.IsZero() && lo.After(e.Earliest) && !lo.After(e.Latest) {
		e.Earliest = lo
	}
	if !hi.IsZero() && hi.Before(e.Latest) && !hi.Before(e.Earliest) {
		e.Latest = hi
	}
	if e == before {
		return e
	}
	if e.Basis == Reported {
		e.Basis = Fused
		e.Time = e.Earliest.Add(e.Uncertainty() / 2)
	}
	return e.clamp()
}

// clamp moves Time into [Earliest, Latest], and Earliest before Latest where
// bounds of different clocks cross.
func (e Edge) clamp() Edge {
	if e.Earliest.After(e.Latest) {
		e.Earliest = e.Latest
	}
	if e.Time.Before(e.Earliest) {
		e.Time = e.Earliest
	}
	if e.Time.After(e.Latest) {
		e.Time = e.Latest
	}
	return e
}

// notBefore makes e start no earlier than the edge it must follow, widening
// rather than moving what is known: two clocks, or truncation, may disagree.
func (e Edge) notBefore(prev Edge) Edge {
	if e.IsZero() || prev.IsZero() {
		return e
	}
	if e.Latest.Before(prev.Time) {
		e.Latest = prev.Time
	}
	if e.Time.Before(prev.Time) {
		e.Time = prev.Time
	}
	return e.clamp()
}

// notAfter makes e end no later than the edge it must precede, in the same way.
func (e Edge) notAfter(next Edge) Edge {
	e.Latest = sooner(e.Latest, next.Latest)
	if e.Earliest.After(next.Time) {
		e.Earliest = next.Time
	}
	if e.Time.After(next.Time) {
		e.Time = next.Time
	}
	return e.clamp()
}

// soonest is the edge with the earlier Time; a zero edge loses.
func soonest(a, b Edge) Edge {
	if a.IsZero() || (!b.IsZero() && b.Time.Before(a.Time)) {
		return b
	}
	return a
}

// orBefore is e, or the less direct sign of the same fact where that came
// certainly before.
func (e Edge) orBefore(sign Edge) Edge {
	if e.IsZero() || !sign.IsZero() && sign.Latest.Before(e.Earliest) {
		return sign
	}
	return e
}

// plus is the edge d later, as a computed one.
func (e Edge) plus(d time.Duration) Edge {
	return Edge{e.Time.Add(d), e.Earliest.Add(d), e.Latest.Add(d), Inferred}
}
