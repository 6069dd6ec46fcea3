package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/viewport"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
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

// InSight returns the lines of a view that are in sight. Its own View pads them as well,
// which takes longer than all else of a frame, and which a canvas has no use for.
func InSight(v *viewport.Model) string {
	lines := strings.Split(v.GetContent(), "\n")
	return strings.Join(lines[v.YOffset():][:v.VisibleLineCount()], "\n")
}

// DrawSheetTitle draws a sheet's title with as many of the notes as fit, the
// last ones first.
func DrawSheetTitle(pg *Page, c *draw.Canvas, y int, name string, notes []string) {
	var text string
	room := pg.W - draw.Width(name) - 8
	for _, next := range slices.Backward(notes) {
		if next == "" {
			continue
		}
		if text != "" {
			next += " " + pg.G.Dot + " " + text
		}
		if draw.Width(next) > room {
			break
		}
		text = next
	}
	c.PaneTitle(y, name, text, pg.Focus == FocusSheet)
}

// stageWords name a stage of a start-up or a stop by its phase, where the phase alone
// is not how people call it.
var stageWords = map[timeline.Phase]string{
	timeline.Pulling: "pull", timeline.PullBackOff: "pull back-off", timeline.BackOff: "back-off", timeline.Running: "run", timeline.Creating: "create",
	timeline.Waiting: "wait", timeline.Stopping: "stop", timeline.PostStart: "postStart", timeline.PreStop: "preStop",
	timeline.Probing: "startup probe", timeline.NotReady: "readiness probe", timeline.Preparing: "sandbox and volumes",
}

// StageWord returns what a stage is called: "pull", "readiness probe".
func StageWord(p timeline.Phase) string { return cmp.Or(stageWords[p], DoingWord(p)) }

// DrawStep draws a step of a start-up or a stop on a bar.
func DrawStep(b *draw.Bar, g *draw.Glyphs, p timeline.Phase, start time.Time, took time.Duration) {
	look := Look{visual.Step(p)}
	begin, end := EdgeOf(timeline.ExactEdge(start)), EdgeOf(timeline.ExactEdge(start.Add(took)))
	b.Span(draw.Stretch{Start: begin, End: end}, look.Glyph(g), look.Style())
}

// Itoa writes a number.
func Itoa(n int) string { return strconv.Itoa(n) }

// Seconds returns what a field of a spec in seconds means.
func Seconds(n int32) time.Duration { return time.Duration(n) * time.Second }

// Plural writes a count and a noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Itoa(n) + " " + noun + "s"
}
