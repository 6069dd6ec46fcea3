package drill

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// stopPane returns a container's way down: the grace period as a bar, and the
// steps with the times known so far.
func stopPane(pg *page.Page, l *timeline.Lane) []drillLine {
	t := pg.Life.Termination
	if t == nil {
		return nil
	}
	step := timeline.FindLast(t.Steps, func(s *timeline.StopStep) bool { return s.Lane == l.ID })
	out := []drillLine{{title: "termination", note: t.By.Detail}}
	if step == nil {
		return append(out, textLines([]draw.Line{{Label: "", Text: "this container had ended before the pod was asked to stop", Style: draw.Muted}})...)
	}
	out = append(out, drillLine{draw: func(c *draw.Canvas, y int) { drawGrace(pg, c, y, t, step) }})
	return append(out, drillLine{draw: func(c *draw.Canvas, y int) { drawSteps(pg, c, y, t, step) }})
}

// drawGrace draws how much of the grace period is used.
func drawGrace(pg *page.Page, c *draw.Canvas, y int, t *timeline.Termination, step *timeline.StopStep) {
	from := t.Requested
	if !step.Killing.IsZero() {
		from = step.Killing
	}
	end := pg.Now
	if !step.Exited.IsZero() {
		end = step.Exited.Time
	}
	used := max(end.Sub(from.Time), 0)
	x := c.Text(1, y, 20, "grace "+length.Setting(t.Grace), draw.Muted) + 2
	text := length.Total(used) + " used"
	if over := used - t.Grace; over > 0 {
		text += " " + pg.G.Dot + " " + length.Total(over) + " over"
	}
	w := min(pg.W-x-draw.Width(text)-4, 48)
	if w >= 4 && t.Grace > 0 {
		c.Gauge(x, y, w, min(float64(used)/float64(t.Grace), 1))
		x += w + 2
	}
	c.Text(x, y, pg.W-x-1, text, draw.Plain)
}

// kubeletStep is the name of the moment at which the kubelet began.
const kubeletStep = "kubelet"

// stopStepText is one step on the way down.
type stopStepText struct {
	glyph, name string
	when        string // "" where that is said elsewhere
	st          draw.Style
	at          time.Time // zero while it is expected
}

func (s stopStepText) text() string { return strings.TrimSpace(s.name + " " + s.when) }

// drawSteps draws "✓ requested 16:16:22 › ▸ preStop › · SIGTERM › ◇ SIGKILL in 15s".
func drawSteps(pg *page.Page, c *draw.Canvas, y int, t *timeline.Termination, step *timeline.StopStep) {
	x := 1
	for i, p := range fewerSteps(pg, stopSteps(pg, t, step)) {
		if i > 0 {
			x = c.Text(x, y, 3, " "+pg.G.Sep+" ", draw.Rule)
		}
		c.Set(x, y, p.glyph, p.st)
		x = c.Text(x+2, y, pg.W-x-3, p.text(), p.st)
	}
}

// fewerSteps leaves out what is said elsewhere until the steps fit: the time of
// the request, then the kubelet's start, so that the end always is in sight.
func fewerSteps(pg *page.Page, list []stopStepText) []stopStepText {
	need := func() int {
		n := -2
		for _, p := range list {
			n += draw.Width(p.text()) + 5
		}
		return n
	}
	if need() > pg.W-2 {
		list[0].when = ""
	}
	if need() > pg.W-2 {
		list = slices.DeleteFunc(list, func(p stopStepText) bool { return p.name == kubeletStep })
	}
	return list
}

// stopSteps returns the steps with the times known so far, in the order in
// which they came, and then those that are expected.
func stopSteps(pg *page.Page, t *timeline.Termination, step *timeline.StopStep) []stopStepText {
	out := []stopStepText{{glyph: pg.G.OK, name: "requested", when: page.Fine(pg, t.Requested), st: draw.Plain, at: t.Requested.Time}}
	done := func(glyph, name string, e timeline.Edge, st draw.Style) {
		d := length.Between(t.Requested, e).Short()
		if d[0] >= '0' && d[0] <= '9' {
			d = "+" + d
		}
		out = append(out, stopStepText{glyph: glyph, name: name, when: d, st: st, at: e.Time})
	}
	running := step.Exited.IsZero() && !page.Over(pg.Life)
	if !step.Killing.IsZero() {
		done(pg.G.OK, kubeletStep, step.Killing, draw.Plain)
	}
	switch ran := preStopOf(pg, step); {
	case !step.HasPreStop:
	case step.PreStopEnd.IsZero() && running:
		out = append(out, stopStepText{glyph: pg.G.Open, name: "preStop", st: draw.Hook, at: pg.Now})
	case !step.PreStopEnd.IsZero() && ran != nil && ran.Outcome == timeline.Failed:
		done(pg.G.Fail, "preStop", step.PreStopEnd, draw.Failed)
	case !step.PreStopEnd.IsZero():
		done(pg.G.OK, "preStop", step.PreStopEnd, draw.Plain)
	}
	switch {
	case !step.SIGTERM.IsZero() && !step.SIGTERM.Time.After(pg.Now):
		done(pg.G.OK, "SIGTERM", step.SIGTERM, draw.Plain)
	case !step.SIGTERM.IsZero() && running:
		out = append(out, stopStepText{glyph: pg.G.Dot, name: "SIGTERM", when: page.Due(pg, step.SIGTERM), st: draw.Muted})
	case running:
		out = append(out, stopStepText{glyph: pg.G.Dot, name: "SIGTERM", st: draw.Muted})
	}
	switch {
	case !step.Exited.IsZero() && step.SIGKILL:
		done(pg.G.Deadline, "SIGKILL", step.Exited, draw.Failed)
	case !step.Exited.IsZero():
		done(pg.G.OK, "exited", step.Exited, draw.Plain)
	case !t.Kill.IsZero() && t.Kill.Latest.After(pg.Now): // title or headline counts down to it
		out = append(out, stopStepText{glyph: pg.G.Deadline, name: "SIGKILL", st: draw.Failed})
	case !t.Kill.IsZero():
		out = append(out, stopStepText{glyph: pg.G.Deadline, name: "SIGKILL due", when: page.Fine(pg, t.Kill), st: draw.Failed})
	}
	slices.SortStableFunc(out, func(x, y stopStepText) int {
		if x.at.IsZero() || y.at.IsZero() {
			return 0 // expected steps stay last
		}
		return x.at.Compare(y.at)
	})
	return out
}

// preStopOf returns the preStop hook of a step's container, or nil.
func preStopOf(pg *page.Page, step *timeline.StopStep) *timeline.Span {
	if l := pg.Life.Lane(step.Lane); l != nil {
		if sp := page.LastOf(l, timeline.TrackHooks); sp != nil && sp.Phase == timeline.PreStop {
			return sp
		}
	}
	return nil
}
