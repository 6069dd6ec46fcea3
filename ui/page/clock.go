package page

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// Moment writes a time as the user chose: local, relative to the pod's creation, or
// UTC, with the day where the life has several.
func Moment(pg *Page, t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return OnClock(pg, t, DayLayout(pg)+"15:04:05")
}

// OnClock writes a time as the user chose, in a layout where it is a time of day.
func OnClock(pg *Page, t time.Time, layout string) string {
	switch pg.Clock {
	case ClockRelative:
		return Offset(t.Sub(visual.Born(pg.Life)))
	case ClockUTC:
		return t.UTC().Format(layout + "Z")
	}
	return t.In(pg.Location).Format(layout)
}

// DayLayout returns the part of a layout that distinguishes the days of a life: the
// weekday, the date where there would be two of the same name, "" where there is one day.
func DayLayout(pg *Page) string {
	const day, week = 24 * time.Hour, 7 * 24 * time.Hour
	switch d := pg.End.Sub(pg.Begin); {
	case d >= week, d > week-day && pg.Begin.In(pg.Location).Weekday() == pg.End.In(pg.Location).Weekday():
		return "Jan 02 "
	case d > 20*time.Hour, !sameDay(pg.Begin, pg.End, pg.Location):
		return "Mon "
	}
	return ""
}

func sameDay(a, b time.Time, loc *time.Location) bool {
	ya, ma, da := a.In(loc).Date()
	yb, mb, db := b.In(loc).Date()
	return ya == yb && ma == mb && da == db
}

// Fine returns a moment with as many decimals as its edge deserves.
func Fine(pg *Page, e timeline.Edge) string {
	if e.IsZero() {
		return "-"
	}
	layout := "15:04:05"
	switch {
	case e.Uncertainty() < 5*time.Millisecond:
		layout = "15:04:05.000"
	case e.Uncertainty() < 300*time.Millisecond:
		layout = "15:04:05.0"
	}
	return OnClock(pg, e.Time, DayLayout(pg)+layout)
}

// Offset returns a moment by the time since the pod's creation: "+345ms",
// "+26.3s", "+1m06.4s", to what one steps to.
func Offset(d time.Duration) string {
	switch {
	case d < 0:
		return length.In(d, length.Digit(d, 0))
	case d < time.Millisecond:
		return "+0s"
	case d < time.Second || d >= time.Hour:
		return "+" + length.In(d, length.Digit(d, 0))
	}
	return "+" + length.In(d, 100*time.Millisecond)
}

// ClockTicks returns the ticks of an axis by the clock of loc, at its round moments; where
// none of them has room for its label, counted from the beginning of each window.
func ClockTicks(ax axis.Axis, loc *time.Location) []axis.Tick {
	ticks := ax.ClockTicks(loc, TimeOfDay)
	if slices.ContainsFunc(ticks, func(t axis.Tick) bool { return t.Label != "" }) {
		return ticks
	}
	return ax.TicksFunc(func(t time.Time, _, step time.Duration) string { return TimeOfDay(t.In(loc), step) })
}

// TimeOfDay returns the label of a moment where there is one every step; where those are
// hours apart, midnight is the day that begins.
func TimeOfDay(t time.Time, step time.Duration) string {
	switch midnight := t.Hour() == 0 && t.Minute() == 0; {
	case step >= 24*time.Hour, step >= time.Hour && midnight:
		return t.Format("Jan 02")
	case step >= time.Minute:
		return t.Format("15:04")
	case step < 100*time.Millisecond:
		return t.Format("15:04:05.000")
	case step < time.Second:
		return t.Format("15:04:05.0")
	}
	return t.Format("15:04:05")
}
