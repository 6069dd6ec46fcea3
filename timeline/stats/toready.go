package stats

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline/length"
)

// Start is how long a pod took until it was first ready; of one that is still on its
// way, how long it has taken so far.
type Start struct {
	Elapsed time.Duration
	Open    bool
}

// ToReady is how long starts take, in the order of their lengths. It is for views that
// show it again and again: it knows nothing of bounds and stages.
type ToReady struct {
	starts []Start
}

// NewToReady returns how long starts take. It sorts them in place.
func NewToReady(starts []Start) ToReady {
	slices.SortFunc(starts, func(a, b Start) int {
		if a.Elapsed == b.Elapsed && a.Open != b.Open { // it may still take longer
			if b.Open {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Elapsed, b.Elapsed)
	})
	return ToReady{starts}
}

// Any reports whether any start is complete.
func (t ToReady) Any() bool {
	return slices.ContainsFunc(t.starts, func(s Start) bool { return !s.Open })
}

// Quantile returns the length that a share p of the starts does not exceed, by the
// estimate of Kaplan and Meier: a start that goes on counts as one among others for as
// long as it has lasted, so that the quick ones alone do not make the quantile look
// short. Where too many go on for it to be known, it has no upper bound, and as its lower
// one what it cannot be below whenever they end, as a Distribution's has.
func (t ToReady) Quantile(p float64) length.Length {
	left := 1.0 // the share that takes longer
	for i, s := range t.starts {
		if s.Open {
			continue
		}
		atRisk := float64(len(t.starts) - i)
		if left *= 1 - 1/atRisk; left <= 1-p+1e-9 {
			return length.Exactly(s.Elapsed)
		}
	}
	if len(t.starts) == 0 {
		return length.Length{}
	}
	least := t.starts[rank(p, len(t.starts))].Elapsed
	return length.Length{Lo: least, Best: least, Hi: Unbounded, Known: true}
}
