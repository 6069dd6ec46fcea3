package draw

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// Mark draws an instant.
func (b *Bar) Mark(t time.Time, glyph string, st Style) {
	if x, ok := b.cell(t); ok && !b.inGap[x] {
		b.cells[x] = barCell{glyph: glyph, Style: st}
	}
}

// Present draws the end of what still goes on: now. Where the cell before it shows
// something else, because the state has only just begun, the cell of now shows the
// state, and the end comes after it if there is room.
func (b *Bar) Present(glyph string, st Style) {
	x, ok := b.cell(b.now)
	if !ok {
		return
	}
	if x > 0 && !b.inGap[x-1] && !b.shows(x-1, glyph) {
		b.cells[x] = barCell{glyph, st, b.g.shapeOf(glyph)}
		if x++; x >= len(b.cells) || b.inGap[x] || b.cells[x].glyph != "" {
			return
		}
	}
	b.cells[x] = barCell{glyph: b.g.Open, Style: st}
}

// shows reports whether a cell shows a state, exactly or not, half of it, or that it
// is not known.
func (b *Bar) shows(x int, glyph string) bool {
	have := b.cells[x]
	return have.glyph == glyph || have.glyph == b.g.dim(glyph) || have.glyph == b.g.Inexact || have.shape.high() && b.g.shapeOf(glyph).high()
}

// Lead draws the expected time from now to a deadline, its glyph at the
// earliest moment, and how much later it may come.
func (b *Bar) Lead(e Edge, glyph string, st Style) {
	x0, ok := b.cell(b.now)
	if !ok || !e.Latest.After(b.now) {
		return
	}
	x1, seen := b.cell(e.Earliest)
	if !seen {
		x1 = len(b.cells)
	}
	b.ahead(x0+1, x1, b.g.future)
	if e.uncertainty() >= 2*time.Second {
		x2, ok := b.cell(e.Latest)
		if !ok {
			x2 = len(b.cells) - 1
		}
		b.ahead(x1+1, x2+1, b.g.Inexact)
	}
	if seen && x1 > x0 {
		b.cells[x1] = barCell{glyph: glyph, Style: st}
	}
}

// ahead fills free cells.
func (b *Bar) ahead(from, to int, glyph string) {
	for x := max(from, 0); x < min(to, len(b.cells)); x++ {
		if b.cells[x].glyph == "" {
			b.cells[x] = barCell{glyph: glyph, Style: Future}
		}
	}
}

// Label writes text after what is drawn, if there is room.
func (b *Bar) Label(s string, st Style) {
	x := b.last() + 2
	if x < 0 || x+len(s)+1 > len(b.cells) {
		return
	}
	for i := x; i < x+len(s)+1; i++ {
		if i < len(b.cells) && (b.cells[i].glyph != "" || b.inGap[i]) {
			return
		}
	}
	for i := range len(s) {
		b.cells[x+i] = barCell{glyph: s[i : i+1], Style: st}
	}
}

// margin is how many cells of a bar stay on either side of a text in it.
const margin = 2

// Inside writes a text into a stretch that is drawn with a glyph, in the middle of the
// longest part of it that nothing else is drawn over, if there is room.
func (b *Bar) Inside(sp Stretch, glyph, text string, st Style) {
	if len(b.cells) == 0 || sp.endOr(b.now).Before(b.ax.From()) || sp.Start.At.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(sp.Start.At, sp.endOr(b.now))
	from, n := 0, 0
	for x := max(x0, 0); x < x1; x++ {
		first := x
		for x < x1 && b.cells[x].glyph == glyph && !b.inGap[x] {
			x++
		}
		if x-first > n {
			from, n = first, x-first
		}
	}
	letters := []rune(" " + text + " ")
	if n < len(letters)+2*margin {
		return
	}
	at := from + (n-len(letters))/2
	for i, r := range letters {
		letter := string(r)
		if b.g.ascii && r > '~' {
			letter = asciiFor(letter)
		}
		b.cells[at+i] = barCell{glyph: letter, Style: st}
	}
}

// last returns the last cell with something in it, or -1.
func (b *Bar) last() int {
	for i, v := range slices.Backward(b.cells) {
		if v.glyph != "" {
			return i
		}
	}
	return -1
}

