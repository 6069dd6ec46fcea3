package svg

import (
	"slices"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// The time axis is the screen's, in cells as wide as a character of its labels.
const (
	cell  = 5.8
	cells = 100
)

// scale places moments on the drawing.
type scale struct{ picture.Scale }

func newScale(l *timeline.Life, now time.Time, unseen []visual.Stretch) scale {
	return scale{picture.NewScale(l, now, unseen, cells)}
}

// at returns the place of a column.
func at(col float64) float64 { return left + cell*col }

// x returns the place of a moment; within a gap, places only keep the order.
func (s scale) x(t time.Time) float64 { return at(s.Col(t)) }

// folded reports whether a moment lies in a gap.
func (s scale) folded(t time.Time) bool {
	col := s.Col(t)
	return slices.ContainsFunc(s.Parts, func(p picture.Part) bool { return p.Gap && col > p.Col && col < p.Col+p.Width })
}
