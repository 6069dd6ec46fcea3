package draw

import "slices"

// shape is which quarters of its cell a solid glyph fills. Bars that begin or
// end inside a cell are drawn to half a cell, and where a full bar ends in
// nothing to an eighth.
type shape uint8

const (
	lowerLeft shape = 1 << iota
	lowerRight
	upperLeft
	upperRight

	lower = lowerLeft | lowerRight
	left  = lowerLeft | upperLeft
	right = lowerRight | upperRight
	solid = lower | upperLeft | upperRight
)

// high reports whether a shape has something of the height that means ready.
func (s shape) high() bool { return s&(upperLeft|upperRight) != 0 }

// shapeOf returns the shape of a bar's glyph, 0 if it is not solid.
func (g *Glyphs) shapeOf(glyph string) shape {
	switch glyph {
	case g.Ready:
		return solid
	case g.Run:
		return lower
	}
	return 0
}

// dim returns what an inexact end cell of a bar looks like.
func (g *Glyphs) dim(glyph string) string {
	switch glyph {
	case g.Ready:
		return g.readyDim
	case g.Run:
		return g.runDim
	}
	return glyph
}

// fills reports whether a glyph is one that bars are filled with.
func (g *Glyphs) fills(glyph string) bool {
	return slices.Contains([]string{g.Wait, g.BackOff, g.Pull, g.Run, g.Ready, g.Hook, g.Stop, g.Continues, g.Probe, g.future, g.Inexact, g.readyDim, g.runDim}, glyph)
}

// begin returns the cell x in which a bar begins at column col: what was there
// keeps the cell's left part.
func (b *Bar) begin(x int, col float64, full barCell) barCell {
	old := b.cells[x]
	n := int((col - float64(x)) * 8)
	switch {
	case n <= 2, old.shape == 0 && (old.glyph != "" || x > 0 && b.cells[x-1].glyph != ""):
		return full
	case n >= 6:
		return old
	}
	return b.g.join(old, full)
}

// finish shares the cell x in which a bar ends at column col with what is
// there already; what comes later may take the rest of it.
func (b *Bar) finish(x int, col float64, full barCell) {
	if x >= len(b.cells) || b.inGap[x] {
		return
	}
	old := b.cells[x]
	n := int((col - float64(x)) * 8)
	switch {
	case old.glyph == "" && full.shape == solid && n > 0:
		b.cells[x] = barCell{b.g.eighths[n-1], full.Style, left}
	case old.glyph != "" && old.shape == 0, n <= 2:
	case n >= 6:
		b.cells[x] = full
	default:
		b.cells[x] = b.g.join(full, old)
	}
}

// join returns a cell of which one bar fills the left half and another the
// right. Its colour is that of the higher one.
func (g *Glyphs) join(l, r barCell) barCell {
	s := l.shape&left | r.shape&right
	st := r.Style
	if r.glyph == "" || l.shape.high() && !r.shape.high() {
		st = l.Style
	}
	return barCell{g.parts[s], st, s}
}
