package axis

import "time"

// Tick is a mark on the axis' ruler. The mark goes into cell Col, the label
// into the cells after it; the axis made sure that it fits there. Label is
// empty where there is room for the mark only.
type Tick struct {
	Col   int
	Label string
	Time  time.Time
}

// Ticks are the visible ticks, left to right, labelled with the time since
// their window's first change point ("0s", "10s", "1m30s").
func (a Axis) Ticks() []Tick {
	return a.TicksFunc(func(_ time.Time, since, _ time.Duration) string { return Duration(since) })
}

// TicksFunc are the ticks with labels of the caller's making: t is the tick's
// time, since its distance from its window's first change point, step the
// distance between ticks. Labels are taken to be one cell a rune.
func (a Axis) TicksFunc(label func(t time.Time, since, step time.Duration) string) []Tick { return nil }
