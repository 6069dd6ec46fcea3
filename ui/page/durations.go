package page

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Short is a duration in at most six cells: "3ms", "4.2s", "26.3s", "2m14s",
// "3h05m", "6d02h". Negative durations come from truncated or different clocks
// and read as "<1s" when that explains them.
func Short(d time.Duration) string {
	switch {
	case d <= -time.Second:
		return "-" + Short(-d)
	case d < 0:
		return "<1s"
	case d < time.Millisecond:
		return "<1ms"
	case d < time.Second:
		return fmt.Sprintf("%dms", d.Milliseconds())
	case d < time.Minute-50*time.Millisecond:
		return fmt.Sprintf("%.1fs", d.Seconds())
	}
	return Whole(d)
}

// Offset is a moment by the time since the pod's creation: "+26.3s", "+1m06.4s".
func Offset(d time.Duration) string {
	switch {
	case d < 0:
		return Short(d)
	case d < time.Millisecond:
		return "+0s"
	case d < time.Minute || d >= time.Hour:
		return "+" + Short(d)
	}
	return fmt.Sprintf("+%dm%04.1fs", d/time.Minute, (d % time.Minute).Seconds())
}

// Whole is a duration in whole seconds or coarser, two units at most.
func Whole(d time.Duration) string {
	switch {
	case d <= -time.Second:
		return "-" + Whole(-d)
	case d == 0:
		return "0s"
	case d < time.Second:
		return "<1s"
	case d < time.Minute:
		return fmt.Sprintf("%ds", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", d/time.Minute, d%time.Minute/time.Second)
	case d < 24*time.Hour:
		return fmt.Sprintf("%dh%02dm", d/time.Hour, d%time.Hour/time.Minute)
	}
	return fmt.Sprintf("%dd%02dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
}

// Long is a duration in up to three units: "6d02h14m".
func Long(d time.Duration) string {
	if d < 24*time.Hour {
		return Whole(d)
	}
	return fmt.Sprintf("%dd%02dh%02dm", d/(24*time.Hour), d%(24*time.Hour)/time.Hour, d%time.Hour/time.Minute)
}

// Between is the length from one edge to another with no more precision than
// the edges have. A zero end means it is still going on at now.
func Between(start, end timeline.Edge, now time.Time) string {
	unsure := start.Uncertainty()
	at := now
	if !end.IsZero() {
		at = end.Time
		unsure += end.Uncertainty()
	}
	d := at.Sub(start.Time)
	if end.IsZero() {
		return Whole(d) // a running clock with decimals only flickers
	}
	most := end.Latest.Sub(start.Earliest)
	switch {
	case vague(end.Earliest.Sub(start.Latest), most):
		return AtMost(most)
	case d == 0 && unsure >= 5*time.Millisecond && unsure < 500*time.Millisecond: // its ends are one moment that is told
		return AtMost(most)
	case unsure >= 500*time.Millisecond && d >= 500*time.Millisecond && d < time.Second && most > time.Second:
		return "1s" // it may have been longer, and is nearer to that than to nothing
	}
	return Known(d, unsure)
}

// AtMost is an upper bound, which is rounded up.
func AtMost(d time.Duration) string {
	if d >= time.Second {
		d = (d + 100*time.Millisecond - 1).Truncate(100 * time.Millisecond)
	}
	return "≤" + Short(d)
}

// vague reports a length of which no more is known than how long it was at
// most: the end of a hook that nobody tells, for example.
func vague(least, most time.Duration) bool {
	return most-least >= 2*time.Second && least < most/2
}

// Known is a duration that is sure to within unsure.
func Known(d, unsure time.Duration) string {
	switch {
	case unsure >= 500*time.Millisecond && d < time.Second && d > -time.Second:
		return "<1s"
	case unsure >= 500*time.Millisecond:
		return Whole(d.Round(time.Second))
	case unsure >= 5*time.Millisecond && d < time.Second && d > 0:
		return fmt.Sprintf("%.1fs", max(d.Seconds(), 0.1))
	}
	return Short(d)
}

// About is a part of a whole, whose share is told too: the best estimate, with
// "~" where half a second or more of it is unknown.
func About(d, unsure time.Duration) string {
	switch {
	case unsure < 500*time.Millisecond:
		return Short(d)
	case d < 10*time.Second:
		return fmt.Sprintf("~%.1fs", max(d.Seconds(), 0.1))
	}
	return "~" + Whole(d.Round(time.Second))
}
