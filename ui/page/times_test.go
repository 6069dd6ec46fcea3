package page

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
		if got := Due(e, now); got != c.want {
			t.Errorf("due between %vs and %vs: %q, want %q", c.earliest, c.latest, got, c.want)
		}
	}
}

// A length of which only a bound is known says so.
func TestVagueLengths(t *testing.T) {
	t0 := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	edge := func(earliest, at, latest float64) timeline.Edge {
		s := func(f float64) time.Time { return t0.Add(time.Duration(f * float64(time.Second))) }
		return timeline.Edge{Time: s(at), Earliest: s(earliest), Latest: s(latest)}
	}
	for _, c := range []struct {
		start, end timeline.Edge
		want       string
	}{
		{edge(0, 0, 0), edge(0, 12, 12.4), "≤12.4s"},    // a preStop hook: it ended somewhere before the exit
		{edge(0, 0, 0), edge(11, 12, 13), "12s"},        // known to a second or two
		{edge(0, 0, 0), edge(0, 0.8, 1), "<1s"},         // a second is no news
		{edge(0, 0, 0), edge(5.1, 5.1, 5.1), "5.1s"},    // exact
		{edge(0, 0, 0), edge(0, 0.9, 1.9), "1s"},        // nearer to that than to nothing
		{edge(-0.08, 0, 0), edge(-0.08, 0, 0), "≤80ms"}, // what ended when it was first seen
		{edge(0, 0, 0), edge(0, 20, 26.93), "≤27.0s"},   // no bound is rounded down
		{edge(-3, 0, 0), edge(100, 100, 101), "1m40s"},  // vague for its size it is not
	} {
		if got := Between(c.start, c.end, t0); got != c.want {
			t.Errorf("between %v and %v: %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

// From a minute on a length is told as it is everywhere else, and a moment to
// the tenth that one steps to.
func TestLengthsAndOffsets(t *testing.T) {
	for seconds, want := range map[float64][2]string{
		0:      {"<1ms", "+0s"},
		0.414:  {"414ms", "+414ms"},
		26.3:   {"26.3s", "+26.3s"},
		66.43:  {"1m06s", "+1m06.4s"},
		3599.9: {"59m59s", "+59m59.9s"},
		11100:  {"3h05m", "+3h05m"},
	} {
		d := time.Duration(seconds * float64(time.Second))
		if got := [2]string{Short(d), Offset(d)}; got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
