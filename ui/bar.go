package ui

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// barCell is one cell of a bar: nothing, or a glyph.
type barCell struct {
	glyph string
	st    style
	shape shape // of a solid glyph, so that what comes next to it can share the cell
}

// bar is one row's picture over the axis. Later layers cover earlier ones.
type bar struct {
	ax    axis.Axis
	now   time.Time
	g     *glyphSet
	cells []barCell
	inGap []bool // cells of folded gaps: spans are not to scale there
}

func newBar(ax axis.Axis, now time.Time, g *glyphSet) *bar {
	b := &bar{ax: ax, now: now, g: g, cells: make([]barCell, ax.Width()), inGap: make([]bool, ax.Width())}
	for _, gap := range ax.Gaps() {
		for i := gap.Col; i < gap.Col+gap.Width && i < len(b.inGap); i++ {
			if i >= 0 {
				b.inGap[i] = true
			}
		}
	}
	return b
}

// cell is the cell of a moment and whether it is in sight.
func (b *bar) cell(t time.Time) (int, bool) {
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

// span draws a stretch of time: every cell it touches, at least one. The
// minimum exists in painting only; see the value column for true lengths.
func (b *bar) span(sp *timeline.Span, glyph string, st style) {
	from, to := sp.Start.Time, sp.EndOr(b.now)
	if to.Before(from) {
		if sp.Open() {
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
	if full.shape != 0 && c1-c0 >= 1 && !sp.Open() && b.sharp(sp.End) {
		b.finish(x1, c1, full)
	}
}

// vague marks the inexact edges of a span that is drawn already, but for those
// between two bars that look the same.
func (b *bar) vague(sp *timeline.Span, glyph string, st style) {
	from, to := sp.Start.Time, sp.EndOr(b.now)
	if len(b.cells) == 0 || to.Before(from) || to.Before(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(from, to)
	full := barCell{glyph, st, b.g.shapeOf(glyph)}
	alike := func(x int) bool {
		return x >= 0 && x < len(b.cells) && b.cells[x].shape == full.shape && b.cells[x].st&^faint == st
	}
	if !alike(x0 - 1) {
		b.unsure(sp.Start, x0, x1, full)
	}
	if !sp.Open() && !alike(x1) {
		b.unsure(sp.End, x0, x1, full)
	}
}

// ends are the cells [x0, x1) of a stretch, never none.
func (b *bar) ends(from, to time.Time) (x0, x1 int) {
	x0 = min(int(b.ax.Col(from)), len(b.cells)-1)
	x1 = min(int(b.ax.Col(to)), len(b.cells))
	return x0, max(x1, x0+1)
}

// sharp reports whether an edge is known better than half a cell, so that it
// may be drawn inside one.
func (b *bar) sharp(e timeline.Edge) bool { return e.Uncertainty() < b.ax.PerCell()/2 }

// unsure marks the cells in which an edge may lie: an edge that is not exact
// looks different from one that is. An edge known to less than a fifth of a
// second looks exact when a cell stands for more than that.
func (b *bar) unsure(e timeline.Edge, x0, x1 int, full barCell) {
	if e.Uncertainty() < 200*time.Millisecond && e.Uncertainty() < b.ax.PerCell() {
		return
	}
	if !e.Latest.After(b.ax.From()) || !e.Earliest.Before(b.ax.To()) {
		return // out of sight: the bar only goes on there
	}
	from, to := b.ends(e.Earliest, e.Latest)
	for x := max(from, x0); x < min(to, x1); x++ {
		if b.inGap[x] || b.cells[x].st != full.st {
			continue
		}
		b.cells[x].st |= faint
		if b.cells[x].glyph == full.glyph && (full.shape == solid || x1-x0 > 2) { // dashes alone look like a hole
			b.cells[x].glyph = b.g.dim(full.glyph)
		}
	}
}

// mark draws an instant.
func (b *bar) mark(t time.Time, glyph string, st style) {
	if x, ok := b.cell(t); ok && !b.inGap[x] {
		b.cells[x] = barCell{glyph: glyph, st: st}
	}
}

// present draws the end of what still goes on: now.
func (b *bar) present(st style) {
	if x, ok := b.cell(b.now); ok {
		b.cells[x] = barCell{glyph: b.g.open, st: st}
	}
}

// lead draws the expected time from now to a deadline, its glyph at the
// earliest moment, and how much later it may come.
func (b *bar) lead(e timeline.Edge, glyph string, st style) {
	x0, ok := b.cell(b.now)
	if !ok || !e.Latest.After(b.now) {
		return
	}
	x1, seen := b.cell(e.Earliest)
	if !seen {
		x1 = len(b.cells)
	}
	b.ahead(x0+1, x1, b.g.future)
	if e.Uncertainty() >= 2*time.Second {
		x2, ok := b.cell(e.Latest)
		if !ok {
			x2 = len(b.cells) - 1
		}
		b.ahead(x1+1, x2+1, b.g.inexact)
	}
	if seen && x1 > x0 {
		b.cells[x1] = barCell{glyph: glyph, st: st}
	}
}

// ahead fills free cells.
func (b *bar) ahead(from, to int, glyph string) {
	for x := max(from, 0); x < min(to, len(b.cells)); x++ {
		if b.cells[x].glyph == "" {
			b.cells[x] = barCell{glyph: glyph, st: future}
		}
	}
}

// label writes text right of cell x if nothing is there.
func (b *bar) label(x int, s string, st style) {
	if x < 0 || x+len(s)+1 > len(b.cells) {
		return
	}
	for i := x; i < x+len(s)+1; i++ {
		if i < len(b.cells) && (b.cells[i].glyph != "" || b.inGap[i]) {
			return
		}
	}
	for i := range len(s) {
		b.cells[x+i] = barCell{glyph: s[i : i+1], st: st}
	}
}

// last is the last cell with something in it, or -1.
func (b *bar) last() int {
	for i, v := range slices.Backward(b.cells) {
		if v.glyph != "" {
			return i
		}
	}
	return -1
}

// through draws a line across each gap that one of the spans covers: the state
// continues there. Where a gap hides changes, a state that one of them began or
// ended has the part after or before its middle; what goes on ends at now.
func (b *bar) through(spans []timeline.Span, on func(*timeline.Span) (line string, st style, ok bool)) {
	for _, gap := range b.ax.Gaps() {
		for i := range spans {
			sp := &spans[i]
			line, st, ok := on(sp)
			if !ok || sp.Start.Time.After(gap.To) || sp.EndOr(b.now).Before(gap.From) {
				continue
			}
			from, to := gap.Col+1, gap.Col+gap.Width-1
			if !sp.Start.Time.Before(gap.From) {
				from = gapMiddle(gap)
			}
			switch {
			case !sp.EndOr(b.now).Before(gap.To):
			case sp.Open():
				to, _ = b.cell(b.now)
			default:
				to = gapMiddle(gap)
			}
			for x := max(from, 0); x < min(to, len(b.cells)); x++ {
				b.cells[x] = barCell{glyph: line, st: st}
			}
		}
	}
}

// gapMiddle is the cell for what happened in a gap.
func gapMiddle(g axis.Gap) int { return g.Col + g.Width/2 }

// draw puts the bar on the canvas, with the edges of gaps.
func (b *bar) draw(c *canvas, x, y int) {
	for i, p := range b.cells {
		if p.glyph != "" {
			c.set(x+i, y, p.glyph, p.st)
		}
	}
	for _, gap := range b.ax.Gaps() {
		for _, e := range []int{gap.Col, gap.Col + gap.Width - 1} {
			if e >= 0 && e < len(b.cells) {
				c.set(x+e, y, b.g.gap, rule)
			}
		}
	}
}
