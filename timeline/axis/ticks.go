package axis

import (
	"time"
	"unicode/utf8"
)

// minTick is the least distance of two labels, in cells.
const minTick = 6

// Tick is a mark on the axis' ruler. The mark goes into cell Col, the label
// into the cells after it; the axis made sure that it fits there. Label is
// empty where there is room for the mark only.
type Tick struct {
	Col   int
	Label string
	Time  time.Time
}

// Ticks returns the visible ticks, left to right, labelled with the time since
// their window's first change point ("0s", "10s", "1m30s").
func (a Axis) Ticks() []Tick {
	return a.TicksFunc(func(_ time.Time, since, step time.Duration) string { return TickLabel(since, step) })
}

// TicksFunc returns the ticks with labels of the caller's making: t is the tick's
// time, since its distance from its window's first change point, step the
// distance between ticks. Labels are taken to be one cell a rune. A window
// around nothing but now has no ticks.
func (a Axis) TicksFunc(label func(t time.Time, since, step time.Duration) string) []Tick {
	return a.ticks(func(p piece, _ time.Duration) int64 { return p.origin }, label)
}

// ClockTicks returns the ticks at round moments of a clock, which is that of loc:
// every full half minute, every full hour. label is given a tick's time and the distance
// between ticks.
func (a Axis) ClockTicks(loc *time.Location, label func(t time.Time, step time.Duration) string) []Tick {
	return a.ticks(func(p piece, step time.Duration) int64 {
		_, offset := a.base.Add(time.Duration(p.origin)).In(loc).Zone()
		into := (a.base.UnixNano() + p.origin + int64(offset)*int64(time.Second)) % int64(step)
		if into < 0 {
			into += int64(step)
		}
		return p.origin - into
	}, func(t time.Time, _, step time.Duration) string { return label(t.In(loc), step) })
}

// ticks returns the ticks with labels, counted in each window from the moment that zero
// returns.
func (a Axis) ticks(
	zero func(p piece, step time.Duration) int64, label func(t time.Time, since, step time.Duration) string,
) []Tick {
	if a.width == 0 {
		return nil
	}
	var ticks []Tick
	for step := stepAbove(saturate(minTick, a.PerCell())); ; step = stepAbove(step + 1) {
		ticks = ticks[:0]
		fits := true
		for i := 0; i < len(a.pieces) && fits; i++ {
			ticks, fits = a.rule(ticks, a.pieces[i], zero(a.pieces[i], step), step, label)
		}
		if fits {
			return ticks
		}
	}
}

// rule appends the ticks of one window, every step from zero on. It reports false if
// two labels come closer to each other than a cell: the step must be longer then.
func (a *Axis) rule(
	ticks []Tick, p piece, zero int64, step time.Duration, label func(t time.Time, since, step time.Duration) string,
) ([]Tick, bool) {
	col, width := a.clip(p)
	if !p.ruled || width == 0 {
		return ticks, true
	}
	from := a.moment(float64(col+a.left)) - zero
	free := col // the first cell after the previous tick's label
	for k := max(ceil(max(from, 0), int64(step)), 0); ; k++ {
		since := k * int64(step)
		c := int(a.virtual(zero+since)) - a.left
		if zero+since >= p.t1 || c >= col+width {
			return ticks, true
		}
		t := Tick{Col: c, Time: a.base.Add(time.Duration(zero + since))}
		text := label(t.Time, time.Duration(zero+since-p.origin), step)
		n := utf8.RuneCountInString(text)
		if c < free || (c == free && free > col) {
			return ticks, false
		}
		free = c + 1 + n
		if free <= col+width {
			t.Label = text
		}
		ticks = append(ticks, t)
	}
}

// steps is the tick ladder from 10 s to a day; below it is 1-2-5 per decade of
// seconds, above 1-2-5 per decade of days.
var steps = [...]time.Duration{
	10 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour,
}

// stepAbove returns the first step of the tick ladder at or above d, at least 1 ms.
func stepAbove(d time.Duration) time.Duration {
	if d <= steps[0] {
		return decade(time.Millisecond, d)
	}
	for _, s := range steps {
		if d <= s {
			return s
		}
	}
	return decade(24*time.Hour, d)
}

// decade returns the first of 1, 2, 5, 10, 20, … units at or above d.
func decade(unit, d time.Duration) time.Duration {
	for ; ; unit *= 10 {
		for _, m := range [...]time.Duration{1, 2, 5} {
			if step := m * unit; step >= d || step > maxLife*4 { //nolint:durationcheck // m is a factor
				return step
			}
		}
	}
}
