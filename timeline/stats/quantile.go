package stats

import (
	"math"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline/length"
)

// Unbounded is the upper bound of what may take any longer.
const Unbounded = time.Duration(math.MaxInt64)

// sample is one life's length of a stage. While a stage goes on, its length so
// far is the lower bound, and there is no upper one.
type sample struct {
	of     int // index of the life
	length length.Length
	open   bool
}

// bounds returns the sample's [lo, best, hi].
func (s sample) bounds() [3]time.Duration {
	hi := s.length.Hi
	if s.open {
		hi = Unbounded
	}
	return [3]time.Duration{s.length.Lo, s.length.Best, hi}
}

// Quantile is a length that a share of a group's lives does not exceed.
//
// [Min, Max] holds the quantile of these lives, whatever their lengths are within
// their own bounds: the k-th of the lower bounds is a lower bound of the k-th. [Low,
// High] holds the quantile of all lives like these, in 95 of 100 groups of the size:
// it is what two groups can be told apart by.
type Quantile struct {
	Best, Min, Max time.Duration
	Low, High      time.Duration
}

// Length returns the quantile of these lives as a length.
func (q Quantile) Length() length.Length {
	return length.Length{Lo: q.Min, Best: q.Best, Hi: q.Max, Known: true}
}

// ordered are the bounds of the samples, each sorted for itself.
type ordered [3][]time.Duration

func order(samples []sample) ordered {
	var o ordered
	for _, s := range samples {
		for i, d := range s.bounds() {
			o[i] = append(o[i], d)
		}
	}
	for i := range o {
		slices.Sort(o[i])
	}
	return o
}

// quantile returns the smallest length that a share p of the samples does not
// exceed; p = 1 is the longest.
func (o ordered) quantile(p float64) Quantile {
	n := len(o[0])
	k := rank(p, n)
	q := Quantile{Min: o[0][k], Best: o[1][k], Max: o[2][k], High: Unbounded}
	if p >= 1 {
		q.Low = q.Min // of the longest of all lives, a few say no more
		return q
	}
	lower, upper := ranks(n, p)
	if lower >= 1 {
		q.Low = o[0][lower-1]
	}
	if upper <= n {
		q.High = o[2][upper-1]
	}
	return q
}

// rank returns the index, of n lengths in order, of the smallest that a share p of them
// does not exceed.
func rank(p float64, n int) int {
	return min(max(int(math.Ceil(p*float64(n)-1e-9)), 1), n) - 1
}

// confidence is how much of the time each side of [Low, High] may miss.
const confidence = 0.025

// ranks returns the ranks, from 1 to n, between which the quantile p of all lives
// like n of them lies in 95 of 100 cases: a number of lives that is binomial are
// below it. Rank 0 and n+1 say that n are too few for a bound.
func ranks(n int, p float64) (lower, upper int) {
	lower, upper = 0, n+1
	below := 0.0 // P(fewer than k+1 of n are below)
	for k := range n + 1 {
		if below <= confidence {
			lower = k
		}
		below += math.Exp(choose(n, k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
		if below >= 1-confidence {
			return lower, k + 1
		}
	}
	return lower, upper
}

// choose returns the logarithm of the binomial coefficient.
func choose(n, k int) float64 {
	log := func(x int) float64 { v, _ := math.Lgamma(float64(x) + 1); return v }
	return log(n) - log(k) - log(n-k)
}
