package report

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// axis places moments relative to the pod's creation.
type axis struct{ origin time.Time }

func axisOf(l timeline.Life) axis {
	if lane := l.Lane("pod"); lane != nil && len(lane.Spans) > 0 {
		return axis{lane.Spans[0].Start.Time}
	}
	return axis{l.Pod.Created}
}

// at is "@12.3s": a tenth where the moment is known that well, "@12s" where
// it is known to a second, "@~12s" where not even that.
func (a axis) at(e timeline.Edge) string {
	if e.IsZero() || a.origin.IsZero() {
		return "@?"
	}
	d, unit := a.offset(e)
	about := ""
	if half := e.Uncertainty() / 2; half > 1100*time.Millisecond && half > unit {
		about = "~"
	}
	return "@" + about + inUnit(d, unit)
}

// offset is how long after the origin a moment is, and the digit to show of it.
func (a axis) offset(e timeline.Edge) (d, unit time.Duration) {
	d, unit = e.Time.Sub(a.origin), 100*time.Millisecond
	if d > -time.Second && d < 50*time.Millisecond {
		return 0, unit
	}
	if e.Uncertainty() > time.Second/2 || d >= 10*time.Minute {
		unit = time.Second
	}
	if d >= time.Hour {
		unit = max(unit, unitFor(d, e.Uncertainty()/2))
	}
	return d.Round(unit), unit
}

// inOrder are the offsets of moments that follow each other. Where rounding to
// a second would turn two of them around, both show their tenths.
func (a axis) inOrder(moments []timeline.Edge) []string {
	shown := make([]string, len(moments))
	fine := make([]bool, len(moments))
	offset := func(i int) time.Duration {
		if fine[i] {
			return moments[i].Time.Sub(a.origin).Round(100 * time.Millisecond)
		}
		d, _ := a.offset(moments[i])
		return d
	}
	for i := 1; i < len(moments); i++ {
		if offset(i) < offset(i-1) && !(fine[i] && fine[i-1]) {
			fine[i], fine[i-1] = true, true
			i = max(i-2, 0) // the one before may now be out of order
		}
	}
	for i, e := range moments {
		shown[i] = a.at(e)
		if fine[i] && !e.IsZero() {
			shown[i] = "@" + inUnit(offset(i), 100*time.Millisecond)
		}
	}
	return shown
}

// clock is the time of day, UTC.
func clock(t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.UTC().Format(time.TimeOnly)
}

// date is a full date and time of day, UTC.
func date(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.UTC().Format("2006-01-02 15:04:05")
}

// clockOn is the time of day, with the date only where it is another day's.
func clockOn(t, day time.Time) string {
	if t.UTC().YearDay() == day.UTC().YearDay() && t.UTC().Year() == day.UTC().Year() {
		return clock(t)
	}
	return t.UTC().Format("Jan _2 15:04:05")
}

// stamp is the time of day with as many digits as the edge has, in 12 columns.
func stamp(e timeline.Edge) string {
	if e.Uncertainty() <= 20*time.Millisecond {
		return e.Time.UTC().Format("15:04:05.000")
	}
	return e.Time.UTC().Format("15:04:05") + strings.Repeat(" ", 4)
}
