package model

import (
	"slices"
	"time"
)

// ordinals counts the starts, including those that a jump of the count hides.
// A kubelet restart begins a new Event object with count 1.
func ordinals(starts []*sighting) []int {
	out := make([]int, len(starts))
	total := 0
	for i, s := range starts {
		total += max(s.n, 1)
		out[i] = total
	}
	return out
}

// number gives the attempts ascending numbers: restartCount + 1 where status
// knows it and it does not run backwards, else the place in the sequence.
// Events count no further than most, if that is known: they come before the
// status, but never by many runs.
func number(list []*attempt, most int) {
	last := 0
	for _, a := range list {
		n := a.number
		if most > 0 && n > most {
			n = last + 1
		}
		switch {
		case a.run != nil && a.run.restarts >= 0:
			n = int(a.run.restarts) + 1
		case a.started != nil:
			if k, known := uncounted(list, a.started); known {
				n = a.started.count + k
			}
		}
		if n <= last {
			n = last + 1
		}
		a.number, last = n, n
	}
}

// lastNumber returns the highest number that a run can have by the status, or 0
// without one.
func (c *container) lastNumber() int {
	if len(c.published) == 0 {
		return 0
	}
	n := 0
	for _, p := range c.published {
		n = max(n, int(p.restarts))
	}
	return n + 1 + maxRunsBehind
}

// uncounted returns how many runs a Started Event does not count, if another of
// its occurrences shows it whose run is known: those before the kubelet's restart.
func uncounted(list []*attempt, s *sighting) (n int, known bool) {
	for _, a := range list {
		if a.run != nil && a.run.restarts >= 0 && a.started != nil && a.started.rec == s.rec && !slices.ContainsFunc(list, severalStarts) {
			return max(0, int(a.run.restarts)+1-a.started.count), true
		}
	}
	return 0, false
}

// severalStarts reports whether an attempt's Started Event hides others.
func severalStarts(a *attempt) bool { return a.started != nil && a.started.n > 1 }

// countedOver returns the arrival of the first version whose restartCount says
// that the run of a number is over while nothing runs; zero without one.
func (c *container) countedOver(number int) time.Time {
	for _, p := range c.published {
		if int(p.restarts) >= number && p.state == stateWaiting {
			return p.at
		}
	}
	return time.Time{}
}
