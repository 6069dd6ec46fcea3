package export

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Draw draws the menu in a box over the screen.
func (m *Model) Draw(c *draw.Canvas, _ draw.Area, pg *page.Page) {
	formats := m.Exports.Formats
	w := min(pg.W, 64)
	lines := len(formats) + 2
	if m.Naming {
		lines = 4
	}
	h := min(lines+2, pg.H)
	x, y := (pg.W-w)/2, max((pg.H-h)/2, 0)
	c.Box(x, y, w, h, "export")
	if m.Naming {
		m.drawNaming(pg, c, x+2, y+1, w-4, h-2)
		return
	}
	rows := h - 2
	if h-2 > len(formats) {
		rows = len(formats)
		c.Text(x+2, y+h-2, w-4, pg.Keys.Open.Help().Key+" name the file   "+pg.Keys.Back.Help().Key+" cancel", draw.Muted)
	}
	first := draw.Scroll(len(formats), rows, m.format)
	for i := range max(rows, 0) {
		f := formats[first+i]
		st := draw.Plain
		if first+i == m.format {
			c.Set(x+1, y+1+i, pg.G.Gutter, draw.Accent|draw.Bold)
			st = draw.Bold
		}
		c.Text(x+2, y+1+i, min(10, w-4), f.Name, st)
		c.Text(x+13, y+1+i, w-15, f.For, draw.Muted)
	}
}

// drawNaming draws the file's name, and what went wrong with the last one.
func (m *Model) drawNaming(pg *page.Page, c *draw.Canvas, x, y, w, h int) {
	name := m.name.Typed()
	if cut := draw.Width(name) - (w - 9); cut > 0 { // the end is what is being typed
		name = name[draw.Fit(name, cut+1):]
		c.Text(x+8, y, 1, "…", draw.Muted)
	}
	c.Text(x, y, min(8, w), m.Exports.Formats[m.format].Name, draw.Muted)
	c.Text(x+9, y, w-9, name, draw.Bold)
	text, st := "a relative name is put into the current directory", draw.Muted
	switch {
	case m.busy:
		text = "writing"
	case m.err != "":
		text, st = m.err, draw.Failed
	}
	for i, part := range draw.Wrapped(text, w, 2) {
		if i+2 <= h {
			c.Text(x, y+1+i, w, part, st)
		}
	}
	if h > 3 {
		c.Text(x, y+3, w, pg.Keys.Open.Help().Key+" write   "+pg.Keys.Back.Help().Key+" back", draw.Muted)
	}
}
