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

// NewScale lays a life out on so many columns, with what is expected of it soon. What
// was not watched is no idle time.
func NewScale(l *timeline.Life, now time.Time, unseen []visual.Stretch, columns int) Scale {
	from, to := visual.Extent(l, "", now)
	view := axis.View{Now: to, To: to}
	if l.Pod.Gone.IsZero() {
		view.To = horizon(l, from, now)
	}
	segments := visual.Segments(l, "", from, to)
	for _, u := range unseen {
		segments = segments.Unseen(u.From, u.To, "not watched")
	}
	s := Scale{Axis: axis.New(segments, columns, view)}
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

// Unproved returns the parts of a stretch that was not watched, in columns, of which
// nothing that was observed later proves what a row showed then. Nothing proves what a
// track of its own would show.
func (s *Scale) Unproved(l *timeline.Life, r Row, u visual.Stretch) [][2]float64 {
	const step = 0.5 // as finely as the screen's bars are drawn
	from := s.Col(u.From)
	to := max(s.Col(u.To), from+step/2)
	var out [][2]float64
	begin := from
	put := func(end float64) {
		if begin < end {
			out = append(out, [2]float64{begin, end})
		}
	}
	for col := from; col < to; col += step {
		if r.Track == "" && visual.Proved(l, r.Lane, u, s.Time(col)) {
			put(col)
			begin = col + step
		}
	}
	put(to)
	return out
}
