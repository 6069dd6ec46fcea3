package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// cursorCell is the cell of the cursor on the axis.
func (a *app) cursorCell(s *scene) int {
	return min(max(int(s.ax.Col(a.cursor)), 0), max(s.cols.axisW-1, 0))
}

// drawCursor draws the crosshair through the lanes and, under them, the marks
// A and B, what is between them, and the time at the cursor.
func (a *app) drawCursor(c *canvas, s *scene) {
	seen := !a.cursor.IsZero() && s.ax.Visible(a.cursor)
	if seen {
		a.drawCrosshair(c, s)
	}
	if s.plan[blockCursor] == 0 {
		return
	}
	y := s.plan.top(blockCursor)
	if seen {
		c.set(s.cols.axisX+a.cursorCell(s), y, a.g.up, accent|bold)
	}
	a.drawMarks(c, s, y)
	if seen {
		a.drawCursorText(c, s, y)
	}
	now := a.g.now + "now"
	if x := s.cols.axisX + int(s.ax.Col(s.now)); !over(s.life) && s.ax.Visible(s.now) && c.blanks(x-1, y, width(now)+2) {
		c.text(x, y, width(now), now, muted)
	}
	for _, d := range a.delta(s) { // the fullest form that fits
		if width(d) <= s.cols.labelW-1 {
			c.text(1, y, s.cols.labelW-1, d, accent)
			break
		}
	}
}

// drawCrosshair draws a line through the lanes. It covers nothing that is not
// beside it as well; what is in its cell alone is shown in reverse.
func (a *app) drawCrosshair(c *canvas, s *scene) {
	top, x := s.plan.top(blockLanes), s.cols.axisX+a.cursorCell(s)
	instants := []string{a.g.ok, a.g.fail, a.g.restart, a.g.milestone, a.g.deadline}
	for y := top; y < top+s.plan[blockLanes]; y++ {
		here := c.textAt(x, y)
		switch {
		case c.blank(x, y):
			c.set(x, y, a.g.cursor, rule)
		case slices.Contains(instants, here):
			c.restyle(x, y, 1, func(st style) style { return st | reverse })
		case here == c.textAt(x-1, y) || here == c.textAt(x+1, y):
			c.set(x, y, a.g.cursor, accent)
		default:
			c.restyle(x, y, 1, func(st style) style { return st | reverse })
		}
	}
}

// drawMarks draws "A╌╌╌╌B".
func (a *app) drawMarks(c *canvas, s *scene, y int) {
	if a.markA.IsZero() {
		return
	}
	cell := func(t time.Time) int { return min(int(s.ax.Col(t)), s.cols.axisW-1) }
	x := s.cols.axisX
	if !a.markB.IsZero() {
		from, to := min(cell(a.markA), cell(a.markB)), max(cell(a.markA), cell(a.markB))
		c.fill(x+from, y, to-from+1, a.g.inexact, accent)
	}
	for _, m := range []struct {
		name string
		at   time.Time
	}{{"A", a.markA}, {"B", a.markB}} {
		if !m.at.IsZero() && s.ax.Visible(m.at) {
			c.set(x+cell(m.at), y, m.name, accent|bold)
		}
	}
}

// drawCursorText writes the time at the cursor beside it, where there is room.
func (a *app) drawCursorText(c *canvas, s *scene, y int) {
	x := s.cols.axisX + a.cursorCell(s)
	for _, text := range a.cursorText(s) {
		w := width(text)
		for _, at := range []int{x + 2, x - w - 1} {
			if at >= s.cols.axisX && at+w < a.w && c.blanks(at-1, y, 1) && c.blanks(at, y, w) {
				c.text(at, y, w, text, plain)
				return
			}
		}
	}
}

// cursorText is the moment at the cursor, its distance from the creation and
// the scale, from the fullest form to the shortest.
func (a *app) cursorText(s *scene) []string {
	text := a.moment(s, a.cursor)
	forms := []string{text}
	if a.clock != clockRelative {
		text += "  " + offset(a.cursor.Sub(visual.Born(s.life)))
		forms = append(forms, text)
	}
	if per := s.ax.PerCell(); per > 0 {
		forms = append(forms, text+"  ("+short(per)+" a cell)")
	}
	slices.Reverse(forms)
	return forms
}

// delta is the time between the marks, with what is not known about it, from
// the fullest form to the shortest.
func (a *app) delta(s *scene) []string {
	switch {
	case a.markA.IsZero():
		return nil
	case a.markB.IsZero():
		return []string{"A" + a.g.open + " m marks B", "m marks B"}
	}
	unsure := a.unsureAt(s, a.markA) + a.unsureAt(s, a.markB)
	text := a.g.delta + " " + known(a.markB.Sub(a.markA).Abs(), unsure)
	if pm := plusMinus(unsure, a.g); pm != "" {
		text += " " + pm
	}
	order := "A" + a.g.open + "B  "
	if a.markB.Before(a.markA) {
		order = "B" + a.g.open + "A  "
	}
	return []string{order + text, text, strings.ReplaceAll(text, " ", "")}
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
