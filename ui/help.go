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
		if len(out) > 0 {
			out = append(out, helpLine{})
		}
		out = append(out, helpLine{"", g.title})
		for _, b := range enabled {
			out = append(out, helpLine{b.Help().Key, b.Help().Desc})
		}
	}
	out = append(out, helpLine{}, helpLine{"", "glyphs"})
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

// helpRoom is how the help is divided: columns, their width, lines in each.
func (a *app) helpRoom() (cols, colW, rows int) {
	cols = max(a.w/33, 1)
	return cols, a.w / cols, max(a.h-2, 0)
}

// helpFirst is the first line in sight: as far down as was asked for, but no
// further than needed to see the end.
func (a *app) helpFirst(n int) int {
	cols, _, rows := a.helpRoom()
	return min(a.helpAt, max(n-rows*cols, 0))
}

// drawHelp fills the screen with the help, in as many columns as fit.
func (a *app) drawHelp(c *canvas) {
	lines := a.helpLines()
	cols, colW, rows := a.helpRoom()
	c.text(1, 0, a.w-2, "podlife "+a.g.dot+" keys and glyphs", bold)
	first := a.helpFirst(len(lines))
	note := "esc back"
	if below := len(lines) - first - rows*cols; below > 0 {
		note = a.g.down + " " + itoa(below) + " more  " + note
	}
	if a.w > 40 {
		c.right(a.w-1, 0, a.w/2, note, muted)
	}
	for i, l := range lines[first:] {
		if i >= rows*cols {
			break
		}
		x, y := 1+i/rows*colW, 2+i%rows
		if l.key == "" {
			c.text(x, y, colW-2, l.text, accent|bold)
			continue
		}
		c.text(x+1, y, 7, l.key, bold)
		c.text(x+9, y, min(colW-10, a.w-x-10), l.text, plain)
	}
}
