package help

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Model is the help: the keys and the glyphs.
type Model struct {
	On bool
	At int // the first line in sight
}

// helpLine is one line of the help: a title, or a key or glyph and its meaning.
type helpLine struct {
	Key, Text string
	st        draw.Style // of the key
}

// helpBlocks are the key bindings by group, then the glyphs.
func (m *Model) helpBlocks(pg *page.Page) [][]helpLine {
	var out [][]helpLine
	for _, g := range pg.Keys.Groups() {
		block := []helpLine{{Text: g.Title}}
		for _, b := range keymap.Enabled(g.Keys) {
			block = append(block, helpLine{b.Help().Key, b.Help().Desc, draw.Bold})
		}
		if len(block) > 1 {
			out = append(out, block)
		}
	}
	if pg.Mouse {
		out = append(out, []helpLine{{Text: "mouse"}, {"click", "select, set the cursor", draw.Bold}, {"again", "event or line: to the axis", draw.Bold}, {"wheel", "zoom, elsewhere scroll", draw.Bold}})
	}
	glyphs := []helpLine{{Text: "glyphs"}}
	for _, it := range draw.Legend(pg.G) {
		glyphs = append(glyphs, helpLine{it.Glyph, it.Text, it.Style})
	}
	return append(out, glyphs)
}

// helpWidth is the least width of a column of the help.
const helpWidth = 33

// helpRoom is how the help is divided: columns, and lines in each.
func (m *Model) helpRoom(pg *page.Page) (cols, rows int) {
	return max(pg.W/helpWidth, 1), max(pg.H-2, 0)
}

// Columns returns the lines in sight, by column, and how many are below. Blocks
// stay whole where all of them fit; else the lines flow, from helpAt on.
func (m *Model) Columns(pg *page.Page) (columns [][]helpLine, below int) {
	blocks := m.helpBlocks(pg)
	cols, rows := m.helpRoom(pg)
	for h := 1; h <= rows; h++ { // the lowest that does
		if columns = packed(blocks, h); len(columns) > 0 && len(columns) <= cols {
			return columns, 0
		}
	}
	lines := joined(blocks)
	lines = lines[m.helpFirst(pg, len(lines)):]
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
func (m *Model) helpFirst(pg *page.Page, n int) int {
	cols, rows := m.helpRoom(pg)
	return min(m.At, max(n-rows*cols, 0))
}

// Update scrolls.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if by, ok := pg.Steps(msg); ok {
		m.At = max(m.helpFirst(pg, len(joined(m.helpBlocks(pg))))+by, 0)
	}
	return nil
}

// Draw fills the screen with the help, in as many columns as are needed.
func (m *Model) Draw(c *draw.Canvas, _ draw.Area, pg *page.Page) {
	columns, below := m.Columns(pg)
	c.Text(1, 0, pg.W-2, "podlife "+pg.G.Dot+" keys and glyphs", draw.Bold)
	note := "esc back"
	if below > 0 {
		note = pg.G.Down + " " + page.Itoa(below) + " more  " + note
	}
	if pg.W > 40 {
		c.Right(pg.W-1, 0, pg.W/2, note, draw.Muted)
	}
	cols, _ := m.helpRoom(pg)
	colW := min(pg.W/cols, helpWidth+7)
	for i, lines := range columns {
		for j, l := range lines {
			x, y := 1+i*colW, 2+j
			if l.Key == "" {
				c.Text(x, y, colW-2, l.Text, draw.Accent|draw.Bold)
				continue
			}
			c.Text(x+1, y, 7, l.Key, l.st)
			c.Text(x+9, y, min(colW-10, pg.W-x-10), l.Text, draw.Plain)
		}
	}
}
