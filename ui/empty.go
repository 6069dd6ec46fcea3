package ui

import "github.com/podlife/podlife/timeline"

// drawEmpty says plainly that there is nothing to draw yet, and why.
func (a *app) drawEmpty(c *canvas) {
	x := c.text(1, 0, 7, "podlife", muted) + 2
	title := a.opts.Title
	if title == "" {
		title = a.opts.Target
	}
	c.text(x, 0, a.w-x-1, timeline.Clean(title), bold)
	lines := a.emptyLines()
	y := max((a.h-len(lines))/2, min(1, a.h-1))
	for i, l := range lines {
		at := max((a.w-width(l.text))/2, 1)
		c.text(at, y+i, a.w-at-1, l.text, l.st)
	}
	if a.h > 4 {
		a.drawKeys(c, a.h-1, pageList)
	}
	if a.play != nil && a.h > 5 {
		a.drawPlayback(c, a.h-2)
	}
}

func (a *app) emptyLines() []line {
	target := timeline.Clean(a.opts.Target)
	if target == "" {
		target = "a pod"
	}
	var out []line
	switch {
	case a.play != nil && len(a.play.all) == 0:
		out = append(out, line{text: "this recording has no observations", st: bold})
	case a.play != nil:
		out = append(out, line{text: "no pod seen yet at this point of the recording", st: bold})
	case a.closed:
		out = append(out, line{text: "the watch ended before a pod was seen", st: bold})
	default:
		out = append(out, line{text: a.g.wait + " waiting for " + target, st: bold})
		out = append(out, line{text: "nothing has been observed; the screen begins with the pod's first sign of life", st: muted})
	}
	if a.status != "" {
		out = append(out, line{text: a.status, st: sevWarning})
	}
	for _, m := range a.shot.Observed.Missing {
		out = append(out, line{text: "no " + m, st: sevWarning})
	}
	return out
}
