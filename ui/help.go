package ui

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/draw"
)

// helpLine is one line of the help: a title, or a key or glyph and its meaning.
type helpLine struct {
	key, text string
	st        draw.Style // of the key
}

// helpBlocks are the key bindings by group, then the glyphs.
func (a *app) helpBlocks() [][]helpLine {
	var out [][]helpLine
	for _, g := range a.keys.groups() {
		block := []helpLine{{text: g.title}}
		for _, b := range enabledOf(g.keys) {
			block = append(block, helpLine{b.Help().Key, b.Help().Desc, draw.Bold})
		}
		if len(block) > 1 {
			out = append(out, block)
		}
	}
	if a.opts.Mouse {
		out = append(out, []helpLine{{text: "mouse"}, {"click", "select, set the cursor", draw.Bold}, {"again", "event or line: to the axis", draw.Bold}, {"wheel", "zoom, elsewhere scroll", draw.Bold}})
	}
	glyphs := []helpLine{{text: "glyphs"}}
	for _, it := range draw.Legend(a.g) {
		glyphs = append(glyphs, helpLine{it.Glyph, it.Text, it.Style})
	}
	return append(out, glyphs)
}

func enabledOf(all []key.Binding) []key.Binding {
	var out []key.Binding
	for _, b := range all {
		if b.Enabled() {
			out = append(out, b)
		}
	}
	return out
}

// helpWidth is the least width of a column of the help.
const helpWidth = 33

// helpRoom is how the help is divided: columns, and lines in each.
func (a *app) helpRoom() (cols, rows int) { return max(a.w/helpWidth, 1), max(a.h-2, 0) }

// helpColumns are the lines in sight, by column, and how many are below. Blocks
// stay whole where all of them fit; else the lines flow, from helpAt on.
func (a *app) helpColumns() (columns [][]helpLine, below int) {
	blocks := a.helpBlocks()
	cols, rows := a.helpRoom()
	for h := 1; h <= rows; h++ { // the lowest that does
		if columns = packed(blocks, h); len(columns) > 0 && len(columns) <= cols {
			return columns, 0
		}
	}
	lines := joined(blocks)
	lines = lines[a.helpFirst(len(lines)):]
	for columns = nil; len(columns) < cols && len(lines) > 0 && rows > 0; {
		n := min(rows, len(lines))
		columns, lines = append(columns, lines[:n]), lines[n:]
	}
	return columns, len(lines)
}

// packed puts whole blocks into columns of h lines; nil if one is higher.
func packed(blocks [][]helpLine, h int) [][]helpLine {
	var out [][]helpLine
	for _, b := range blocks {
		if len(b) > h {
			return nil
		}
		if n := len(out); n > 0 && len(out[n-1])+1+len(b) <= h {
			out[n-1] = append(append(out[n-1], helpLine{}), b...)
			continue
		}
		out = append(out, append([]helpLine(nil), b...))
	}
	return out
}

// joined are all lines of the blocks, with an empty one between two.
func joined(blocks [][]helpLine) []helpLine { return packed(blocks, 1<<16)[0] }

// helpFirst is the first line in sight: as far down as was asked for, but no
// further than needed to see the end.
func (a *app) helpFirst(n int) int {
	cols, rows := a.helpRoom()
	return min(a.helpAt, max(n-rows*cols, 0))
}

// scrollHelp moves in the help by lines.
func (a *app) scrollHelp(by int) {
	a.helpAt = max(a.helpFirst(len(joined(a.helpBlocks())))+by, 0)
}

// drawHelp fills the screen with the help, in as many columns as are needed.
func (a *app) drawHelp(c *draw.Canvas) {
	columns, below := a.helpColumns()
	c.Text(1, 0, a.w-2, "podlife "+a.g.Dot+" keys and glyphs", draw.Bold)
	note := "esc back"
	if below > 0 {
		note = a.g.Down + " " + itoa(below) + " more  " + note
	}
	if a.w > 40 {
		c.Right(a.w-1, 0, a.w/2, note, draw.Muted)
	}
	cols, _ := a.helpRoom()
	colW := min(a.w/cols, helpWidth+7)
	for i, lines := range columns {
		for j, l := range lines {
			x, y := 1+i*colW, 2+j
			if l.key == "" {
				c.Text(x, y, colW-2, l.text, draw.Accent|draw.Bold)
				continue
			}
			c.Text(x+1, y, 7, l.key, l.st)
			c.Text(x+9, y, min(colW-10, a.w-x-10), l.text, draw.Plain)
		}
	}
}
