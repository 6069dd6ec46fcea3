package ui

import (
	"cmp"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// drawEmpty says plainly that there is nothing to draw yet, and why.
func (p painter) drawEmpty() {
	x := p.c.Text(1, 0, 7, "podlife", draw.Muted) + 2
	p.c.Text(x, 0, p.a.w-x-1, timeline.Clean(cmp.Or(p.a.opts.Title, p.a.opts.Target)), draw.Bold)
	lines := p.a.session.whyEmpty(cmp.Or(timeline.Clean(p.a.opts.Target), "a pod"), p.a.g.Wait)
	y := max((p.a.h-len(lines))/2, min(1, p.a.h-1))
	for i, l := range lines {
		at := max((p.a.w-draw.Width(l.Text))/2, 1)
		p.c.Text(at, y+i, p.a.w-at-1, l.Text, l.Style)
	}
	if p.a.h > 4 {
		p.drawKeys(p.a.h - 1)
	}
	if p.a.session.play != nil && p.a.h > 5 {
		p.a.session.play.Draw(p.c, draw.Area{Y: p.a.h - 2, W: p.a.w, H: 1}, p.s.Page)
	}
}
