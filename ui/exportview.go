package ui

// drawExport draws the menu in a box over the screen.
func (a *app) drawExport(c *canvas) {
	m := &a.export
	formats := a.opts.Exports.Formats
	w := min(a.w, 64)
	lines := len(formats) + 2
	if m.naming {
		lines = 4
	}
	h := min(lines+2, a.h)
	x, y := (a.w-w)/2, max((a.h-h)/2, 0)
	a.drawBox(c, x, y, w, h, "export")
	if m.naming {
		a.drawNaming(c, x+2, y+1, w-4, h-2)
		return
	}
	rows := h - 2
	if h-2 > len(formats) {
		rows = len(formats)
		c.text(x+2, y+h-2, w-4, a.keys.Open.Help().Key+" name the file   "+a.keys.Back.Help().Key+" cancel", muted)
	}
	first := scroll(len(formats), rows, m.format)
	for i := range max(rows, 0) {
		f := formats[first+i]
		st := plain
		if first+i == m.format {
			c.set(x+1, y+1+i, a.g.gutter, accent|bold)
			st = bold
		}
		c.text(x+2, y+1+i, min(10, w-4), f.Name, st)
		c.text(x+13, y+1+i, w-15, f.For, muted)
	}
}

// drawNaming draws the file's name, and what went wrong with the last one.
func (a *app) drawNaming(c *canvas, x, y, w, h int) {
	m := &a.export
	name := m.name + "_"
	if cut := width(name) - (w - 9); cut > 0 { // the end is what is being typed
		name = name[fit(name, cut+1):]
		c.text(x+8, y, 1, "…", muted)
	}
	c.text(x, y, min(8, w), a.opts.Exports.Formats[m.format].Name, muted)
	c.text(x+9, y, w-9, name, bold)
	text, st := "a relative name is put into the current directory", muted
	switch {
	case m.busy:
		text = "writing"
	case m.err != "":
		text, st = m.err, failed
	}
	for i, part := range wrapped(text, w, 2) {
		if i+2 <= h {
			c.text(x, y+1+i, w, part, st)
		}
	}
	if h > 3 {
		c.text(x, y+3, w, a.keys.Open.Help().Key+" write   "+a.keys.Back.Help().Key+" back", muted)
	}
}

// drawBox clears a rectangle and draws a frame around it.
func (a *app) drawBox(c *canvas, x, y, w, h int, name string) {
	for i := range h {
		c.fill(x, y+i, w, " ", plain)
		c.set(x, y+i, a.g.cursor, rule)
		c.set(x+w-1, y+i, a.g.cursor, rule)
	}
	for edge, corners := range map[int][2]string{y: {"┌", "┐"}, y + h - 1: {"└", "┘"}} {
		c.fill(x, edge, w, a.g.hrule, rule)
		c.text(x, edge, 1, corners[0], rule)
		c.text(x+w-1, edge, 1, corners[1], rule)
	}
	c.text(x+1, y, w-2, " "+name+" ", accent|bold)
}
