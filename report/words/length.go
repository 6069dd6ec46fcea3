package words

import (
	"fmt"

	"time"

	"github.com/podlife/podlife/timeline"
)

// Everything here and in offsets.go turns what is known of a length or a moment
// into words that claim no more than that. No other file formats either.

// extent is a length as well as it is known: in [min, max], best in between.
type Extent struct{ Min, Best, Max time.Duration }

// between is the length from one edge to a later one. A negative length is an
// artefact of truncated seconds or of two clocks; time does not run backwards.
func Between(from, to timeline.Edge) Extent {
	x := Extent{to.Earliest.Sub(from.Latest), to.Time.Sub(from.Time), to.Latest.Sub(from.Earliest)}
	x.Min = max(x.Min, 0)
	x.Max = max(x.Max, 0)
	x.Best = min(max(x.Best, x.Min), x.Max)
	return x
}

// Plus is the length of two stretches together.
func (x Extent) Plus(y Extent) Extent {
	return Extent{x.Min + y.Min, x.Best + y.Best, x.Max + y.Max}
}

// lasting is how long a span took, or has taken so far.
func Lasting(s timeline.Span, now time.Time) Extent {
	if s.Open() {
		return Between(s.Start, timeline.Edge{Time: now, Earliest: now, Latest: now})
	}
	return Between(s.Start, s.End)
}

// String is the length with only the digits that are known:
// "345ms", "2.35s", "26.3s", "5s ±1s", "<1s", "at most 4.2s", "3d11h".
func (x Extent) String() string {
	half := max(x.Max-x.Best, x.Best-x.Min)
	unit := UnitFor(x.Best, half)
	unit = max(unit, UnitFor(x.Best.Round(unit), half)) // 59.97s is a minute
	if x.Max > x.Min && max(half, rounded(half, unit)) > x.Best*3/4 {
		return UpTo(x.Max) // "1s ±1s" says less, at greater length
	}
	text := InUnit(x.Best, unit)
	if half <= unit/2 {
		return text
	}
	return text + " ±" + InUnit(rounded(half, unit), unit)
}

// rounded is a margin in the digit of the number it goes with, never less
// than it is, but for what no reader would miss.
func rounded(half, unit time.Duration) time.Duration {
	if half <= unit/2 {
		return half
	}
	return (half + unit*9/10).Truncate(unit)
}

// upTo words a length of which only the upper bound is known.
func UpTo(d time.Duration) string {
	switch {
	case d <= 10*time.Millisecond:
		return "<10ms"
	case d <= 100*time.Millisecond:
		return "<100ms"
	case d <= time.Second:
		return "<1s"
	}
	unit := max(UnitFor(d, 0), 100*time.Millisecond)
	return "at most " + InUnit((d+unit-1).Truncate(unit), unit)
}

// unitFor is the smallest digit worth showing of a length known to ± half.
func UnitFor(d, half time.Duration) time.Duration {
	unit := time.Millisecond
	switch {
	case d >= 48*time.Hour:
		unit = time.Hour
	case d >= time.Hour:
		unit = time.Minute
	case d >= time.Minute:
		unit = time.Second
	case d >= 10*time.Second:
		unit = 100 * time.Millisecond
	case d >= time.Second:
		unit = 10 * time.Millisecond
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

// inUnit writes d rounded to unit: a millisecond, a power of ten of it up to a
// second, a minute or an hour.
func InUnit(d, unit time.Duration) string {
	d = d.Round(unit)
	switch {
	case d < 0:
		return "-" + InUnit(-d, unit)
	case d == 0:
		return "0s"
	case d < time.Second && unit < 100*time.Millisecond:
		return fmt.Sprintf("%dms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.*fs", decimals(unit), d.Seconds())
	case d < time.Hour:
		s := fmt.Sprintf("%.*f", decimals(unit), (d % time.Minute).Seconds())
		if len(s) == 1 || s[1] == '.' {
			s = "0" + s
		}
		if unit >= time.Minute {
			return fmt.Sprintf("%dm", d/time.Minute)
		}
		return fmt.Sprintf("%dm%ss", d/time.Minute, s)
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh%02dm", d/time.Hour, d%time.Hour/time.Minute)
	}
	return fmt.Sprintf("%dd%02dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
}

func decimals(unit time.Duration) int {
	n := 0
	for u := time.Second; u > unit && n < 3; u /= 10 {
		n++
	}
	return n
}

// total is a length the model computed and gives without bounds: a tenth of a
// second is what the signals of a pod can bear, except for what is tiny.
func Total(d time.Duration) string {
	switch {
	case d < 0:
		return "-" + Total(-d)
	case d == 0:
		return "0s"
	case d < 100*time.Millisecond:
		return "<0.1s"
	case d < time.Minute:
		return InUnit(d, 100*time.Millisecond)
	}
	return InUnit(d, UnitFor(d, 0))
}

// setting is a length from a pod's spec: whole seconds, exact.
func Setting(d time.Duration) string { return InUnit(d, time.Second) }
