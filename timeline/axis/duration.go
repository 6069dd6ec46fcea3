package axis

import (
	"strconv"
	"strings"
	"time"
)

// short returns d with up to n units, for labels:
//
//	under 1 s       whole milliseconds, rounded      3ms  412ms
//	under 1 min     tenths of a second, rounded      4.6s  26.3s  30s
//	from 1 min on   n units, cut off                 2m12s  1h05m  3d11h
//
// Units after the first have two digits and are left out if they are zero.
// Longer times are cut off rather than rounded because "3d11h" has not passed
// until it has. A time that is not zero but rounds to it is "<1ms"; a negative
// one begins with "-".
func short(d time.Duration, n int) string {
	if d < 0 {
		if d == -d { // the one duration that has no positive
			d++
		}
		return "-" + short(-d, n)
	}
	switch {
	case d == 0:
		return "0s"
	case d < time.Millisecond/2:
		return "<1ms"
	case d < time.Second-time.Millisecond/2:
		return strconv.FormatInt(int64((d+time.Millisecond/2)/time.Millisecond), 10) + "ms"
	case d < time.Minute-50*time.Millisecond:
		return seconds(d+50*time.Millisecond, 1)
	}
	return units(max(d, time.Minute), n)
}

// shortFit returns d in the longest compact form that is at most cells long, and
// the shortest form if none is.
func shortFit(d time.Duration, cells int) string {
	for n := 3; n > 1; n-- {
		if s := short(d, n); len(s) <= cells {
			return s
		}
	}
	if s := short(d, 1); len(s) <= cells || d >= time.Minute || d < time.Second {
		return s
	}
	return seconds(d, 0)
}

// rounded returns d rounded to the last unit that fits into a gap's band: for times
// that are not counted while they pass.
func rounded(d time.Duration) time.Duration {
	const day = 24 * time.Hour
	for _, r := range [...]struct{ from, unit time.Duration }{
		{10 * day, day}, {day, time.Hour}, {10 * time.Hour, time.Hour}, {time.Hour, time.Minute},
		{10 * time.Minute, time.Minute}, {10 * time.Second, time.Second},
	} {
		if d >= r.from {
			return d.Round(r.unit)
		}
	}
	return d
}

// TickLabel returns since with as many digits as ticks a step apart need to differ.
func TickLabel(since, step time.Duration) string {
	if since < time.Second || step%time.Second == 0 && since < time.Minute {
		return short(since, 4)
	}
	digits := 0
	for d := time.Second; step%d != 0; d /= 10 {
		digits++
	}
	if digits > 0 {
		return seconds(since, digits)
	}
	return units(since, 4)
}

// seconds returns d in seconds, cut off after digits decimals, without trailing
// zeros.
func seconds(d time.Duration, digits int) string {
	s := strconv.FormatInt(int64(d/time.Second), 10)
	if digits > 0 {
		frac := strconv.FormatInt(int64(time.Second+d%time.Second), 10)[1 : 1+digits]
		if frac = strings.TrimRight(frac, "0"); frac != "" {
			s += "." + frac
		}
	}
	return s + "s"
}

// units returns d in the first n units from its largest on, cut off, without
// trailing zeros.
func units(d time.Duration, n int) string {
	var out, pending string
	for _, u := range [...]struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}} {
		q := int64(d / u.size)
		d %= u.size
		if out == "" && q == 0 || n == 0 {
			continue
		}
		n--
		digits := strconv.FormatInt(q, 10)
		if out != "" && q < 10 {
			digits = "0" + digits
		}
		pending += digits + u.name
		if q != 0 {
			out += pending
			pending = ""
		}
	}
	return out
}
