package playback

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// Observations are those of a recording, in the order of their arrival.
type Observations interface {
	Len() int
	// At returns when an observation arrived.
	At(i int) time.Time
	// Each calls f with the observations from one index up to another, or fails where
	// they cannot be read any more.
	Each(from, to int, f func(timeline.Observation)) error
}

// Decoded is Observations that are in memory.
type Decoded []timeline.Observation

// Len returns how many observations there are.
func (d Decoded) Len() int { return len(d) }

// At returns when an observation arrived.
func (d Decoded) At(i int) time.Time { return d[i].At }

// Each calls f with the observations from one index up to another.
func (d Decoded) Each(from, to int, f func(timeline.Observation)) error {
	for _, o := range d[from:to] {
		f(o)
	}
	return nil
}
