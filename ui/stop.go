package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
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
	out := []drillLine{{title: "termination", note: t.By.Detail}}
	if step == nil {
		return append(out, a.textLines([]draw.Line{{Label: "", Text: "this container had ended before the pod was asked to stop", Style: draw.Muted}})...)
	}
	out = append(out, drillLine{draw: func(c *draw.Canvas, y int) { a.drawGrace(c, s, y, t, step) }})
	return append(out, drillLine{draw: func(c *draw.Canvas, y int) { a.drawSteps(c, s, y, t, step) }})
}

// drawGrace draws how much of the grace period is used.
func (a *app) drawGrace(c *draw.Canvas, s *scene, y int, t *timeline.Termination, step *timeline.StopStep) {
	from := t.Requested
	if !step.Killing.IsZero() {
		from = step.Killing
	}
	end := s.now
	if !step.Exited.IsZero() {
		end = step.Exited.Time
	}
	used := max(end.Sub(from.Time), 0)
	x := c.Text(1, y, 20, "grace "+whole(t.Grace), draw.Muted) + 2
	text := short(used) + " used"
	switch left := t.Grace - used; {
	case left < 0:
		text += " " + a.g.Dot + " " + short(-left) + " over"
	case step.Exited.IsZero() && !over(s.life):
		text += " " + a.g.Dot + " " + short(left) + " left"
	}
	w := min(a.w-x-draw.Width(text)-4, 48)
	if w >= 4 && t.Grace > 0 {
		c.Gauge(x, y, w, min(float64(used)/float64(t.Grace), 1))
		x += w + 2
	}
	c.Text(x, y, a.w-x-1, text, draw.Plain)
}

// stopStepText is one step on the way down.
type stopStepText struct {
	glyph, text string
	st          draw.Style
	at          time.Time // zero while it is expected
}

// drawSteps draws "✓ requested 16:16:22 › ▸ preStop › · SIGTERM › ◇ SIGKILL in 15s".
func (a *app) drawSteps(c *draw.Canvas, s *scene, y int, t *timeline.Termination, step *timeline.StopStep) {
	x := 1
	for i, p := range a.fewerSteps(a.stopSteps(s, t, step)) {
		if i > 0 {
			x = c.Text(x, y, 3, " "+a.g.Sep+" ", draw.Rule)
		}
		c.Set(x, y, p.glyph, p.st)
		x = c.Text(x+2, y, a.w-x-3, p.text, p.st)
	}
}

// fewerSteps leaves out what is said elsewhere until the steps fit: the time of
// the request, then the kubelet's start, so that the end always is in sight.
func (a *app) fewerSteps(list []stopStepText) []stopStepText {
	need := func() int {
		n := -2
		for _, p := range list {
			n += draw.Width(p.text) + 5
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
	out := []stopStepText{{a.g.Ok, "requested " + a.fine(s, t.Requested), draw.Plain, t.Requested.Time}}
	done := func(glyph, name string, e timeline.Edge, st draw.Style) {
		d := known(max(e.Time.Sub(t.Requested.Time), 0), e.Uncertainty()+t.Requested.Uncertainty())
		if d[0] != '<' {
			d = "+" + d
		}
		out = append(out, stopStepText{glyph, name + " " + d, st, e.Time})
	}
	running := step.Exited.IsZero() && !over(s.life)
	if !step.Killing.IsZero() {
		done(a.g.Ok, "kubelet", step.Killing, draw.Plain)
	}
	switch ran := a.preStopOf(s, step); {
	case !step.HasPreStop:
	case step.PreStopEnd.IsZero() && running:
		out = append(out, stopStepText{a.g.Open, "preStop", draw.Hook, s.now})
	case !step.PreStopEnd.IsZero() && ran != nil && ran.Outcome == timeline.Failed:
		done(a.g.Fail, "preStop", step.PreStopEnd, draw.Failed)
	case !step.PreStopEnd.IsZero():
		done(a.g.Ok, "preStop", step.PreStopEnd, draw.Plain)
	}
	switch {
	case !step.SIGTERM.IsZero() && !step.SIGTERM.Time.After(s.now):
		done(a.g.Ok, "SIGTERM", step.SIGTERM, draw.Plain)
	case !step.SIGTERM.IsZero() && running:
		out = append(out, stopStepText{glyph: a.g.Dot, text: "SIGTERM " + due(step.SIGTERM, s.now), st: draw.Muted})
	case running:
		out = append(out, stopStepText{glyph: a.g.Dot, text: "SIGTERM", st: draw.Muted})
	}
	switch {
	case !step.Exited.IsZero() && step.SIGKILL:
		done(a.g.Deadline, "SIGKILL", step.Exited, draw.Failed)
	case !step.Exited.IsZero():
		done(a.g.Ok, "exited", step.Exited, draw.Plain)
	case !t.Kill.IsZero() && t.Kill.Latest.After(s.now):
		out = append(out, stopStepText{glyph: a.g.Deadline, text: "SIGKILL " + due(t.Kill, s.now), st: draw.Failed})
	case !t.Kill.IsZero():
		out = append(out, stopStepText{glyph: a.g.Deadline, text: "SIGKILL due " + a.fine(s, t.Kill), st: draw.Failed})
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
