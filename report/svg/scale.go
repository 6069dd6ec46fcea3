package svg

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
)

// The time axis is the screen's, in cells as wide as a character of its labels.
const (
	cell  = 5.8
	cells = 100
)

// scale places moments on the drawing. All windows share one scale, so that
// lengths can be compared; the gaps between them are not to scale.
type scale struct {
	axis.Axis
	parts []part
}

// part is a window or a gap, left to right.
type part struct {
	x, w float64
	name string // of a gap: how long it is, or what it hides
	gap  bool
}

// newScale lays a life out, with what is expected of it soon. What was not watched is no
// idle time.
func newScale(l *timeline.Life, now time.Time, unseen []visual.Stretch) scale {
	from, to := visual.Extent(l, "", now)
	view := axis.View{Now: to, To: to}
	if l.Pod.Gone.IsZero() {
		view.To = horizon(l, from, now)
	}
	segments := axis.Split(visual.Points(l, ""), from, to, true)
	for _, u := range unseen {
		segments = segments.Unseen(u.From, u.To, "not watched")
	}
	s := scale{Axis: axis.New(segments, cells, view)}
	for _, w := range s.Windows() {
		s.parts = append(s.parts, part{x: left + cell*float64(w.Col), w: cell * float64(w.Width)})
	}
	for _, g := range s.Gaps() {
		s.parts = append(s.parts, part{x: left + cell*float64(g.Col), w: cell * float64(g.Width), name: g.Label, gap: true})
	}
	slices.SortFunc(s.parts, func(a, b part) int { return int(a.x - b.x) })
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

// x returns the place of a moment; within a gap, places only keep the order.
func (s scale) x(t time.Time) float64 { return left + cell*s.Col(t) }

// folded reports whether a moment lies in a gap.
func (s scale) folded(t time.Time) bool {
	x := s.x(t)
	return slices.ContainsFunc(s.parts, func(p part) bool { return p.gap && x > p.x && x < p.x+p.w })
}
