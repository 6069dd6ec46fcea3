package draw

import (
	"strings"

	"charm.land/lipgloss/v2"
)

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

// Box draws lines of styled text in a frame that fills the area, over what was
// there.
func (c *Canvas) Box(in Area, name, text string) {
	frame := lipgloss.NewStyle().Border(lipgloss.NormalBorder()).BorderForeground(lipgloss.ANSIColor(roleColour + Rule)).Width(in.W).Height(in.H)
	c.Styled(in, frame.Render(""))
	c.Text(in.X+1, in.Y, in.W-2, " "+name+" ", Accent|Bold)
	c.Styled(Area{X: in.X + 1, Y: in.Y + 1, W: in.W - 2, H: max(in.H-2, 0)}, text)
}

// Column draws n of most as a column that fills an area's height, from its lower edge, to
// an eighth of a cell.
func (c *Canvas) Column(x int, in Area, n, most int, st Style) {
	if in.H == 1 || n <= 0 {
		c.Set(x, in.Y+in.H-1, c.g.Level(n, most), st)
		return
	}
	eighths := max((n*8*in.H+most/2)/max(most, 1), 1)
	for row := 0; row < in.H && eighths > 0; row++ {
		c.Set(x, in.Y+in.H-1-row, c.g.Level(min(eighths, 8), 8), st)
		eighths -= 8
	}
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
func (c *Canvas) UnderlineMatches(x, y int, text, filter string) {
	for _, m := range matches(text, filter) {
		at := x + Width(text[:m[0]])
		c.Restyle(at, y, min(Width(text[m[0]:m[1]]), c.w-1-at), func(st Style) Style { return st | underline })
	}
}

// matches returns where a filter's text is in another, as byte offsets.
func matches(text, filter string) (found [][2]int) {
	lower := strings.ToLower(text)
	if filter == "" || len(lower) != len(text) {
		return nil
	}
	filter = strings.ToLower(filter)
	for from := 0; ; {
		i := strings.Index(lower[from:], filter)
		if i < 0 {
			return found
		}
		found = append(found, [2]int{from + i, from + i + len(filter)})
		from += i + len(filter)
	}
}

// Scroll returns the first of n rows to show in h lines so that sel is among
// them, away from the edges where it can be.
func Scroll(n, h, sel int) int {
	if n <= h || h <= 0 {
		return 0
	}
	return min(max(sel-h/2, 0), n-h)
}
