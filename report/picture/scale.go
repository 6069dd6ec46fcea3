package picture

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
)

// Scale places moments on a drawing, by columns. All windows share one scale, so
// that lengths can be compared; the gaps between them are not to scale.
type Scale struct {
	axis.Axis
	Parts []Part
}

// Part is a window or a gap, left to right, in columns.
type Part struct {
	Col, Width float64
	Name       string // of a gap: how long it is, or what it hides
	Gap        bool
}

// NewScale lays a life out on so many columns, with what is expected of it soon.
func NewScale(l *timeline.Life, now time.Time, columns int) Scale {
	from, to := visual.Extent(l, "", now)
	view := axis.View{Now: to, To: to}
	if l.Pod.Gone.IsZero() {
		view.To = horizon(l, from, now)
	}
	s := Scale{Axis: axis.New(axis.Split(visual.Points(l, ""), from, to, true), columns, view)}
	for _, w := range s.Windows() {
		s.Parts = append(s.Parts, Part{Col: float64(w.Col), Width: float64(w.Width)})
	}
	for _, g := range s.Gaps() {
		s.Parts = append(s.Parts, Part{Col: float64(g.Col), Width: float64(g.Width), Name: g.Label, Gap: true})
	}
	slices.SortFunc(s.Parts, func(a, b Part) int { return int(a.Col - b.Col) })
	return s
}

// horizon returns the last moment that is expected soon: hours ahead of a pod
// that has just begun would squeeze everything that was seen.
func horizon(l *timeline.Life, from, now time.Time) time.Time {
	to := now
	for _, f := range l.Future {
		if t := f.Edge.Time; t.After(to) && (t.Sub(now) <= now.Sub(from) || t.Sub(now) <= 2*time.Minute) {
			to = t
		}
	}
	return to
}
