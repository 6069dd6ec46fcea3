package words

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Clock returns the time of day, UTC.
func Clock(t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.UTC().Format(time.TimeOnly)
}

// Date returns a full date and time of day, UTC.
func Date(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.UTC().Format("2006-01-02 15:04:05")
}

// ClockOn returns the time of day, with the date only where it is another day's.
func ClockOn(t, day time.Time) string {
	if t.UTC().YearDay() == day.UTC().YearDay() && t.UTC().Year() == day.UTC().Year() {
		return Clock(t)
	}
	return t.UTC().Format("Jan _2 15:04:05")
}

// Stamp returns the time of day with as many digits as the edge has, in 12 columns.
func Stamp(e timeline.Edge) string {
	if e.Uncertainty() <= 20*time.Millisecond {
		return e.Time.UTC().Format("15:04:05.000")
	}
	return e.Time.UTC().Format("15:04:05") + strings.Repeat(" ", 4)
}
