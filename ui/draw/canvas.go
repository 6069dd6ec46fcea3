// Package draw paints a screen of cells: a canvas, the glyphs and styles it is
// drawn with, bars over a time axis, and the pieces that every pane shares (titles,
// boxes, gauges, wrapped text).
//
// It knows cells, colours, widths of text, and where on an axis a moment lies. It
// must not know Kubernetes: what a glyph stands for is the panes' business.
package draw

import (
	"strings"
	"unicode/utf8"
)

// cell is one character position. A wide character fills its first cell; the
// cell after it is skip.
type cell struct {
	text  string // one grapheme cluster of width 1 or 2; "" is a blank
	Style Style
	skip  bool
}

// Canvas is the grid a frame is drawn on. Everything that is drawn is clipped
// to it, so no line can become wider than the terminal. Drawing outside is
// allowed and does nothing.
//
// Drawing cells and joining runs of one style at the end costs microseconds a
// frame, where rendering each styled piece to a string costs milliseconds.
type Canvas struct {
	w, h  int
	cells []cell
	g     *Glyphs
}

// NewCanvas returns a blank canvas of w × h cells. With the ASCII glyphs,
// everything that is not ASCII is replaced.
func NewCanvas(w, h int, g *Glyphs) *Canvas {
	return &Canvas{w: w, h: h, cells: make([]cell, w*h), g: g}
}

// Reuse returns a blank canvas as NewCanvas does, in the memory of c, which must not be
// used any more. c may be nil.
func (c *Canvas) Reuse(w, h int, g *Glyphs) *Canvas {
	if c == nil || len(c.cells) != w*h {
		return NewCanvas(w, h, g)
	}
	clear(c.cells)
	c.w, c.h, c.g = w, h, g
	return c
}

// Size returns the canvas' width and height in cells.
func (c *Canvas) Size() (w, h int) { return c.w, c.h }

// Set draws one glyph of width 1.
func (c *Canvas) Set(x, y int, glyph string, st Style) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	c.clearWide(x, y)
	c.cells[y*c.w+x] = cell{text: glyph, Style: st}
}

// clearWide blanks the other half of a wide character that is about to be cut.
func (c *Canvas) clearWide(x, y int) {
	i := y*c.w + x
	if c.cells[i].skip && x > 0 {
		c.cells[i-1].text = ""
	}
	if x+1 < c.w && c.cells[i+1].skip {
		c.cells[i+1] = cell{Style: c.cells[i+1].Style}
	}
}

// Fill draws a glyph n times.
func (c *Canvas) Fill(x, y, n int, glyph string, st Style) {
	for i := range n {
		c.Set(x+i, y, glyph, st)
	}
}

// Text draws s in at most limit cells, cut off with an ellipsis, and returns
// the column after it.
func (c *Canvas) Text(x, y, limit int, s string, st Style) int {
	limit = min(limit, c.w-x)
	if limit <= 0 || s == "" {
		return x
	}
	if Width(s) > limit {
		return c.cut(x, y, limit, s, st)
	}
	return c.Put(x, y, limit, s, st)
}

// cut draws the first limit-1 cells of s and an ellipsis.
func (c *Canvas) cut(x, y, limit int, s string, st Style) int {
	x = c.Put(x, y, limit-1, s, st)
	dots := "…"
	if c.g.ascii {
		dots = "~"
	}
	c.Set(x, y, dots, st)
	return x + 1
}

// Put draws the clusters of s that fit into limit cells.
func (c *Canvas) Put(x, y, limit int, s string, st Style) int {
	end := min(x+limit, c.w)
	for len(s) > 0 {
		text, w, n := cluster(s)
		switch {
		case !c.g.ascii:
		case s[0] >= utf8.RuneSelf:
			text, w = asciiFor(text), 1
		default: // without the marks that it may carry
			text = text[:min(1, len(text))]
		}
		if w > 0 && x+w > end {
			break
		}
		s = s[n:]
		if w == 0 {
			continue
		}
		c.Set(x, y, text, st)
		if w == 2 && x >= 0 && y >= 0 && y < c.h {
			c.clearWide(x+1, y)
			c.cells[y*c.w+x+1] = cell{Style: st, skip: true}
		}
		x += w
	}
	return x
}

// Right draws s so that it ends before column end, in at most limit cells.
func (c *Canvas) Right(end, y, limit int, s string, st Style) {
	w := min(Width(s), limit)
	c.Text(end-w, y, w, s, st)
}

// Line draws the text of a line with its tints; attributes stay the line's.
func (c *Canvas) Line(x, y, w int, l Line) {
	end := c.Text(x, y, w, l.Text, l.Style)
	for _, t := range l.Tints {
		c.Restyle(x+t.At, y, min(t.N, end-x-t.At), func(s Style) Style { return s&^0xff | t.Style })
	}
}

// Labelled draws a line in all of the canvas' width, after its label, which has
// labelW cells.
func (c *Canvas) Labelled(y, labelW int, l Line) {
	c.Text(1, y, labelW, l.Label, Muted)
	c.Line(labelW+3, y, c.w-labelW-4, l)
}

// Restyle changes the style of n cells that are already drawn.
func (c *Canvas) Restyle(x, y, n int, f func(Style) Style) {
	if y < 0 || y >= c.h {
		return
	}
	for i := max(x, 0); i < min(x+n, c.w); i++ {
		p := &c.cells[y*c.w+i]
		p.Style = f(p.Style)
	}
}

// Blank reports whether nothing is drawn at a cell.
func (c *Canvas) Blank(x, y int) bool {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return false
	}
	p := c.cells[y*c.w+x]
	return !p.skip && (p.text == "" || p.text == " ")
}

// Blanks reports whether n cells from x on are blank.
func (c *Canvas) Blanks(x, y, n int) bool {
	for i := range n {
		if !c.Blank(x+i, y) {
			return false
		}
	}
	return true
}

// TextAt returns what is drawn at a cell.
func (c *Canvas) TextAt(x, y int) string {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return ""
	}
	return c.cells[y*c.w+x].text
}

// Render joins the cells to h lines, with one SGR sequence per change of
// style. Trailing blanks are left out.
func (c *Canvas) Render(t *Theme) string {
	var b strings.Builder
	b.Grow(c.w * c.h * 2)
	for y := range c.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		c.line(&b, c.cells[y*c.w:(y+1)*c.w], t)
	}
	return b.String()
}

func (c *Canvas) line(b *strings.Builder, row []cell, t *Theme) {
	end := len(row)
	for end > 0 && !row[end-1].skip && (row[end-1].text == "" || row[end-1].text == " ") && !row[end-1].Style.visible() {
		end--
	}
	cur := Style(0)
	for _, p := range row[:end] {
		if p.skip {
			continue
		}
		text := p.text
		if text == "" {
			text = " "
		}
		if p.Style != cur && (text != " " || p.Style.visible() || cur.visible()) {
			b.WriteString(t.SGR(cur, p.Style))
			cur = p.Style
		}
		b.WriteString(text)
	}
	if cur != 0 {
		b.WriteString(t.SGR(cur, 0))
	}
}

// Area is the part of a canvas that a pane may draw on, in cells.
type Area struct{ X, Y, W, H int }
