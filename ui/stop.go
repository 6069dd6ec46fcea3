package ui

import (
	"slices"
	"strings"
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
	switch left := t.Grace - used; {
	case left < 0:
		text += " " + a.g.dot + " " + short(-left) + " over"
	case step.Exited.IsZero() && !over(s.life):
		text += " " + a.g.dot + " " + short(left) + " left"
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
	c.fill(x, y, w, a.g.wait, future)
	c.fill(x, y, eighths/8, a.g.ready, hook)
	if end := a.g.eighths[(eighths+7)%8]; eighths%8 > 0 && end != " " {
		c.set(x+eighths/8, y, end, hook)
	}
}

// stopStepText is one step on the way down.
type stopStepText struct {
	glyph, text string
	st          style
	at          time.Time // zero while it is expected
}

// drawSteps draws "✓ requested 16:16:22 › ▸ preStop › · SIGTERM › ◇ SIGKILL in 15s".
func (a *app) drawSteps(c *canvas, s *scene, y int, t *timeline.Termination, step *timeline.StopStep) {
	x := 1
	for i, p := range a.fewerSteps(a.stopSteps(s, t, step)) {
		if i > 0 {
			x = c.text(x, y, 3, " "+a.g.sep+" ", rule)
		}
		c.set(x, y, p.glyph, p.st)
		x = c.text(x+2, y, a.w-x-3, p.text, p.st)
	}
}

// fewerSteps leaves out what is said elsewhere until the steps fit: the time of
// the request, then the kubelet's start, so that the end always is in sight.
func (a *app) fewerSteps(list []stopStepText) []stopStepText {
	need := func() int {
		n := -2
		for _, p := range list {
			n += width(p.text) + 5
		}
		return n
	}
	if need() > a.w-2 {
		list[0].text, _, _ = strings.Cut(list[0].text, " ")
	}
	if need() > a.w-2 {
		list = slices.DeleteFunc(list, func(p stopStepText) bool { return strings.HasPrefix(p.text, "kubelet") })
	}
	return list
}

// stopSteps are the steps with the times known so far, in the order in which
// they came, and then those that are expected.
func (a *app) stopSteps(s *scene, t *timeline.Termination, step *timeline.StopStep) []stopStepText {
	out := []stopStepText{{a.g.ok, "requested " + a.fine(s, t.Requested), plain, t.Requested.Time}}
	done := func(glyph, name string, e timeline.Edge, st style) {
		d := known(max(e.Time.Sub(t.Requested.Time), 0), e.Uncertainty()+t.Requested.Uncertainty())
		if d[0] != '<' {
			d = "+" + d
		}
		out = append(out, stopStepText{glyph, name + " " + d, st, e.Time})
	}
	running := step.Exited.IsZero() && !over(s.life)
	if !step.Killing.IsZero() {
		done(a.g.ok, "kubelet", step.Killing, plain)
	}
	switch ran := a.preStopOf(s, step); {
	case !step.HasPreStop:
	case step.PreStopEnd.IsZero() && running:
		out = append(out, stopStepText{a.g.open, "preStop", hook, s.now})
	case !step.PreStopEnd.IsZero() && ran != nil && ran.Outcome == timeline.Failed:
		done(a.g.fail, "preStop", step.PreStopEnd, failed)
	case !step.PreStopEnd.IsZero():
		done(a.g.ok, "preStop", step.PreStopEnd, plain)
	}
	switch {
	case !step.SIGTERM.IsZero() && !step.SIGTERM.Time.After(s.now):
		done(a.g.ok, "SIGTERM", step.SIGTERM, plain)
	case !step.SIGTERM.IsZero() && running:
		out = append(out, stopStepText{glyph: a.g.dot, text: "SIGTERM " + due(step.SIGTERM, s.now), st: muted})
	case running:
		out = append(out, stopStepText{glyph: a.g.dot, text: "SIGTERM", st: muted})
	}
	switch {
	case !step.Exited.IsZero() && step.SIGKILL:
		done(a.g.deadline, "SIGKILL", step.Exited, failed)
	case !step.Exited.IsZero():
		done(a.g.ok, "exited", step.Exited, plain)
	case !t.Kill.IsZero() && t.Kill.Latest.After(s.now):
		out = append(out, stopStepText{glyph: a.g.deadline, text: "SIGKILL " + due(t.Kill, s.now), st: failed})
	case !t.Kill.IsZero():
		out = append(out, stopStepText{glyph: a.g.deadline, text: "SIGKILL due " + a.fine(s, t.Kill), st: failed})
	}
	slices.SortStableFunc(out, func(x, y stopStepText) int {
		if x.at.IsZero() || y.at.IsZero() {
			return 0 // expected steps stay last
		}
		return x.at.Compare(y.at)
	})
	return out
}

// preStopOf is the preStop hook of a step's container, or nil.
func (a *app) preStopOf(s *scene, step *timeline.StopStep) *timeline.Span {
	if l := s.life.Lane(step.Lane); l != nil {
		if sp := lastOf(l, timeline.TrackHooks); sp != nil && sp.Phase == timeline.PreStop {
			return sp
		}
	}
	return nil
}
