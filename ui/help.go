package ui

import "charm.land/bubbles/v2/key"

// helpLine is one line of the help: a title, or a key and what it does.
type helpLine struct{ key, text string }

// helpLines are the key bindings by group, then the glyphs.
func (a *app) helpLines() []helpLine {
	var out []helpLine
	for _, g := range a.keys.groups() {
		enabled := enabledOf(g.keys)
		if len(enabled) == 0 {
			continue
		}
		out = append(out, helpLine{"", g.title})
		for _, b := range enabled {
			out = append(out, helpLine{b.Help().Key, b.Help().Desc})
		}
	}
	out = append(out, helpLine{"", "glyphs"})
	for _, it := range legendItems(a.g) {
		out = append(out, helpLine{it.glyph, it.text})
	}
	return out
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

// drawHelp fills the screen with the help, in as many columns as fit.
func (a *app) drawHelp(c *canvas) {
	const colW = 38
	lines := a.helpLines()
	c.text(1, 0, a.w-2, "podlife "+a.g.dot+" keys and glyphs", bold)
	c.right(a.w-1, 0, a.w/2, "esc back", muted)
	rows := a.h - 2
	if rows < 1 {
		return
	}
	cols := max(a.w/colW, 1)
	first := min(a.helpAt, max((len(lines)+cols-1)/cols*cols-rows*cols, 0))
	for i, l := range lines[min(first, len(lines)):] {
		col, y := i/rows, 2+i%rows
		if col >= cols {
			break
		}
		x := 1 + col*colW
		if l.key == "" {
			c.text(x, y, colW-2, l.text, accent|bold)
			continue
		}
		c.text(x+1, y, 7, l.key, bold)
		c.text(x+9, y, min(colW-11, a.w-x-10), l.text, plain)
	}
}
