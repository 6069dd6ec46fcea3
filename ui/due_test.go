package ui

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// A countdown says a range where only that is known, and does not go on counting
// when what was expected is late.
func TestDue(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		earliest, latest float64 // seconds from now
		want             string
	}{
		{15, 15, "in 15s"}, {25, 40, "in 25-40s"}, {50, 70, "in 50s-1m10s"},
		{-2, 3, "in <3s"}, {-2, 0.5, "in <1s"}, {-3, -1, "any moment"}, {-1, -1, "any moment"},
	} {
		at := func(s float64) time.Time { return now.Add(time.Duration(s * float64(time.Second))) }
		e := timeline.Edge{Time: at(c.latest), Earliest: at(c.earliest), Latest: at(c.latest)}
		if got := due(e, now); got != c.want {
			t.Errorf("due between %vs and %vs: %q, want %q", c.earliest, c.latest, got, c.want)
		}
	}
}
