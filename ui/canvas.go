package ui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is one character position. A wide character fills its first cell; the
// cell after it is skip.
type cell struct {
	text string // one grapheme cluster of width 1 or 2; "" is a blank
	st   style
	skip bool
}

// canvas is the grid a frame is drawn on. Everything that is drawn is clipped
// to it, so no line can become wider than the terminal. Drawing outside is
// allowed and does nothing.
//
// Drawing cells and joining runs of one style at the end costs microseconds a
// frame, where rendering each styled piece to a string costs milliseconds.
type canvas struct {
	w, h  int
	cells []cell
	ascii bool // replace everything that is not ASCII
}

func newCanvas(w, h int, ascii bool) *canvas {
	return &canvas{w: w, h: h, cells: make([]cell, w*h), ascii: ascii}
}

// set draws one glyph of width 1.
func (c *canvas) set(x, y int, glyph string, st style) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	c.clearWide(x, y)
	c.cells[y*c.w+x] = cell{text: glyph, st: st}
}

// clearWide blanks the other half of a wide character that is about to be cut.
func (c *canvas) clearWide(x, y int) {
	i := y*c.w + x
	if c.cells[i].skip && x > 0 {
		c.cells[i-1].text = ""
	}
	if x+1 < c.w && c.cells[i+1].skip {
		c.cells[i+1] = cell{st: c.cells[i+1].st}
	}
}

// fill draws a glyph n times.
func (c *canvas) fill(x, y, n int, glyph string, st style) {
	for i := range n {
		c.set(x+i, y, glyph, st)
	}
}

// text draws s in at most limit cells, cut off with an ellipsis, and returns
// the column after it.
func (c *canvas) text(x, y, limit int, s string, st style) int {
	limit = min(limit, c.w-x)
	if limit <= 0 || s == "" {
		return x
	}
	if width(s) > limit {
		return c.cut(x, y, limit, s, st)
	}
	return c.put(x, y, limit, s, st)
}

// cut draws the first limit-1 cells of s and an ellipsis.
func (c *canvas) cut(x, y, limit int, s string, st style) int {
	x = c.put(x, y, limit-1, s, st)
	dots := "…"
	if c.ascii {
		dots = "~"
	}
	c.set(x, y, dots, st)
	return x + 1
}

// put draws the clusters of s that fit into limit cells.
func (c *canvas) put(x, y, limit int, s string, st style) int {
	end := min(x+limit, c.w)
	for len(s) > 0 {
		text, w, n := cluster(s)
		if c.ascii && s[0] >= utf8.RuneSelf {
			text, w = asciiFor(text), 1
		}
		if w > 0 && x+w > end {
			break
		}
		s = s[n:]
		if w == 0 {
			continue
		}
		c.set(x, y, text, st)
		if w == 2 && x >= 0 && y >= 0 && y < c.h {
			c.clearWide(x+1, y)
			c.cells[y*c.w+x+1] = cell{st: st, skip: true}
		}
		x += w
	}
	return x
}

// right draws s so that it ends before column end, in at most limit cells.
func (c *canvas) right(end, y, limit int, s string, st style) {
	w := min(width(s), limit)
	c.text(end-w, y, w, s, st)
}

// restyle changes the style of n cells that are already drawn.
func (c *canvas) restyle(x, y, n int, f func(style) style) {
	if y < 0 || y >= c.h {
		return
	}
	for i := max(x, 0); i < min(x+n, c.w); i++ {
		p := &c.cells[y*c.w+i]
		p.st = f(p.st)
	}
}

// blank reports whether nothing is drawn at a cell.
func (c *canvas) blank(x, y int) bool {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return false
	}
	p := c.cells[y*c.w+x]
	return !p.skip && (p.text == "" || p.text == " ")
}

// blanks reports whether n cells from x on are blank.
func (c *canvas) blanks(x, y, n int) bool {
	for i := range n {
		if !c.blank(x+i, y) {
			return false
		}
	}
	return true
}

// textAt is what is drawn at a cell.
func (c *canvas) textAt(x, y int) string {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return ""
	}
	return c.cells[y*c.w+x].text
}

// render joins the cells to h lines, with one SGR sequence per change of
// style. Trailing blanks are left out.
func (c *canvas) render(t *theme) string {
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

func (c *canvas) line(b *strings.Builder, row []cell, t *theme) {
	end := len(row)
	for end > 0 && !row[end-1].skip && (row[end-1].text == "" || row[end-1].text == " ") && !row[end-1].st.visible() {
		end--
	}
	cur := style(0)
	for _, p := range row[:end] {
		if p.skip {
			continue
		}
		text := p.text
		if text == "" {
			text = " "
		}
		if p.st != cur && (text != " " || p.st.visible() || cur.visible()) {
			b.WriteString(t.sgr(cur, p.st))
			cur = p.st
		}
		b.WriteString(text)
	}
	if cur != 0 {
		b.WriteString(t.sgr(cur, 0))
	}
}

// width is the number of cells s takes on the screen.
func width(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return wideWidth(s)
		}
	}
	return len(s)
}

func wideWidth(s string) int {
	total := 0
	for len(s) > 0 {
		_, w, n := cluster(s)
		total += w
		s = s[n:]
	}
	return total
}

// maxCluster bounds the bytes of one cell: text can pile any number of
// combining characters onto a letter.
const maxCluster = 16

// cluster splits the first grapheme cluster off s: what to draw for it, its
// width and its length in bytes. Terminals disagree on the width of some
// clusters (emoji sequences among them); those are reduced to their first
// character, so that every terminal gives them the same number of cells.
func cluster(s string) (text string, w, n int) {
	if b := s[0]; b < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if b < ' ' || b == 0x7f {
			return "", 0, 1
		}
		return s[:1], 1, 1
	}
	text, w = ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	n = len(text)
	if n == 0 {
		return "", 0, 1
	}
	if len(text) <= maxCluster && w <= 2 && w == ansi.StringWidthWc(text) {
		return text, w, n
	}
	r, size := utf8.DecodeRuneInString(text)
	first := text[:size]
	if w = ansi.StringWidthWc(first); r == utf8.RuneError || w != ansi.StringWidth(first) || w > 2 {
		return "?", 1, n
	}
	return first, w, n
}
