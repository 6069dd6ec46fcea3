package timeline

import "time"

// ExactEdge returns an edge known to the nanosecond (or microsecond).
func ExactEdge(t time.Time) Edge { return Edge{t, t, t, Exact} }

// ReportedEdge returns an edge from an API time, which is truncated to its second.
func ReportedEdge(t time.Time) Edge {
	return Edge{t, t, t.Add(time.Second - 1), Reported}
}

// ObservedEdge returns an edge that happened at or before an arrival, and not before lo
// (zero: no lower bound is known, then the arrival itself is all there is).
func ObservedEdge(lo, at time.Time) Edge {
	if at.IsZero() {
		return Edge{}
	}
	if lo.IsZero() || lo.After(at) {
		lo = at
	}
	return Edge{at, lo, at, Observed}
}

// Within narrows an edge to [lo, hi]; zero bounds do not bind. A bound that
// contradicts the edge comes from another clock or a late signal, and is
// ignored rather than believed over the edge's own interval.
func (e Edge) Within(lo, hi time.Time) Edge {
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
	return e.Clamp()
}

// Clamp moves Time into [Earliest, Latest], and Earliest before Latest where
// bounds of different clocks cross.
func (e Edge) Clamp() Edge {
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

// NotBefore makes e start no earlier than the edge it must follow, widening
// rather than moving what is known: two clocks, or truncation, may disagree.
func (e Edge) NotBefore(prev Edge) Edge {
	if e.IsZero() || prev.IsZero() {
		return e
	}
	if e.Latest.Before(prev.Time) {
		e.Latest = prev.Time
	}
	if e.Time.Before(prev.Time) {
		e.Time = prev.Time
	}
	return e.Clamp()
}

// NotAfter makes e end no later than the edge it must precede, in the same way.
func (e Edge) NotAfter(next Edge) Edge {
	e.Latest = EarlierTime(e.Latest, next.Latest)
	if e.Earliest.After(next.Time) {
		e.Earliest = next.Time
	}
	if e.Time.After(next.Time) {
		e.Time = next.Time
	}
	return e.Clamp()
}

// EarlierEdge returns the edge with the earlier Time; a zero edge loses.
func EarlierEdge(a, b Edge) Edge {
	if a.IsZero() || (!b.IsZero() && b.Time.Before(a.Time)) {
		return b
	}
	return a
}

// OrBefore returns e, or the less direct sign of the same fact where that came
// certainly before.
func (e Edge) OrBefore(sign Edge) Edge {
	if e.IsZero() || !sign.IsZero() && sign.Latest.Before(e.Earliest) {
		return sign
	}
	return e
}

// Plus returns the edge d later, as a computed one.
func (e Edge) Plus(d time.Duration) Edge {
	return Edge{e.Time.Add(d), e.Earliest.Add(d), e.Latest.Add(d), Inferred}
}

// EarlierTime returns the earlier of two times, where zero means "no bound".
func EarlierTime(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}
