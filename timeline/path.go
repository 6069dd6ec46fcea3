package timeline

import "time"

// Longest returns the step that took most of the time, all its stretches in one
// and in all attempts; nil for an empty path.
func (s Startup) Longest() *Step {
	longest, elapsed := -1, Duration(0)
	for i := range s.Path {
		if sum, _ := s.Sum(i); sum > elapsed {
			longest, elapsed = i, sum
		}
	}
	if longest < 0 {
		return nil
	}
	step := s.Path[longest]
	step.Duration, step.Share = s.Sum(longest)
	return &step
}

// Sum adds up all stretches of the stage that step i is of.
func (s Startup) Sum(i int) (elapsed Duration, share float64) {
	of := &s.Path[i]
	for j := range s.Path {
		if o := &s.Path[j]; o.Phase == of.Phase && o.Lane == of.Lane {
			elapsed += o.Duration
			share += o.Share
		}
	}
	return elapsed, share
}

// End returns when the path ends; the zero time if it is empty.
func (s Startup) End() time.Time {
	if len(s.Path) == 0 {
		return time.Time{}
	}
	return s.Path[0].Start.Add(time.Duration(s.Total))
}
