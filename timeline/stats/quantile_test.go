package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/length"
)

// Whatever lengths lie within the bounds of the samples, their quantile, found
// the straightforward way, lies within the quantile's bounds.
func TestQuantileHoldsTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(40)
		var truth []time.Duration
		var samples []sample
		for i := range n {
			d := time.Duration(r.Int64N(int64(time.Minute)))
			less, more := time.Duration(r.Int64N(int64(d)+1)), time.Duration(r.Int64N(int64(5*time.Second)))
			s := sample{i, length.Length{Lo: d - less, Best: d - less/2, Hi: d + more, Known: true}, r.IntN(8) == 0}
			truth, samples = append(truth, d), append(samples, s)
		}
		slices.Sort(truth)
		o := order(samples)
		for _, p := range []float64{0.01, 0.25, 0.5, 0.9, 0.99, 1} {
			want := truth[max(int(math.Ceil(p*float64(n)-1e-9)), 1)-1]
			q := o.quantile(p)
			if want < q.Min || want > q.Max || q.Best < q.Min || q.Best > q.Max {
				t.Fatalf("p%g of %d is %s, and said to be in [%s, %s], about %s", p*100, n, want, q.Min, q.Max, q.Best)
			}
			if q.Low > q.Best || q.High < q.Best {
				t.Fatalf("p%g of %d: %s is not in [%s, %s]", p*100, n, q.Best, q.Low, q.High)
			}
		}
	}
}

// A stage that goes on has no upper bound, and neither has a quantile that it
// may yet push up.
func TestQuantileOfWhatGoesOn(t *testing.T) {
	var samples []sample
	for i := range 10 {
		samples = append(samples, sample{i, length.Exactly(time.Duration(i+1) * time.Second), i == 9})
	}
	o := order(samples)
	if q := o.quantile(0.5); q.Best != 5*time.Second || q.Max != 5*time.Second {
		t.Errorf("p50 is %+v, want 5s: nine of ten are done", q)
	}
	if q := o.quantile(0.99); q.Min != 10*time.Second || q.Max != Unbounded {
		t.Errorf("p99 is %+v, want at least 10s", q)
	}
}

// The ranks are those that tables of the sign test have.
func TestRanks(t *testing.T) {
	for _, tt := range []struct {
		n            int
		p            float64
		lower, upper int
	}{
		{5, 0.5, 0, 6}, {6, 0.5, 1, 6}, {10, 0.5, 2, 9}, {20, 0.5, 6, 15}, {100, 0.5, 40, 61},
		{4, 0.9, 2, 5}, {35, 0.9, 28, 36}, {36, 0.9, 29, 36}, {1, 0.5, 0, 2},
	} {
		if lower, upper := ranks(tt.n, tt.p); lower != tt.lower || upper != tt.upper {
			t.Errorf("ranks of %d, p%g: %d and %d, want %d and %d", tt.n, tt.p*100, lower, upper, tt.lower, tt.upper)
		}
	}
}

// [Low, High] of small groups holds the quantile of all lives at least as often
// as it says.
func TestRangesHold(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{4, 8, 30} {
		for _, p := range []float64{0.5, 0.9} {
			truth := time.Duration(-math.Log(1-p) * float64(time.Second)) // of an exponential distribution
			const groups = 2000
			held := 0
			for range groups {
				var samples []sample
				for i := range n {
					samples = append(samples, sample{i, length.Exactly(time.Duration(r.ExpFloat64() * float64(time.Second))), false})
				}
				if q := order(samples).quantile(p); q.Low <= truth && truth <= q.High {
					held++
				}
			}
			if share := float64(held) / groups; share < 0.94 {
				t.Errorf("p%g of %d lives: the range holds it %.1f %% of the time", p*100, n, share*100)
			}
		}
	}
}
