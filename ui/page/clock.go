package page

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// Moment writes a time as the user chose: local, relative to the pod's
// creation, or UTC. Within a day the weekday is left out.
func Moment(pg *Page, t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	layout := Weekday(pg) + "15:04:05"
	switch pg.Clock {
	case ClockRelative:
		return Offset(t.Sub(visual.Born(pg.Life)))
	case ClockUTC:
		return t.UTC().Format(layout + "Z")
	}
	return t.In(pg.Location).Format(layout)
}

// Weekday returns the part of a layout that distinguishes the days of a life,
// "" where there is one.
func Weekday(pg *Page) string {
	if pg.End.Sub(pg.Begin) > 20*time.Hour || !sameDay(pg.Begin, pg.End, pg.Location) {
		return "Mon "
	}
	return ""
}

func sameDay(a, b time.Time, loc *time.Location) bool {
	ya, ma, da := a.In(loc).Date()
	yb, mb, db := b.In(loc).Date()
	return ya == yb && ma == mb && da == db
}

// Fine returns a time of day with as many decimals as its edge deserves.
func Fine(pg *Page, e timeline.Edge) string {
	if e.IsZero() {
		return "-"
	}
	if pg.Clock == ClockRelative {
		return Moment(pg, e.Time)
	}
	layout := "15:04:05"
	switch {
	case e.Uncertainty() < 5*time.Millisecond:
		layout = "15:04:05.000"
	case e.Uncertainty() < 300*time.Millisecond:
		layout = "15:04:05.0"
	}
	if pg.Clock == ClockUTC {
		return e.Time.UTC().Format(layout + "Z")
	}
	return e.Time.In(pg.Location).Format(layout)
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
