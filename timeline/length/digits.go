package length

import (
	"fmt"
	"math"
	"time"
)

const day = 24 * time.Hour

// Digit returns the smallest digit worth showing of a length known to ± half: a
// millisecond, a power of ten of it up to a second, a minute or an hour.
func Digit(d, half time.Duration) time.Duration {
	d = abs(d)
	unit := time.Millisecond
	switch {
	case d >= day:
		unit = time.Hour
	case d >= time.Hour:
		unit = time.Minute
	case d >= time.Minute:
		unit = time.Second
	case d >= time.Second:
		unit = 100 * time.Millisecond
	}
	for _, coarser := range []time.Duration{10 * time.Millisecond, 100 * time.Millisecond, time.Second, time.Minute, time.Hour} {
		tolerable := coarser / 2
		switch {
		case coarser >= time.Minute:
			tolerable = 2 * coarser
		case d < 10*time.Second:
			tolerable = coarser
		}
		if half >= tolerable {
			unit = max(unit, coarser)
		}
	}
	return unit
}

// In writes d rounded to unit, which is one that Digit returns: "345ms", "5.4s",
// "1m08.3s", "3h05m", "6d02h". A difference that no time.Duration holds (292
// years) is "invalid", as kubectl has it.
func In(d, unit time.Duration) string {
	if invalid(d) {
		return "invalid"
	}
	if d = d.Round(unit); d < 0 {
		return "-" + positive(abs(d), unit)
	}
	return positive(d, unit)
}

func positive(d, unit time.Duration) string {
	switch {
	case invalid(d):
		return "invalid"
	case d == 0:
		return "0s"
	case d < time.Second && unit < 100*time.Millisecond:
		return fmt.Sprintf("%dms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.*fs", decimals(unit), d.Seconds())
	case d < time.Hour && unit >= time.Minute:
		return fmt.Sprintf("%dm", d/time.Minute)
	case d < time.Hour && unit >= time.Second:
		return pair(d, time.Minute, "m", time.Second, "s")
	case d < time.Hour:
		return fmt.Sprintf("%dm%0*.*fs", d/time.Minute, 3+decimals(unit), decimals(unit), (d % time.Minute).Seconds())
	case d < day:
		return pair(d, time.Hour, "h", time.Minute, "m")
	}
	return pair(d, day, "d", time.Hour, "h")
}

func pair(d, big time.Duration, bigName string, small time.Duration, smallName string) string {
	return fmt.Sprintf("%d%s%02d%s", d/big, bigName, d%big/small, smallName)
}

func decimals(unit time.Duration) int {
	n := 0
	for u := time.Second; u > unit && n < 3; u /= 10 {
		n++
	}
	return n
}

// invalid reports whether d is what time.Time.Sub returns for more than it holds.
func invalid(d time.Duration) bool { return d == math.MaxInt64 || d == math.MinInt64 }

// abs returns d without its sign; the smallest duration, which has no positive
// counterpart, becomes the largest.
func abs(d time.Duration) time.Duration {
	if d == math.MinInt64 {
		return math.MaxInt64
	}
	return max(d, -d)
}

// ceil returns d rounded up to unit.
func ceil(d, unit time.Duration) time.Duration { return sum(max(d, 0), unit-1).Truncate(unit) }
