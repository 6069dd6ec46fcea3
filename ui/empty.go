package ui

import (
	"cmp"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// drawEmpty says plainly that there is nothing to draw yet, and why.
func (a *app) drawEmpty(c *draw.Canvas, s *layout) {
	x := c.Text(1, 0, 7, "podlife", draw.Muted) + 2
	c.Text(x, 0, a.w-x-1, timeline.Clean(cmp.Or(a.opts.Title, a.opts.Target)), draw.Bold)
	lines := a.session.whyEmpty(cmp.Or(timeline.Clean(a.opts.Target), "a pod"), a.g.Wait)
	y := max((a.h-len(lines))/2, min(1, a.h-1))
	for i, l := range lines {
		at := max((a.w-draw.Width(l.Text))/2, 1)
		c.Text(at, y+i, a.w-at-1, l.Text, l.Style)
	}
	if a.h > 4 {
		a.drawKeys(c, s, a.h-1)
	}
	if a.session.play != nil && a.h > 5 {
		a.session.play.Draw(c, draw.Area{Y: a.h - 2, W: a.w, H: 1}, s.Page)
	}
}
