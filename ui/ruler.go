package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/axis"
)

// drawWindows names the windows above the axis, with the time each begins.
func (a *app) drawWindows(c *canvas, s *scene, y int) {
	for _, w := range s.ax.Windows() {
		text := w.Label
		at := a.moment(s, w.Origin)
		if text != "" && width(text)+1+width(at) <= w.Width {
			text += " " + at
		} else if text == "" && width(at) <= w.Width {
			text = at
		}
		if width(text) <= w.Width {
			c.text(s.cols.axisX+w.Col, y, w.Width, text, muted)
		}
	}
	for _, g := range s.ax.Gaps() {
		a.gapEdges(c, s, y, g)
	}
}

func (a *app) gapEdges(c *canvas, s *scene, y int, g axis.Gap) {
	for _, x := range []int{g.Col, g.Col + g.Width - 1} {
		if x >= 0 && x < s.cols.axisW {
			c.set(s.cols.axisX+x, y, a.g.gap, rule)
		}
	}
}

// drawAxis draws the ruler: ticks, labels, folded gaps.
func (a *app) drawAxis(c *canvas, s *scene, y int) {
	c.fill(1, y, max(a.w-2, 0), a.g.hrule, rule)
	x := s.cols.axisX
	for _, t := range a.ticks(s) {
		if t.Col < 0 || t.Col >= s.cols.axisW {
			continue
		}
		c.set(x+t.Col, y, a.g.tick, rule)
		c.text(x+t.Col+1, y, s.cols.axisW-t.Col-1, t.Label, muted)
	}
	for _, g := range s.ax.Gaps() {
		c.fill(x+max(g.Col, 0), y, min(g.Width, s.cols.axisW-max(g.Col, 0)), " ", plain)
		a.gapEdges(c, s, y, g)
		if g.Label != "" {
			c.text(x+g.Col+1, y, g.Width-2, g.Label, muted)
		}
	}
}

// ticks are the ruler's marks with labels in the chosen form.
func (a *app) ticks(s *scene) []axis.Tick {
	if a.clock == clockUTC {
		return s.ax.TicksFunc(func(t time.Time, _, step time.Duration) string {
			layout := "15:04:05"
			if step >= time.Minute {
				layout = "15:04"
			}
			return t.UTC().Format(layout)
		})
	}
	return s.ax.Ticks()
}

// drawStrip draws the whole life on a plain linear scale.
func (a *app) drawStrip(c *canvas, s *scene, y int) {
	from, to := extent(s.life, "", s.now)
	label := "life " + long(to.Sub(from)) + " linear "
	x := c.text(1, y, a.w-2, label, muted)
	strip := axis.Strip{From: from, To: to, Width: max(a.w-x-2, 0)}
	pod := s.life.Lane("pod")
	if pod == nil || strip.Width < 8 {
		return
	}
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		look, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if !ok {
			continue
		}
		for i := strip.Cell(sp.Start.Time); i <= strip.Cell(sp.EndOr(s.now)); i++ {
			c.set(x+i, y, look.glyph(a.g), look.st)
		}
	}
	for i := range s.life.Lanes {
		for _, sp := range s.life.Lanes[i].Spans {
			if sp.Phase == timeline.Running && sp.Attempt > 1 {
				c.set(x+strip.Cell(sp.Start.Time), y, a.g.restart, accent)
			}
		}
	}
	a.stripView(c, s, strip, x, y)
}

// stripView underlines the part of the life that the axis shows.
func (a *app) stripView(c *canvas, s *scene, strip axis.Strip, x, y int) {
	from, to := strip.Cell(s.ax.From()), strip.Cell(s.ax.To())
	if from == 0 && to >= strip.Width-1 {
		return
	}
	c.restyle(x+from, y, to-from+1, func(st style) style { return st | reverse })
}
