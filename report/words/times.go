package words

import (
	"cmp"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Clock returns the time of day, UTC.
func Clock(t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.UTC().Format(time.TimeOnly)
}

// Date returns the date and time with their zone, or "3m34s before this was
// printed".
func Date(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.UTC().Format("2006-01-02 15:04:05")
}

// Stamp returns the time of day as the function Stamp does, or "3m34s before"
// in as many columns.
func Stamp(e timeline.Edge) string {
	if e.Uncertainty() <= 20*time.Millisecond {
		return e.Time.UTC().Format("15:04:05.000")
	}
	return e.Time.UTC().Format("15:04:05") + strings.Repeat(" ", 4)
}

// Face shows moments as a life's times allow: on the clock, or, where no date is
// known, as their distance to the moment of printing.
type Face struct {
	relative   bool
	nowUnknown bool
	days       bool // the life has several
	printed    time.Time
}

// FaceOf returns the face of a life in a snapshot taken at now.
func FaceOf(l *timeline.Life, now time.Time) Face {
	days := !l.Pod.Created.IsZero() && cmp.Or(l.Pod.Gone, now).Sub(l.Pod.Created) > 20*time.Hour
	return Face{l.Pod.Relative, l.NowUnknown, days, now}
}

// Lasted returns how long a span was, or has been so far; where the present is
// not known, how long it has been at least.
func (f Face) Lasted(s timeline.Span) length.Length {
	if s.Open() && f.nowUnknown {
		return length.AtLeast(s.Start, f.printed)
	}
	return length.Of(s.Start, s.End, f.printed)
}

// On returns the time of day as ClockOn does, or "3m34s before".
func (f Face) On(t, day time.Time) string {
	if f.relative {
		return f.before(t)
	}
	return length.ClockOn(t, day)
}

// Created returns when a pod was created, as Date does, or that it cannot have
// been when its object says.
func (f Face) Created(p timeline.Pod) string {
	if p.BadCreation != "" {
		return "invalid (creationTimestamp " + p.BadCreation + ")"
	}
	return f.Date(p.Created)
}

// Date returns the date and time with their zone, or "3m34s before this was
// printed".
func (f Face) Date(t time.Time) string {
	switch {
	case t.IsZero():
		return Date(t)
	case f.relative && f.before(t) != AtPrinting:
		return f.before(t) + " this was printed"
	case f.relative:
		return AtPrinting
	}
	return Date(t) + " UTC"
}

// Stamp returns the time of day as the function Stamp does, with the date where the life
// has several days, or "3m34s before" in as many columns.
func (f Face) Stamp(e timeline.Edge) string {
	switch {
	case f.relative:
		return Pad(f.before(e.Time), 12)
	case f.days:
		return e.Time.UTC().Format("Jan 02 ") + Stamp(e)
	}
	return Stamp(e)
}

// Relative reports whether no date is known.
func (f Face) Relative() bool { return f.relative }

// AtPrinting is what a face without dates calls the moment of printing.
const AtPrinting = "at printing"

func (f Face) before(t time.Time) string {
	switch d := f.printed.Sub(t).Round(time.Second); {
	case t.IsZero():
		return "unknown"
	case d < 0:
		return length.Total(-d) + " after"
	case d < time.Second:
		return AtPrinting
	default:
		return length.Total(d) + " before"
	}
}
