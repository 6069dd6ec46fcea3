package ui

import (
	"github.com/podlife/podlife/ui/draw"
)

// drawExport draws the menu in a box over the screen.
func (a *app) drawExport(c *draw.Canvas) {
	m := &a.export
	formats := a.opts.Exports.Formats
	w := min(a.w, 64)
	lines := len(formats) + 2
	if m.naming {
		lines = 4
	}
	h := min(lines+2, a.h)
	x, y := (a.w-w)/2, max((a.h-h)/2, 0)
	c.Box(x, y, w, h, "export")
	if m.naming {
		a.drawNaming(c, x+2, y+1, w-4, h-2)
		return
	}
	rows := h - 2
	if h-2 > len(formats) {
		rows = len(formats)
		c.Text(x+2, y+h-2, w-4, a.keys.Open.Help().Key+" name the file   "+a.keys.Back.Help().Key+" cancel", draw.Muted)
	}
	first := draw.Scroll(len(formats), rows, m.format)
	for i := range max(rows, 0) {
		f := formats[first+i]
		st := draw.Plain
		if first+i == m.format {
			c.Set(x+1, y+1+i, a.g.Gutter, draw.Accent|draw.Bold)
			st = draw.Bold
		}
		c.Text(x+2, y+1+i, min(10, w-4), f.Name, st)
		c.Text(x+13, y+1+i, w-15, f.For, draw.Muted)
	}
}

// drawNaming draws the file's name, and what went wrong with the last one.
func (a *app) drawNaming(c *draw.Canvas, x, y, w, h int) {
	m := &a.export
	name := m.name + "_"
	if cut := draw.Width(name) - (w - 9); cut > 0 { // the end is what is being typed
		name = name[draw.Fit(name, cut+1):]
		c.Text(x+8, y, 1, "…", draw.Muted)
	}
	c.Text(x, y, min(8, w), a.opts.Exports.Formats[m.format].Name, draw.Muted)
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
		c.Text(x, y+3, w, a.keys.Open.Help().Key+" write   "+a.keys.Back.Help().Key+" back", draw.Muted)
	}
}