// Through draws a line across each gap that a stretch covers: the state
// continues there. Where a gap hides changes, a state that one of them began or
// ended has the part after or before its middle; what goes on ends at now.
func (b *Bar) Through(sp Stretch, line string, st Style) {
	for _, gap := range b.ax.Gaps() {
		if sp.Start.At.After(gap.To) || sp.endOr(b.now).Before(gap.From) {
			continue
		}
		from, to := gap.Col+1, gap.Col+gap.Width-1
		if !sp.Start.At.Before(gap.From) {
			from = gapMiddle(gap)
		}
		switch {
		case !sp.endOr(b.now).Before(gap.To):
		case sp.Open:
			to, _ = b.cell(b.now)
		default:
			to = gapMiddle(gap)
		}
		for x := max(from, 0); x < min(to, len(b.cells)); x++ {
			b.cells[x] = barCell{glyph: line, Style: st}
		}
	}
}

// Stale draws what is only known to have been true before a stretch of time: what
// is drawn already becomes faint dashes.
func (b *Bar) Stale(from, to time.Time) {
	if len(b.cells) == 0 || to.Before(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(from, to)
	for x := x0; x < x1; x++ {
		if c := &b.cells[x]; c.glyph != "" && !b.inGap[x] {
			*c = barCell{glyph: b.g.Inexact, Style: c.Style | faint}
		}
	}
}

// Likely makes what is drawn with a glyph in a stretch faint, and marks it as what is only
// the likely state where there is room.
func (b *Bar) Likely(sp Stretch, glyph string) {
	if len(b.cells) == 0 || sp.endOr(b.now).Before(b.ax.From()) || sp.Start.At.After(b.ax.To()) {
		return
	}
	st := Plain
	x0, x1 := b.ends(sp.Start.At, sp.endOr(b.now))
	for x := max(x0, 0); x < x1; x++ {
		if c := &b.cells[x]; c.glyph == glyph && !b.inGap[x] {
			c.Style |= faint
			st = c.Style
		}
	}
	b.Inside(sp, glyph, b.g.likely, st&^faint)
}

// Unseen draws a stretch that was not watched: dashes in place of what would only be
// true if nothing had changed in it. Moments that are known all the same stay, and so
// does what proved says was certain in the middle of a cell.
func (b *Bar) Unseen(from, to time.Time, proved func(time.Time) bool) {
	if len(b.cells) == 0 || !to.After(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(from, to)
	for x := x0; x < x1; x++ {
		c := &b.cells[x]
		if c.glyph != "" && c.shape == 0 && !b.g.fills(c.glyph) || proved(b.ax.Time(float64(x)+0.5)) {
			continue
		}
		*c = barCell{glyph: b.g.Inexact, Style: Future | faint}
	}
}

// Later makes everything after a moment faint: the page is one of that moment, and
// what came later is shown without being of it. For those who see no colours, each
// stretch of it is broken up: every other cell stays empty.
func (b *Bar) Later(t time.Time) {
	if len(b.cells) == 0 || t.After(b.ax.To()) {
		return
	}
	run, before := 0, ""
	for x := max(int(b.ax.Col(t))+1, 0); x < len(b.cells); x++ {
		c := &b.cells[x]
		if c.Style = Future; c.shape != 0 || b.g.fills(c.glyph) { // what is written has to be read
			c.Style |= faint
		}
		if run++; c.glyph != before {
			run, before = 0, c.glyph
		}
		if run%2 == 1 && b.g.fills(c.glyph) {
			c.glyph = ""
		}
	}
}

// InMiddle draws what a gap hides in its middle.
func (b *Bar) InMiddle(gap axis.Gap, glyph string, st Style) {
	if x := gapMiddle(gap); x >= 0 && x < len(b.cells) {
		b.cells[x] = barCell{glyph: glyph, Style: st}
	}
}

// gapMiddle returns the cell for what happened in a gap.
func gapMiddle(g axis.Gap) int { return g.Col + g.Width/2 }

// Draw puts the bar on the canvas, with the edges of gaps.
func (b *Bar) Draw(c *Canvas, x, y int) {
	for i, p := range b.cells {
		if p.glyph != "" {
			c.Set(x+i, y, p.glyph, p.Style)
		}
	}
	for _, gap := range b.ax.Gaps() {
		for _, e := range []int{gap.Col, gap.Col + gap.Width - 1} {
			if e >= 0 && e < len(b.cells) {
				c.Set(x+e, y, b.g.Gap, Rule)
			}
		}
	}
}
