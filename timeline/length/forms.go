package length

import (
	"strings"
	"time"
)

// Short returns the form for a cell: "345ms", "5.4s", "~5.4s" where half a
// second and more of it is unknown, "≤4.2s", "<1s", "5s" of what goes on.
func (l Length) Short() string {
	switch {
	case !l.Known:
		return "?"
	case l.running && l.endless():
		return l.over("≥0s", "≥")
	case l.running:
		return Running(l.Best)
	case l.endless():
		return l.over("?", "≥")
	case l.bounded():
		return upTo(l.Hi, "≤")
	case l.rough():
		return "~" + l.number()
	}
	return l.number()
}

// Unknown is the sentence form of a length of which nothing is known.
const Unknown = "an unknown time"

// Sentence returns the form for running text: "345ms", "5.4s", "6s", "about 5.4s",
// "5 to 7s", "at most 4.2s", "<1s", "5s" of what goes on.
func (l Length) Sentence() string {
	switch {
	case !l.Known:
		return Unknown
	case l.running && l.steady:
		return Running(l.Best)
	case l.endless():
		return l.over(Unknown, "at least ")
	case l.bounded():
		return upTo(l.Hi, "at most ")
	case l.wide():
		return l.span()
	case l.rough():
		return "about " + trim(l.number())
	}
	return trim(l.number())
}

// Column returns the form for a table, with the margin: "345ms ±4ms",
// "5.4s ±0.6s", "at most 4.2s", "<1s".
func (l Length) Column() string {
	switch {
	case !l.Known:
		return "?"
	case l.endless():
		return l.over("?", "at least ")
	case l.bounded():
		return upTo(l.Hi, "at most ")
	}
	unit, half := l.digit(), l.half()
	if half <= unit/2 {
		return l.number()
	}
	return l.number() + " ±" + In(margin(half, unit), unit)
}

// Total returns the form for a whole whose parts are shown beside it: the best
// estimate to a tenth of a second, for which the API's seconds are good enough.
func (l Length) Total() string {
	switch w := l.Hi - l.Lo; {
	case !l.Known || l.crossed || l.Best < time.Second || l.wide():
		return l.Sentence()
	case w <= 1500*time.Millisecond:
		return trim(Total(l.Best))
	case l.bounded():
		return "about " + trim(Total(l.Best))
	}
	return l.Sentence()
}

// Part returns the form for a part of a whole whose share is shown beside it:
// the best estimate, with "~" where half a second or more of it is unknown.
func (l Length) Part() string {
	switch {
	case !l.Known:
		return "?"
	case l.endless():
		return l.over("?", "≥")
	case l.Hi-l.Lo < time.Second/2 || l.Best < 100*time.Millisecond:
		return Total(l.Best)
	}
	return "~" + Total(l.Best)
}

// bounded reports whether no more is known than how long it was at most: "1s
// ±1s" says less, at greater length.
func (l Length) bounded() bool {
	if l.crossed {
		return true
	}
	half := l.half()
	return l.Hi > l.Lo && max(half, margin(half, l.digit())) > l.Best/4*3
}

// rough reports whether the number's own digits promise more than is known.
func (l Length) rough() bool {
	half := l.half()
	unit := l.digit()
	return half >= time.Second/4 && half > unit+unit/4
}

// wide reports whether two numbers say more than one and "about".
func (l Length) wide() bool {
	w := l.Hi - l.Lo
	return w > 2500*time.Millisecond && w > l.Best/4
}

// span returns both bounds, in whole seconds or coarser: "5 to 7s".
func (l Length) span() string {
	lo, hi := In(max(l.Lo, time.Second), coarse(l.Lo)), In(l.Hi, coarse(l.Hi))
	if l.Hi.Round(time.Second) < time.Minute {
		lo = strings.TrimSuffix(lo, "s")
	}
	return lo + " to " + hi
}

func coarse(d time.Duration) time.Duration { return max(Digit(d, 0), time.Second) }

// number returns Best with only the digits that are known; what goes on has
// whole seconds, as a clock with decimals only flickers.
func (l Length) number() string {
	if l.running {
		return Running(l.Best)
	}
	return In(l.Best, l.digit())
}

// digit returns the smallest digit of the number.
func (l Length) digit() time.Duration {
	half := l.half()
	unit := Digit(l.Best, half)
	unit = max(unit, Digit(l.Best.Round(unit), half)) // 59.97s is a minute
	if l.running {
		unit = max(unit, time.Second)
	}
	return unit
}

// endless reports whether there is no upper bound: one of the edges is open.
func (l Length) endless() bool { return l.Hi > 200*365*24*time.Hour }

// over words a length of which only the lower bound is known, after "≥" or "at
// least ", or as unknown where that says nothing either.
func (l Length) over(unknown, atLeast string) string {
	if l.Lo < time.Second {
		return unknown
	}
	unit := Digit(l.Lo, 0)
	return atLeast + trim(In(l.Lo.Truncate(unit), unit))
}

// upTo words a length of which only the upper bound is known, after "≤" or "at
// most ".
func upTo(d time.Duration, atMost string) string {
	switch {
	case d <= 0:
		return "<1s" // by the signals of two clocks, less than nothing
	case d <= 10*time.Millisecond:
		return "<10ms"
	case d <= 100*time.Millisecond:
		return "<100ms"
	case d <= time.Second:
		return "<1s"
	}
	unit := Digit(d, 0)
	return atMost + trim(In(ceil(d, unit), unit))
}

// trim returns a number without a tenth that is none: "5s" for "5.0s".
func trim(text string) string {
	if whole, ok := strings.CutSuffix(text, ".0s"); ok {
		return whole + "s"
	}
	return text
}

// margin returns a margin in the digit of the number it goes with, never less
// than it is, but for what no reader would miss.
func margin(half, unit time.Duration) time.Duration {
	if half <= unit/2 {
		return half
	}
	return sum(half, unit*9/10).Truncate(unit)
}
