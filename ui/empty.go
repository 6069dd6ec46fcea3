package ui

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// drawEmpty says plainly that there is nothing to draw yet, and why.
func (a *app) drawEmpty(c *draw.Canvas, s *scene) {
	x := c.Text(1, 0, 7, "podlife", draw.Muted) + 2
	title := a.opts.Title
	if title == "" {
		title = a.opts.Target
	}
	c.Text(x, 0, a.w-x-1, timeline.Clean(title), draw.Bold)
	lines := a.emptyLines()
	y := max((a.h-len(lines))/2, min(1, a.h-1))
	for i, l := range lines {
		at := max((a.w-draw.Width(l.Text))/2, 1)
		c.Text(at, y+i, a.w-at-1, l.Text, l.Style)
	}
	if a.h > 4 {
		a.drawKeys(c, s, a.h-1, page.List)
	}
	if a.play != nil && a.h > 5 {
		a.play.Draw(s.Page, c, a.h-2)
	}
}

func (a *app) emptyLines() []draw.Line {
	target := timeline.Clean(a.opts.Target)
	if target == "" {
		target = "a pod"
	}
	var out []draw.Line
	switch {
	case a.play != nil && len(a.play.All) == 0:
		out = append(out, draw.Line{Text: "this recording has no observations", Style: draw.Bold})
	case a.play != nil:
		out = append(out, draw.Line{Text: "no pod seen yet at this point of the recording", Style: draw.Bold})
	case a.closed:
		out = append(out, draw.Line{Text: "the watch ended before a pod was seen", Style: draw.Bold})
	default:
		out = append(out, draw.Line{Text: a.g.Wait + " waiting for " + target, Style: draw.Bold})
		out = append(out, draw.Line{Text: "nothing has been observed; the screen begins with the pod's first sign of life", Style: draw.Muted})
	}
	if a.status != "" {
		out = append(out, draw.Line{Text: a.status, Style: draw.SevWarning})
	}
	for _, m := range a.shot.Observed.Missing {
		out = append(out, draw.Line{Text: "no " + m, Style: draw.SevWarning})
	}
	return out
}
