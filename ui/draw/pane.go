package draw

import "strings"

// PaneTitle draws "─ name ─────── note ─"; the pane that has the keys begins
// with the bar of a selection.
func (c *Canvas) PaneTitle(y int, name, note string, focus bool) {
	c.Fill(0, y, c.w, c.g.HRule, Rule)
	st := Muted
	if focus {
		st = Accent | Bold
		c.Set(0, y, c.g.Gutter, st)
	}
	x := c.Text(1, y, c.w-3, " "+name+" ", st)
	if n := Width(note); note != "" && x+n+5 < c.w {
		c.Text(c.w-n-4, y, n+2, " "+note+" ", Muted)
	}
}

// Box clears a rectangle and draws a frame around it.
func (c *Canvas) Box(x, y, w, h int, name string) {
	for i := range h {
		c.Fill(x, y+i, w, " ", Plain)
		c.Set(x, y+i, c.g.Cursor, Rule)
		c.Set(x+w-1, y+i, c.g.Cursor, Rule)
	}
	for edge, corners := range map[int][2]string{y: {"┌", "┐"}, y + h - 1: {"└", "┘"}} {
		c.Fill(x, edge, w, c.g.HRule, Rule)
		c.Text(x, edge, 1, corners[0], Rule)
		c.Text(x+w-1, edge, 1, corners[1], Rule)
	}
	c.Text(x+1, y, w-2, " "+name+" ", Accent|Bold)
}

// Gauge draws a share of w cells, to an eighth of a cell.
func (c *Canvas) Gauge(x, y, w int, share float64) {
	eighths := int(share*float64(w)*8 + 0.5)
	c.Fill(x, y, w, c.g.Wait, Future)
	c.Fill(x, y, eighths/8, c.g.Ready, Hook)
	if end := c.g.eighths[(eighths+7)%8]; eighths%8 > 0 && end != " " {
		c.Set(x+eighths/8, y, end, Hook)
	}
}

// UnderlineMatches underlines what the filter found in a text drawn at x.
func (c *Canvas) UnderlineMatches(x, y int, text, needle string) {
	lower := strings.ToLower(text)
	if needle == "" || len(lower) != len(text) {
		return
	}
	needle = strings.ToLower(needle)
	for from := 0; ; {
		i := strings.Index(lower[from:], needle)
		if i < 0 {
			return
		}
		at, to := from+i, from+i+len(needle)
		n := min(Width(text[at:to]), c.w-1-x-Width(text[:at]))
		c.Restyle(x+Width(text[:at]), y, n, func(st Style) Style { return st | underline })
		from = to
	}
}

// Scroll is the first of n rows to show in h lines so that sel is among them,
// away from the edges where it can be.
func Scroll(n, h, sel int) int {
	if n <= h || h <= 0 {
		return 0
	}
	return min(max(sel-h/2, 0), n-h)
}
