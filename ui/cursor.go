package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// cursorCell is the cell of the cursor on the axis.
func (a *app) cursorCell(s *scene) int {
	return min(max(int(s.ax.Col(a.cursor)), 0), max(s.cols.axisW-1, 0))
}

// drawCursor draws the crosshair through the lanes and, under them, the marks
// A and B, what is between them, and the time at the cursor.
func (a *app) drawCursor(c *draw.Canvas, s *scene) {
	seen := !a.cursor.IsZero() && s.ax.Visible(a.cursor)
	if seen {
		a.drawCrosshair(c, s)
	}
	if s.plan[blockCursor] == 0 {
		return
	}
	y := s.plan.top(blockCursor)
	if seen {
		c.Set(s.cols.axisX+a.cursorCell(s), y, a.g.Up, draw.Accent|draw.Bold)
	}
	a.drawMarks(c, s, y)
	if seen {
		a.drawCursorText(c, s, y)
	}
	now := a.g.Now + "now"
	if x := s.cols.axisX + int(s.ax.Col(s.now)); !over(s.life) && s.ax.Visible(s.now) && c.Blanks(x-1, y, draw.Width(now)+2) {
		c.Text(x, y, draw.Width(now), now, draw.Muted)
	}
	for _, d := range a.delta(s) { // the fullest form that fits
		if draw.Width(d) <= s.cols.labelW-1 {
			c.Text(1, y, s.cols.labelW-1, d, draw.Accent)
			break
		}
	}
}

// drawCrosshair draws a line through the lanes. It covers nothing that is not
// beside it as well; what is in its cell alone is shown in reverse.
func (a *app) drawCrosshair(c *draw.Canvas, s *scene) {
	top, x := s.plan.top(blockLanes), s.cols.axisX+a.cursorCell(s)
	instants := []string{a.g.Ok, a.g.Fail, a.g.Restart, a.g.Milestone, a.g.Deadline}
	for y := top; y < top+s.plan[blockLanes]; y++ {
		here := c.TextAt(x, y)
		switch {
		case c.Blank(x, y):
			c.Set(x, y, a.g.Cursor, draw.Rule)
		case slices.Contains(instants, here):
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		case here == c.TextAt(x-1, y) || here == c.TextAt(x+1, y):
			c.Set(x, y, a.g.Cursor, draw.Accent)
		default:
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		}
	}
}

// drawMarks draws "A╌╌╌╌B".
func (a *app) drawMarks(c *draw.Canvas, s *scene, y int) {
	if a.markA.IsZero() {
		return
	}
	cell := func(t time.Time) int { return min(int(s.ax.Col(t)), s.cols.axisW-1) }
	x := s.cols.axisX
	if !a.markB.IsZero() {
		from, to := min(cell(a.markA), cell(a.markB)), max(cell(a.markA), cell(a.markB))
		c.Fill(x+from, y, to-from+1, a.g.Inexact, draw.Accent)
	}
	for _, m := range []struct {
		name string
		at   time.Time
	}{{"A", a.markA}, {"B", a.markB}} {
		if !m.at.IsZero() && s.ax.Visible(m.at) {
			c.Set(x+cell(m.at), y, m.name, draw.Accent|draw.Bold)
		}
	}
}

// drawCursorText writes the time at the cursor beside it, where there is room.
func (a *app) drawCursorText(c *draw.Canvas, s *scene, y int) {
	x := s.cols.axisX + a.cursorCell(s)
	for _, text := range a.cursorText(s) {
		w := draw.Width(text)
		for _, at := range []int{x + 2, x - w - 1} {
			if at >= s.cols.axisX && at+w < a.w && c.Blanks(at-1, y, 1) && c.Blanks(at, y, w) {
				c.Text(at, y, w, text, draw.Plain)
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
		return []string{"A" + a.g.Open + " m marks B", "m marks B"}
	}
	unsure := a.unsureAt(s, a.markA) + a.unsureAt(s, a.markB)
	text := a.g.Delta + " " + known(a.markB.Sub(a.markA).Abs(), unsure)
	if pm := plusMinus(unsure, a.g); pm != "" {
		text += " " + pm
	}
	order := "A" + a.g.Open + "B  "
	if a.markB.Before(a.markA) {
		order = "B" + a.g.Open + "A  "
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
