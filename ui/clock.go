package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// moment writes a time as the person chose: local, relative to the pod's
// creation, or UTC. Within a day the weekday is left out.
func (a *app) moment(s *scene, t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	layout := a.weekday(s) + "15:04:05"
	switch a.clock {
	case clockRelative:
		return offset(t.Sub(visual.Born(s.life)))
	case clockUTC:
		return t.UTC().Format(layout + "Z")
	}
	return t.In(a.opts.Location).Format(layout)
}

// weekday is the part of a layout that tells the days of a life apart, "" where
// there is one.
func (a *app) weekday(s *scene) string {
	if s.end.Sub(s.begin) > 20*time.Hour || !sameDay(s.begin, s.end, a.opts.Location) {
		return "Mon "
	}
	return ""
}

func sameDay(a, b time.Time, loc *time.Location) bool {
	ya, ma, da := a.In(loc).Date()
	yb, mb, db := b.In(loc).Date()
	return ya == yb && ma == mb && da == db
}

// fine is a time of day with as many decimals as its edge deserves.
func (a *app) fine(s *scene, e timeline.Edge) string {
	if e.IsZero() {
		return "-"
	}
	if a.clock == clockRelative {
		return a.moment(s, e.Time)
	}
	layout := "15:04:05"
	switch {
	case e.Uncertainty() < 5*time.Millisecond:
		layout = "15:04:05.000"
	case e.Uncertainty() < 300*time.Millisecond:
		layout = "15:04:05.0"
	}
	if a.clock == clockUTC {
		return e.Time.UTC().Format(layout + "Z")
	}
	return e.Time.In(a.opts.Location).Format(layout)
}
