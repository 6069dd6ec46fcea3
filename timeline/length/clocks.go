package length

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Running returns what a clock shows that began d ago: seconds that are over.
func Running(d time.Duration) string {
	if d < time.Second {
		return "<1s"
	}
	return Whole(d)
}

// Whole returns d in whole seconds or coarser that are over, two units at most:
// "0s", "<1s", "5s", "2m14s", "3h05m", "6d02h", "-5s".
func Whole(d time.Duration) string {
	switch {
	case d == 0:
		return "0s"
	case abs(d) < time.Second:
		return "<1s"
	case invalid(d):
		return "invalid"
	}
	unit := coarse(d)
	return In(d.Truncate(unit), unit)
}

// Long returns d in up to three units that are over: "6d02h14m".
func Long(d time.Duration) string {
	if d < day || invalid(d) {
		return Whole(d)
	}
	return Whole(d) + fmt.Sprintf("%02dm", d%time.Hour/time.Minute)
}

// Total returns a length that was computed and has no bounds, to the tenth of a
// second that the signals of a pod can bear: "0s", "<0.1s", "26.3s", "1m08s".
func Total(d time.Duration) string {
	if a := abs(d); a > 0 && a < 100*time.Millisecond {
		return "<0.1s"
	}
	unit := max(Digit(d, 0), 100*time.Millisecond)
	return In(d, max(unit, Digit(d.Round(unit), 0)))
}

// Setting returns a length from a pod's spec: whole seconds, exact.
func Setting(d time.Duration) string { return In(d, time.Second) }

// Until returns the countdown from now to a moment that is expected, in seconds
// begun: "in 12s", "in 12s to 18s", "within 30s", "any moment", "3s overdue".
func Until(e timeline.Edge, now time.Time) string {
	lo, hi := e.Earliest.Sub(now), e.Latest.Sub(now)
	switch {
	case hi <= -time.Second:
		return Whole(abs(hi).Round(time.Second)) + " overdue"
	case lo <= 0 && hi <= 5*time.Second:
		return "any moment"
	case lo <= 0:
		return "within " + begun(hi)
	case hi-lo < 2*time.Second:
		return "in " + begun(e.Time.Sub(now))
	}
	return "in " + begun(lo) + " to " + begun(hi)
}

// By returns when what is expected comes, where the present is not known: "by
// 07:30:55", "at 07:30:55".
func By(e timeline.Edge) string {
	by := "at "
	if e.Uncertainty() > time.Second {
		by = "by "
	}
	return by + e.Latest.UTC().Format(time.TimeOnly)
}

// ClockOn returns the time of day, with the date only where it is another day's;
// "unknown" for the zero time.
func ClockOn(t, day time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	if t.UTC().YearDay() == day.UTC().YearDay() && t.UTC().Year() == day.UTC().Year() {
		return t.UTC().Format(time.TimeOnly)
	}
	return t.UTC().Format("Jan _2 15:04:05")
}

// begun returns d in whole seconds or coarser, of which the last has begun.
func begun(d time.Duration) string { return Whole(ceil(d, time.Second)) }
