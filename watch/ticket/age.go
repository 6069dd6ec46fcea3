package ticket

import (
	"strconv"
	"strings"
	"time"
)

// span is a length in [min, max).
type span struct{ min, max time.Duration }

const (
	day  = 24 * time.Hour
	year = 365 * day
)

// style is which grammar of ages a print uses: the one of Kubernetes 1.12 and
// older has one unit only, so that its 2m is any moment of that minute.
type style uint8

const (
	styleUnknown style = iota // what fits both: the wider is taken
	styleNew                  // apimachinery, util/duration.HumanDuration
	styleOld                  // kubectl 1.12 and older, oc 3
)

// ageFields are the units of an age in the order in which they are printed.
const ageUnits = "ydhms"

// parseAge splits an age such as 3m12s or 2d3h into its numbers by unit; ok is
// false for anything else. <invalid> and <unknown> are not read here.
func parseAge(s string) (units [len(ageUnits)]int, has [len(ageUnits)]bool, ok bool) {
	next := 0
	for s != "" {
		i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		if i < 1 || i > 6 {
			return units, has, false
		}
		unit := strings.IndexByte(ageUnits, s[i])
		if unit < next {
			return units, has, false
		}
		n, err := strconv.Atoi(s[:i])
		if err != nil {
			return units, has, false
		}
		units[unit], has[unit], next, s = n, true, unit+1, s[i+1:]
	}
	return units, has, next > 0
}

// isAge reports whether a word is an age as kubectl prints them.
func isAge(s string) bool {
	if s == "<unknown>" || s == "<invalid>" {
		return true
	}
	_, _, ok := parseAge(s)
	return ok
}

// ageSpan returns how long ago the moment was of which an age was printed, by
// the table of HumanDuration, which always rounds down; ok is false where the
// age says nothing.
func ageSpan(s string, st style) (span, bool) {
	n, has, ok := parseAge(s)
	if !ok {
		return span{}, false
	}
	total := time.Duration(n[0])*year + time.Duration(n[1])*day + time.Duration(n[2])*time.Hour +
		time.Duration(n[3])*time.Minute + time.Duration(n[4])*time.Second
	wide := time.Second
	switch {
	case has[4]:
		if n[4] == 0 && total == 0 {
			return span{-2 * time.Second, time.Second}, true
		}
	case has[3]:
		wide = time.Minute
		if st == styleNew && !has[2] && n[3] < 10 {
			wide = time.Second // the seconds were 0, or they would be printed
		}
	case has[2]:
		wide = time.Hour
		if st == styleNew && !has[1] && n[2] < 8 {
			wide = time.Minute
		}
	case has[1]:
		wide = day
		if st == styleNew && !has[0] && n[1] < 8 {
			wide = time.Hour
		}
	default:
		wide = year
		if st == styleNew && n[0] < 8 {
			wide = day
		}
	}
	return span{total, total + wide}, true
}

// styleOf returns the grammar that the ages of one print follow.
func styleOf(ages []string) style {
	old := false
	for _, a := range ages {
		n, has, ok := parseAge(a)
		if !ok {
			continue
		}
		units := 0
		for _, h := range has {
			if h {
				units++
			}
		}
		switch {
		case units > 1, has[4] && n[4] >= 60, units == 1 && has[3] && n[3] >= 60, units == 1 && has[2] && n[2] >= 24:
			return styleNew
		case has[3] && n[3] == 1, has[2] && n[2] <= 2, has[1] && n[1] == 1:
			old = true
		}
	}
	if old {
		return styleOld
	}
	return styleUnknown
}
