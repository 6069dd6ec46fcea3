// Package length says how long something took: a length with its bounds, and
// the words for it in a cell, in a sentence and in a table. All three show the
// same number with the same digits, so that a run has one length wherever it
// is read. It knows edges and durations, and nothing of pods.
package length

import (
	"math"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Length is a length as well as it is known: in [Lo, Hi], Best in between, none
// of them negative. The zero Length is not known at all.
type Length struct {
	Lo, Best, Hi time.Duration
	Known        bool
	crossed      bool // the edges are in the wrong order, by truncation or two clocks
	running      bool // it has not ended: seconds that are over
	steady       bool // its beginning is good enough for a clock that runs
}

// Between returns the length from one edge to a later one. A negative one is an
// artefact of truncated seconds or of two clocks; time does not run backwards.
func Between(from, to timeline.Edge) Length {
	if from.IsZero() || to.IsZero() {
		return Length{}
	}
	l := Length{Lo: to.Earliest.Sub(from.Latest), Best: to.Time.Sub(from.Time), Hi: to.Latest.Sub(from.Earliest), Known: true}
	l.crossed = l.Hi < 0
	l.Lo = max(l.Lo, 0)
	l.Hi = max(l.Hi, l.Lo)
	l.Best = min(max(l.Best, l.Lo), l.Hi)
	return l
}

// Since returns how long something that began at start has been going on. What
// was observed began by start.Time at the latest, and hardly earlier while
// connected.
func Since(start timeline.Edge, now time.Time) Length {
	l := Between(start, timeline.ExactEdge(now))
	l.running = true
	l.steady = start.Basis == timeline.Observed || start.Uncertainty() <= 2*time.Second
	return l
}

// AtLeast returns how long something that began at start has been going on, where
// the present is later than now and nothing more is known of it.
func AtLeast(start timeline.Edge, now time.Time) Length {
	lo := max(now.Sub(start.Latest), 0)
	return Length{Lo: lo, Best: lo, Hi: math.MaxInt64, Known: !start.IsZero(), running: true}
}

// Of returns the length of what began at start; where end is zero it still goes
// on at now.
func Of(start, end timeline.Edge, now time.Time) Length {
	if end.IsZero() {
		return Since(start, now)
	}
	return Between(start, end)
}

// Exactly returns the length of which all is known.
func Exactly(d time.Duration) Length {
	l := max(d, 0)
	return Length{Lo: l, Best: l, Hi: l, Known: true, crossed: d < 0}
}

// Plus returns the length of two stretches together; one that is not known adds
// nothing.
func (l Length) Plus(m Length) Length {
	switch {
	case !l.Known:
		return m
	case !m.Known:
		return l
	}
	return Length{Lo: sum(l.Lo, m.Lo), Best: sum(l.Best, m.Best), Hi: sum(l.Hi, m.Hi), Known: true, crossed: l.crossed && m.crossed}
}

// half returns by how much the length may differ from Best.
func (l Length) half() time.Duration { return max(l.Hi-l.Best, l.Best-l.Lo) }

// sum adds two lengths that are not negative, up to the longest there is.
func sum(a, b time.Duration) time.Duration {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
