package page

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
)

// PlusMinus returns half the width of what is unknown: "±1s", or "" when it is
// too small to matter.
func PlusMinus(unsure time.Duration, g *draw.Glyphs) string {
	half := unsure / 2
	switch {
	case half < 50*time.Millisecond:
		return ""
	case half < time.Second:
		return g.PlusMinus + length.In(half, 100*time.Millisecond)
	}
	return g.PlusMinus + length.In(half, time.Second)
}

// Lasting returns how long ago t was, for a cell: "16s", and "≥16s" where the
// present is not known, as in a List.
func Lasting(pg *Page, t time.Time) string {
	if pg.Life != nil && pg.Life.NowUnknown {
		return length.AtLeast(timeline.ExactEdge(t), pg.Now).Short()
	}
	return length.Running(pg.Now.Sub(t))
}

// Took returns how long it was from start to end, for a cell; where end is zero,
// how long it has been going on.
func Took(pg *Page, start, end timeline.Edge) string {
	if end.IsZero() && pg.Life != nil && pg.Life.NowUnknown {
		return length.AtLeast(start, pg.Now).Short()
	}
	return length.Of(start, end, pg.Now).Short()
}

// Due returns when an edge is expected: "in 15s", "in 5-27s", or "any moment"
// once the latest moment that was foreseen has passed.
func Due(pg *Page, e timeline.Edge) string {
	switch {
	case pg.Life != nil && pg.Life.NowUnknown:
		return length.By(e)
	case !e.Latest.After(pg.Now):
		return "any moment"
	}
	return "in " + Left(pg, e)
}

// Left returns the time left until an edge, in seconds begun, as a range where
// that is all that is known: "15s", "5-27s", "<12s", "any moment".
func Left(pg *Page, e timeline.Edge) string {
	if pg.Life != nil && pg.Life.NowUnknown {
		return length.By(e)
	}
	now := pg.Now
	left := func(t time.Time) time.Duration { return max(t.Sub(now), 0) + time.Second - 1 } // a countdown ends with 1s
	from, to := left(e.Earliest), left(e.Latest)
	switch {
	case !e.Latest.After(now):
		return "any moment"
	case e.Uncertainty() < 2*time.Second:
		return length.Whole(left(e.Time))
	case !e.Earliest.After(now):
		return "<" + length.Whole(to)
	case to < time.Minute:
		return Itoa(int(from/time.Second)) + "-" + length.Whole(to)
	}
	return length.Whole(from) + "-" + length.Whole(to)
}

// DrawText draws the lines of a wrapped text that fit; the last one is cut off
// if there are more.
func DrawText(c *draw.Canvas, in draw.Area, pg *Page, lines []draw.Line) {
	n := in.H
	for i := range min(n, len(lines)) {
		var text strings.Builder
		text.WriteString(lines[i].Text)
		if i == n-1 && len(lines) > n {
			for _, more := range lines[n:] {
				text.WriteString(" " + more.Text)
			}
		}
		c.Text(1, in.Y+i, pg.W-2, text.String(), lines[i].Style)
	}
}

// ModeStyle returns the style of the word that says whether the view moves.
func ModeStyle(pg *Page) draw.Style {
	if pg.Moving {
		return draw.Accent | draw.Bold
	}
	return draw.Muted
}

// OutOfSight returns "↑3 ↓17", or "" when everything is in sight.
func OutOfSight(pg *Page, above, below int) string {
	text := ""
	if above > 0 {
		text += pg.G.Up + Itoa(above) + " "
	}
	if below > 0 {
		text += pg.G.Down + Itoa(below)
	}
	return strings.TrimSpace(text)
}

// Expects reports whether a deadline concerns a lane. A SIGKILL concerns the
// pod and every container that has not stopped yet.
func Expects(pg *Page, d timeline.Deadline, l *timeline.Lane) bool {
	if d.Lane == l.ID || l.Kind == timeline.LanePod && (d.Lane == "" || d.Kind == timeline.DeadlineKill) {
		return true
	}
	if d.Kind != timeline.DeadlineKill || pg.Life.Termination == nil {
		return false
	}
	st := timeline.Find(pg.Life.Termination.Steps, func(st *timeline.StopStep) bool { return st.Lane == l.ID })
	return st != nil && st.Exited.IsZero()
}
