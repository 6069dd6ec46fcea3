package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// cursorCell is the cell of the cursor on the axis.
func (a *app) cursorCell(s *scene) int {
	return min(max(int(s.ax.Col(a.cursor)), 0), max(s.cols.axisW-1, 0))
}

// drawCursor draws the crosshair through the lanes and, under them, the time
// at the cursor and the marks A and B.
func (a *app) drawCursor(c *canvas, s *scene) {
	a.drawMark(c, s, a.markA, "A")
	a.drawMark(c, s, a.markB, "B")
	if a.cursor.IsZero() || !s.ax.Visible(a.cursor) {
		return
	}
	top := s.plan.top(blockLanes)
	x := s.cols.axisX + a.cursorCell(s)
	for y := top; y < top+s.plan[blockLanes]; y++ {
		if c.blank(x, y) {
			c.set(x, y, a.g.cursor, rule)
			continue
		}
		c.restyle(x, y, 1, func(st style) style { return st | reverse })
	}
	if s.plan[blockCursor] == 0 {
		return
	}
	y := s.plan.top(blockCursor)
	text := a.cursorText(s)
	w := width(text)
	at := x + 2
	if at+w > a.w-1 {
		at = x - w - 1
	}
	c.set(x, y, a.g.up, accent|bold)
	c.text(max(at, 1), y, w, text, plain)
	if d := a.delta(s); d != "" {
		c.text(1, y, s.cols.labelW-1, d, accent)
	}
}

func (a *app) drawMark(c *canvas, s *scene, t time.Time, name string) {
	if t.IsZero() || !s.ax.Visible(t) || s.plan[blockAxis] == 0 {
		return
	}
	x := s.cols.axisX + min(int(s.ax.Col(t)), max(s.cols.axisW-1, 0))
	c.set(x, s.plan.top(blockAxis), name, accent|bold|reverse)
}

// cursorText is the moment at the cursor and its distance from the creation.
func (a *app) cursorText(s *scene) string {
	text := a.moment(s, a.cursor)
	if a.clock != clockRelative {
		text += "  +" + short(a.cursor.Sub(s.life.Pod.Created))
	}
	if per := s.ax.PerCell(); per > 0 {
		text += "  (" + short(per) + " a cell)"
	}
	return text
}

// delta is the time between the marks, with what is not known about it.
func (a *app) delta(s *scene) string {
	if a.markA.IsZero() {
		return ""
	}
	if a.markB.IsZero() {
		return "A" + a.g.open + " m marks B"
	}
	d := a.markB.Sub(a.markA)
	unsure := a.unsureAt(s, a.markA) + a.unsureAt(s, a.markB)
	text := "A" + a.g.open + "B " + a.g.delta + " " + known(d, unsure)
	if pm := plusMinus(unsure, a.g); pm != "" {
		text += " " + pm
	}
	return text
}

// unsureAt is how badly the edge that a mark snapped to is known.
func (a *app) unsureAt(s *scene, t time.Time) time.Duration {
	unsure := time.Duration(0)
	edges(s.life, func(e timeline.Edge) {
		if e.Time.Equal(t) {
			unsure = e.Uncertainty()
		}
	})
	return unsure
}

// edges calls f for every edge of a life.
func edges(l *timeline.Life, f func(timeline.Edge)) {
	for i := range l.Lanes {
		for j := range l.Lanes[i].Spans {
			sp := &l.Lanes[i].Spans[j]
			f(sp.Start)
			if !sp.Open() {
				f(sp.End)
			}
		}
		for j := range l.Lanes[i].Marks {
			f(l.Lanes[i].Marks[j].Time)
		}
	}
}
