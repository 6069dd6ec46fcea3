package ui

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/draw"
)

// hasStrip reports whether the axis shows clearly less than the whole life to
// scale.
func (a *app) hasStrip(s *scene) bool {
	if len(s.ax.Gaps()) > 0 {
		return true
	}
	unseen := max(s.ax.From().Sub(s.begin), 0) + max(s.end.Sub(s.ax.To()), 0)
	return unseen > s.end.Sub(s.begin)/10
}

// drawStrip draws the whole life on a plain linear scale: in full height what
// the axis shows, and as a line what it folds or what is out of sight.
func (a *app) drawStrip(c *draw.Canvas, s *scene, y int) {
	x := c.Text(1, y, a.w-2, "life "+long(s.end.Sub(s.begin))+" linear ", draw.Muted)
	strip := axis.Strip{From: s.begin, To: s.end, Width: max(a.w-x-2, 0)}
	pod := s.life.Lane("pod")
	if pod == nil || strip.Width < 8 {
		return
	}
	seen := shown(s, strip)
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		look, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if !ok {
			continue
		}
		for i := strip.Cell(sp.Start.Time); i <= strip.Cell(sp.EndOr(s.now)); i++ {
			glyph := a.g.Continues
			if seen[i] {
				glyph = look.glyph(a.g)
			}
			c.Set(x+i, y, glyph, look.st)
		}
	}
	again := restarts(s, strip)
	for i := range again {
		crowd := slices.Contains(again[max(i-2, 0):i], true) || slices.Contains(again[i+1:min(i+3, len(again))], true)
		if again[i] && (seen[i] || !crowd) { // a row of them says nothing
			c.Set(x+i, y, a.g.Restart, draw.Accent)
		}
	}
}

// shown are the strip's cells that the axis shows to scale.
func shown(s *scene, strip axis.Strip) []bool {
	seen := make([]bool, strip.Width)
	for _, w := range s.ax.Windows() {
		for i := strip.Cell(w.From); i <= strip.Cell(earlier(w.To, s.end)); i++ {
			seen[i] = true
		}
	}
	return seen
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// restarts are the strip's cells in which a container was started again.
func restarts(s *scene, strip axis.Strip) []bool {
	cells := make([]bool, strip.Width)
	for i := range s.life.Lanes {
		for _, sp := range s.life.Lanes[i].Spans {
			if sp.Phase == timeline.Running && sp.Attempt > 1 {
				cells[strip.Cell(sp.Start.Time)] = true
			}
		}
	}
	return cells
}
