package stats

import (
	"math"
	"slices"
	"time"
)

// Change is how long a stage took in the lives of two groups.
type Change struct {
	Stage
	Stop bool          // of the termination
	A, B *Distribution // nil where no life of the group has the stage
}

// Compare aligns the stages of two groups, in the order of A; those that only B
// has come where they are in B. The stages of the termination come last.
func Compare(a, b *Group) []Change {
	var list []Change
	for i := range a.Stages {
		d := &a.Stages[i]
		list = append(list, Change{d.Stage, d.Stop, d, b.find(d.Stage, d.Stop)})
	}
	after := -1
	for i := range b.Stages {
		d := &b.Stages[i]
		if k := slices.IndexFunc(list, func(c Change) bool { return c.Stage == d.Stage && c.Stop == d.Stop }); k >= 0 {
			after = k
			continue
		}
		after++
		list = slices.Insert(list, after, Change{d.Stage, d.Stop, nil, d})
	}
	slices.SortStableFunc(list, func(x, y Change) int {
		switch {
		case x.Stop == y.Stop:
			return 0
		case y.Stop:
			return -1
		}
		return 1
	})
	return list
}

// Failed returns how many lives never became ready that should have: not those that
// completed.
func (g *Group) Failed() int { return g.Never - g.Completed }

// FailsMore reports whether a larger share of the lives of b than of a failed, as sure
// as a difference between quantiles is: if both were alike, so many of the failures
// would be b's in fewer than 25 of 1000 cases (Fisher's exact test). Lives of which the
// outcome is not known count on neither side.
func FailsMore(a, b *Group) bool {
	failed, of := a.Failed()+b.Failed(), b.Ready+b.Failed()
	known := a.Ready + a.Failed() + of
	chance := 0.0
	for k := b.Failed(); k <= min(failed, of); k++ {
		if failed-k <= known-of {
			chance += math.Exp(choose(of, k) + choose(known-of, failed-k) - choose(known, failed))
		}
	}
	return chance < confidence
}

// Certainty says what is known of the difference between two quantiles.
type Certainty string

// The certainties. A difference is Sure where the ranges that hold the quantiles
// of all lives like these in 95 of 100 cases lie apart.
const (
	Sure    Certainty = "sure"
	Overlap Certainty = "ranges overlap"
	TooFew  Certainty = "too few lives"
)

// Between returns what is known of the difference between a quantile of two
// groups.
func Between(a, b Quantile) Certainty {
	switch {
	case a.High < b.Low, b.High < a.Low:
		return Sure
	case a.High == Unbounded && a.Low == 0, b.High == Unbounded && b.Low == 0,
		a.High == Unbounded && b.Best > a.Best, b.High == Unbounded && a.Best > b.Best:
		return TooFew
	}
	return Overlap
}

// Exceeds reports whether b is, in 95 of 100 cases, longer than a by more than a
// share of a.
func Exceeds(a, b Quantile, share float64) bool {
	return a.High != Unbounded && float64(b.Low) > float64(a.High)*(1+share) && b.Low-a.High > least
}

// least is the longest difference that goes unnoticed.
const least = 100 * time.Millisecond
