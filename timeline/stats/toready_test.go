package stats

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/length"
)

// TestToReadyIsNotBiasedByThoseThatStart checks that starts which go on push a
// quantile up, and take its upper bound away where nothing can be said of it.
func TestToReadyIsNotBiasedByThoseThatStart(t *testing.T) {
	starts := func(open int, seconds ...int) ToReady {
		var list []Start
		for i, s := range seconds {
			list = append(list, Start{time.Duration(s) * time.Second, i >= len(seconds)-open})
		}
		return NewToReady(list)
	}
	for _, c := range []struct {
		name     string
		starts   ToReady
		p        float64
		lo, hi   time.Duration
		complete bool
	}{
		{"all complete", starts(0, 4, 1, 3, 2), 0.5, 2 * time.Second, 2 * time.Second, true},
		{"the longest", starts(0, 4, 1, 3, 2), 0.9, 4 * time.Second, 4 * time.Second, true},
		{"one has only begun", starts(1, 2, 3, 4, 1), 0.5, 3 * time.Second, 3 * time.Second, true},
		{"half go on", starts(2, 1, 2, 30, 40), 0.5, 2 * time.Second, 2 * time.Second, true},
		{"most go on", starts(3, 1, 30, 35, 40), 0.5, 30 * time.Second, Unbounded, true},
		{"as long as one that is complete", starts(1, 2, 2), 0.9, 2 * time.Second, Unbounded, true},
		{"all go on", starts(2, 1, 2), 0.5, 1 * time.Second, Unbounded, false},
	} {
		if q := c.starts.Quantile(c.p); q.Lo != c.lo || q.Hi != c.hi || c.starts.Any() != c.complete {
			t.Errorf("%s: %v to %v, want %v to %v", c.name, q.Lo, q.Hi, c.lo, c.hi)
		}
	}
	if q := NewToReady(nil).Quantile(0.5); q.Known {
		t.Errorf("of nothing: %v", q.Best)
	}
}

// TestToReadyIsAtLeastWhatAPageSays has starts that go on, one of them for far longer than
// the others: the list said that a quantile was at least as long as that one, while the
// page of the same pods knew, rightly, of less.
func TestToReadyIsAtLeastWhatAPageSays(t *testing.T) {
	var starts []Start
	var samples []sample
	for i := range 40 {
		took := time.Duration(3+i) * time.Second
		starts = append(starts, Start{took, i >= 20})
		samples = append(samples, sample{length: length.Exactly(took), open: i >= 20})
	}
	for _, p := range []float64{0.75, 0.9, 0.99} {
		if got, want := NewToReady(starts).Quantile(p), order(samples).quantile(p); got.Lo != want.Min || got.Hi != want.Max {
			t.Errorf("%g: at least %v, want %v", p, got.Lo, want.Min)
		}
	}
}

// TestToReadyOfAnInterruptedWatch checks against starts whose lengths are all known
// that the median of those seen so far is about theirs, whenever one looks.
func TestToReadyOfAnInterruptedWatch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 4000
	var whole, seen []Start
	for range n {
		took := time.Duration(r.ExpFloat64() * float64(10*time.Second))
		watched := time.Duration(r.Int64N(int64(40 * time.Second))) // since its creation
		whole = append(whole, Start{took, false})
		seen = append(seen, Start{min(took, watched), took > watched})
	}
	want, got := NewToReady(whole).Quantile(0.5).Best, NewToReady(seen).Quantile(0.5).Best
	if d := (got - want).Abs(); d > want/15 {
		t.Errorf("the median of what was seen is %v, and of all %v", got, want)
	}
}
