package ruler

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Readout draws the line under the lanes: the marks A and B, what is between
// them, and the time at the cursor.
func Readout(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, seen := in.Y, cursorSeen(pg)
	if seen {
		c.Set(pg.Cols.AxisX+page.CursorCell(pg), y, pg.G.Up, draw.Accent|draw.Bold)
	}
	drawMarks(pg, c, y)
	if seen {
		drawCursorText(pg, c, y)
	}
	now := pg.G.Now + "now"
	if x := pg.Cols.AxisX + int(pg.Ax.Col(pg.Now)); !page.Over(pg.Life) && pg.Ax.Visible(pg.Now) && c.Blanks(x-1, y, draw.Width(now)+2) {
		c.Text(x, y, draw.Width(now), now, draw.Muted)
	}
	for _, d := range delta(pg) { // the fullest form that fits
		if draw.Width(d) <= pg.Cols.LabelW-1 {
			c.Text(1, y, pg.Cols.LabelW-1, d, draw.Accent)
			break
		}
	}
}

// cursorSeen reports whether there is a cursor, in sight.
func cursorSeen(pg *page.Page) bool { return !pg.Cursor.IsZero() && pg.Ax.Visible(pg.Cursor) }

// Crosshair draws the cursor through lanes that are drawn already. It covers
// nothing that is not beside it as well; what is in its cell alone is shown in
// reverse.
func Crosshair(c *draw.Canvas, lanes draw.Area, pg *page.Page) {
	if !cursorSeen(pg) {
		return
	}
	x := pg.Cols.AxisX + page.CursorCell(pg)
	instants := []string{pg.G.OK, pg.G.Fail, pg.G.Restart, pg.G.Milestone, pg.G.Deadline}
	for y := lanes.Y; y < lanes.Y+lanes.H; y++ {
		here := c.TextAt(x, y)
		switch {
		case c.Blank(x, y):
			c.Set(x, y, pg.G.Cursor, draw.Rule)
		case slices.Contains(instants, here):
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		case here == c.TextAt(x-1, y) || here == c.TextAt(x+1, y):
			c.Set(x, y, pg.G.Cursor, draw.Accent)
		default:
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		}
	}
}

// drawMarks draws "A╌╌╌╌B".
func drawMarks(pg *page.Page, c *draw.Canvas, y int) {
	if pg.MarkA.IsZero() {
		return
	}
	cell := func(t time.Time) int { return min(int(pg.Ax.Col(t)), pg.Cols.AxisW-1) }
	x := pg.Cols.AxisX
	if !pg.MarkB.IsZero() {
		from, to := min(cell(pg.MarkA), cell(pg.MarkB)), max(cell(pg.MarkA), cell(pg.MarkB))
		c.Fill(x+from, y, to-from+1, pg.G.Inexact, draw.Accent)
	}
	for _, m := range []struct {
		name string
		at   time.Time
	}{{"A", pg.MarkA}, {"B", pg.MarkB}} {
		if !m.at.IsZero() && pg.Ax.Visible(m.at) {
			c.Set(x+cell(m.at), y, m.name, draw.Accent|draw.Bold)
		}
	}
}

// drawCursorText writes the time at the cursor beside it, where there is room.
func drawCursorText(pg *page.Page, c *draw.Canvas, y int) {
	x := pg.Cols.AxisX + page.CursorCell(pg)
	for _, text := range cursorText(pg) {
		w := draw.Width(text)
		for _, at := range []int{x + 2, x - w - 1} {
			if at >= pg.Cols.AxisX && at+w < pg.W && c.Blanks(at-1, y, 1) && c.Blanks(at, y, w) {
				c.Text(at, y, w, text, draw.Plain)
				return
			}
		}
	}
}

// cursorText returns the moment at the cursor, its distance from the creation
// and the scale, from the fullest form to the shortest.
func cursorText(pg *page.Page) []string {
	text := page.Moment(pg, pg.Cursor)
	forms := []string{text}
	if pg.Clock != page.ClockRelative {
		text += "  " + page.Offset(pg.Cursor.Sub(visual.Born(pg.Life)))
		forms = append(forms, text)
	}
	if per := pg.Ax.PerCell(); per > 0 {
		forms = append(forms, text+"  ("+length.Exactly(per).Short()+" a cell)")
	}
	slices.Reverse(forms)
	return forms
}

// delta returns the time between the marks, with what is not known about it,
// from the fullest form to the shortest.
func delta(pg *page.Page) []string {
	switch {
	case pg.MarkA.IsZero():
		return nil
	case pg.MarkB.IsZero():
		return []string{"A" + pg.G.Open + " m marks B", "m marks B"}
	}
	from, to, order := edgeAt(pg.Life, pg.MarkA), edgeAt(pg.Life, pg.MarkB), "A"+pg.G.Open+"B  "
	if pg.MarkB.Before(pg.MarkA) {
		from, to, order = to, from, "B"+pg.G.Open+"A  "
	}
	apart := length.Between(from, to)
	text := pg.G.Delta + " " + strings.Replace(apart.Column(), "±", pg.G.PlusMinus, 1)
	return []string{order + text, text, pg.G.Delta + apart.Short()}
}

// edgeAt returns the edge that a mark snapped to, or the mark's moment itself.
func edgeAt(l *timeline.Life, t time.Time) timeline.Edge {
	found := timeline.ExactEdge(t)
	edges(l, func(e timeline.Edge) {
		if e.Time.Equal(t) {
			found = e
		}
	})
	return found
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
