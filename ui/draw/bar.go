package draw

import (
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// Edge is a moment and the bounds between which it lies.
type Edge struct{ At, Earliest, Latest time.Time }

// uncertainty returns how far apart the bounds are.
func (e Edge) uncertainty() time.Duration { return e.Latest.Sub(e.Earliest) }

// Stretch is a length of time that a bar shows. The end of one that is open is
// not known yet.
type Stretch struct {
	Start, End Edge
	Open       bool
}

// endOr returns when the stretch ended, or now while it goes on.
func (s Stretch) endOr(now time.Time) time.Time {
	if s.Open {
		return now
	}
	return s.End.At
}

// barCell is one cell of a bar: nothing, or a glyph.
type barCell struct {
	glyph string
	Style Style
	shape shape // of a solid glyph, so that what comes next to it can share the cell
}

// Bar is one row's picture over the axis. Later layers cover earlier ones.
type Bar struct {
	ax    axis.Axis
	now   time.Time
	g     *Glyphs
	cells []barCell
	inGap []bool // cells of folded gaps: spans are not to scale there
}

// NewBar returns an empty bar over an axis, drawn at a moment.
func NewBar(ax axis.Axis, now time.Time, g *Glyphs) *Bar {
	b := &Bar{ax: ax, now: now, g: g, cells: make([]barCell, ax.Width()), inGap: make([]bool, ax.Width())}
	for _, gap := range ax.Gaps() {
		for i := gap.Col; i < gap.Col+gap.Width && i < len(b.inGap); i++ {
			if i >= 0 {
				b.inGap[i] = true
			}
		}
	}
	return b
}

// cell returns the cell of a moment and whether it is in sight.
func (b *Bar) cell(t time.Time) (int, bool) {
	if len(b.cells) == 0 || !b.ax.Visible(t) {
		return 0, false
	}
	x := min(int(b.ax.Col(t)), len(b.cells)-1)
	switch {
	case !b.inGap[x]:
	case x > 0 && (x == len(b.cells)-1 || !b.inGap[x+1]):
		x-- // the gap's edge is a line
	case x+1 < len(b.cells) && (x == 0 || !b.inGap[x-1]):
		x++
	}
	return x, true
}

// Span draws a stretch of time: every cell it touches, at least one. The
// minimum exists in painting only; see the value column for true lengths.
func (b *Bar) Span(sp Stretch, glyph string, st Style) {
	from, to := sp.Start.At, sp.endOr(b.now)
	if to.Before(from) {
		if sp.Open {
			return // it is only expected to have begun
		}
		to = from
	}
	if len(b.cells) == 0 || to.Before(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	full := barCell{glyph, st, b.g.shapeOf(glyph)}
	x0, x1 := b.ends(from, to)
	c0, c1 := b.ax.Col(from), b.ax.Col(to)
	first := full
	if full.shape != 0 && c1-c0 >= 1 && b.sharp(sp.Start) {
		first = b.begin(x0, c0, full)
	}
	if !b.inGap[x0] {
		b.cells[x0] = first
	}
	for x := x0 + 1; x < x1; x++ {
		if !b.inGap[x] {
			b.cells[x] = full
		}
	}
	if full.shape != 0 && c1-c0 >= 1 && !sp.Open && b.sharp(sp.End) {
		b.finish(x1, c1, full)
	}
}

// Vague marks the inexact edges of a span that is drawn already, but for those
// between two bars that look the same.
func (b *Bar) Vague(sp Stretch, glyph string, st Style) {
	from, to := sp.Start.At, sp.endOr(b.now)
	if len(b.cells) == 0 || to.Before(from) || to.Before(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(from, to)
	full := barCell{glyph, st, b.g.shapeOf(glyph)}
	alike := func(x int) bool {
		return x >= 0 && x < len(b.cells) && b.cells[x].shape == full.shape && b.cells[x].Style&^faint == st
	}
	if !alike(x0 - 1) {
		b.unsure(sp.Start, x0, x1, full)
	}
	if !sp.Open && !alike(x1) {
		b.unsure(sp.End, x0, x1, full)
	}
}

// ends returns the cells [x0, x1) of a stretch, never none.
func (b *Bar) ends(from, to time.Time) (x0, x1 int) {
	x0 = min(int(b.ax.Col(from)), len(b.cells)-1)
	x1 = min(int(b.ax.Col(to)), len(b.cells))
	return x0, max(x1, x0+1)
}

// sharp reports whether an edge is known better than half a cell, so that it
// may be drawn inside one.
func (b *Bar) sharp(e Edge) bool { return e.uncertainty() < b.ax.PerCell()/2 }

// unsure marks the cells in which an edge may lie: an edge that is not exact
// looks different from one that is. An edge known to less than a fifth of a
// second looks exact when a cell stands for more than that.
func (b *Bar) unsure(e Edge, x0, x1 int, full barCell) {
	if e.uncertainty() < 200*time.Millisecond && e.uncertainty() < b.ax.PerCell() {
		return
	}
	if !e.Latest.After(b.ax.From()) || !e.Earliest.Before(b.ax.To()) {
		return // out of sight: the bar only goes on there
	}
	from, to := b.ends(e.Earliest, e.Latest)
	for x := max(from, x0); x < min(to, x1); x++ {
		if b.inGap[x] || b.cells[x].Style != full.Style {
			continue
		}
		b.cells[x].Style |= faint
		if b.cells[x].glyph == full.glyph && (full.shape == solid || x1-x0 > 2) { // dashes alone look like a hole
			b.cells[x].glyph = b.g.dim(full.glyph)
		}
	}
}
