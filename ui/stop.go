package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// stopPane is a container's way down: the grace period as a bar, and the steps
// with the times known so far.
func (a *app) stopPane(s *scene, l *timeline.Lane) []drillLine {
	t := s.life.Termination
	if t == nil {
		return nil
	}
	var step *timeline.StopStep
	for i := range t.Steps {
		if t.Steps[i].Lane == l.ID {
			step = &t.Steps[i]
		}
	}
	out := []drillLine{{title: "termination", note: t.By}}
	if step == nil {
		return append(out, a.textLines([]line{{"", "this container had ended before the pod was asked to stop", muted}})...)
	}
	out = append(out, drillLine{draw: func(c *canvas, y int) { a.drawGrace(c, s, y, t, step) }})
	return append(out, drillLine{draw: func(c *canvas, y int) { a.drawSteps(c, s, y, t, step) }})
}

// drawGrace draws how much of the grace period is used.
func (a *app) drawGrace(c *canvas, s *scene, y int, t *timeline.Termination, step *timeline.StopStep) {
	from := t.Requested
	if !step.Killing.IsZero() {
		from = step.Killing
	}
	end := s.now
	if !step.Exited.IsZero() {
		end = step.Exited.Time
	}
	used := max(end.Sub(from.Time), 0)
	x := c.text(1, y, 20, "grace "+whole(t.Grace), muted) + 2
	text := short(used) + " used"
	if step.Exited.IsZero() && !over(s.life) {
		text += " " + a.g.dot + " " + short(max(t.Grace-used, 0)) + " left"
	}
	w := min(a.w-x-width(text)-4, 48)
	if w >= 4 && t.Grace > 0 {
		a.gauge(c, x, y, w, min(float64(used)/float64(t.Grace), 1))
		x += w + 2
	}
	c.text(x, y, a.w-x-1, text, plain)
}

// gauge draws a share of w cells, to an eighth of a cell.
func (a *app) gauge(c *canvas, x, y, w int, share float64) {
	eighths := int(share*float64(w)*8 + 0.5)
	c.fill(x, y, w, a.g.wait, rule)
	c.fill(x, y, eighths/8, a.g.ready, hook)
	if eighths%8 > 0 {
		c.set(x+eighths/8, y, a.g.eighths[eighths%8-1], hook)
	}
}

// stopStepText is one step on the way down.
type stopStepText struct {
	glyph, text string
	st          style
}

// drawSteps draws "✓ deleted +0s › ▸ preStop › · SIGTERM › ◇ SIGKILL 16:16:52".
func (a *app) drawSteps(c *canvas, s *scene, y int, t *timeline.Termination, step *timeline.StopStep) {
	x := 1
	for i, p := range a.stopSteps(s, t, step) {
		if i > 0 {
			x = c.text(x, y, 3, " "+a.g.sep+" ", rule)
		}
		c.set(x, y, p.glyph, p.st)
		x = c.text(x+2, y, a.w-x-3, p.text, p.st)
	}
}

func (a *app) stopSteps(s *scene, t *timeline.Termination, step *timeline.StopStep) []stopStepText {
	since := func(e timeline.Edge) string {
		d := known(max(e.Time.Sub(t.Requested.Time), 0), e.Uncertainty()+t.Requested.Uncertainty())
		if d[0] == '<' {
			return " " + d
		}
		return " +" + d
	}
	done := func(name string, e timeline.Edge) stopStepText {
		return stopStepText{a.g.ok, name + since(e), plain}
	}
	out := []stopStepText{{a.g.ok, "requested " + a.fine(s, t.Requested), plain}}
	if !step.Killing.IsZero() {
		out = append(out, done("kubelet", step.Killing))
	}
	if step.HasPreStop {
		switch {
		case !step.PreStopEnd.IsZero():
			out = append(out, done("preStop", step.PreStopEnd))
		case step.Exited.IsZero() && !over(s.life):
			out = append(out, stopStepText{a.g.open, "preStop", hook})
		}
	}
	switch {
	case !step.SIGTERM.IsZero() && !step.SIGTERM.Time.After(s.now):
		out = append(out, done("SIGTERM", step.SIGTERM))
	case step.Exited.IsZero():
		out = append(out, stopStepText{a.g.dot, "SIGTERM", muted})
	}
	switch {
	case !step.Exited.IsZero() && step.SIGKILL:
		out = append(out, stopStepText{a.g.deadline, "SIGKILL" + since(step.Exited), failed})
	case !step.Exited.IsZero():
		out = append(out, done("exited", step.Exited))
	case !t.Kill.IsZero():
		left := t.Kill.Time.Sub(s.now)
		text := "SIGKILL " + a.fine(s, t.Kill)
		if left > 0 {
			text = "SIGKILL in " + whole(left+time.Second-1)
		}
		out = append(out, stopStepText{a.g.deadline, text, failed})
	}
	return out
}
