package ruler

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Model is the time of the page: the one cursor, the marks, the part of the life
// that the axis shows, and how moments are written. Its panes are the axis, the names
// above it, the strip of the whole life and the line of the cursor.
type Model struct {
	View       axis.View
	Expand     bool // gaps are not compressed
	fitted     bool
	zoomed     bool // the scale was chosen by hand
	allWindows bool // also where there is room for one at a time only
	Clock      page.ClockMode
	Cursor     time.Time // zero: none
	MarkA      time.Time
	MarkB      time.Time
	cut        cut
}

// Update takes the keys of time.
func (r *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	k := pg.Keys
	switch {
	case page.Matches(msg, k.Gaps):
		return r.toggleGaps()
	case page.Matches(msg, k.Clock):
		r.Clock = (r.Clock + 1) % page.ClockModes
		return page.SayMsg([...]string{"local times", "times since the pod's creation", "UTC"}[r.Clock])
	case page.Matches(msg, k.Mark):
		return r.mark(pg)
	case page.Matches(msg, k.Follow):
		r.Follow()
	case !pg.Timed():
	case page.Matches(msg, k.Left):
		r.moveCursor(pg, -1)
	case page.Matches(msg, k.Right):
		r.moveCursor(pg, 1)
	case page.Matches(msg, k.JumpLeft):
		r.jump(pg, -cellsAJump)
	case page.Matches(msg, k.JumpRight):
		r.jump(pg, cellsAJump)
	case r.bySeconds(msg, pg):
	case page.Matches(msg, k.AxisStart):
		r.SetCursor(pg, pg.Begin)
	case page.Matches(msg, k.AxisEnd):
		r.SetCursor(pg, pg.End)
	case page.Matches(msg, k.NextChange):
		r.hopChange(pg, 1)
	case page.Matches(msg, k.PrevChange):
		r.hopChange(pg, -1)
	case page.Matches(msg, k.NextWindow):
		r.hopWindow(pg, 1)
	case page.Matches(msg, k.PrevWindow):
		r.hopWindow(pg, -1)
	case page.Matches(msg, k.ZoomIn):
		r.zoom(pg, 1)
	case page.Matches(msg, k.ZoomOut):
		r.zoom(pg, -1)
	case page.Matches(msg, k.Fit):
		r.fit(pg)
	}
	return nil
}

// Reset goes back to the whole life, following the present.
func (r *Model) Reset() {
	r.View.Follow, r.View.Zoom, r.View.At, r.View.AtCol, r.View.Fold = true, 0, time.Time{}, 0, false
	r.fitted, r.zoomed, r.allWindows = false, false, false
	r.Clear()
}

// Clear takes the cursor and the marks away, and reports whether there were any.
func (r *Model) Clear() bool {
	had := !r.Cursor.IsZero() || !r.MarkA.IsZero()
	r.Cursor, r.MarkA, r.MarkB = time.Time{}, time.Time{}, time.Time{}
	return had
}

// AxisOf returns the axis of a page as it is now.
func (r *Model) AxisOf(pg *page.Page) axis.Axis {
	return axis.New(r.segments(pg), pg.Cols.AxisW, r.viewFor(pg))
}

// WholeLife returns the axis of a page without what was chosen by hand.
func (r *Model) WholeLife(pg *page.Page) axis.Axis {
	view := r.View
	defer func() { r.View = view }()
	r.View = axis.View{Follow: true}
	return r.AxisOf(pg)
}

// SetCursor puts the cursor on a moment, and brings that into sight. Looking
// around ends following; F returns to it.
func (r *Model) SetCursor(pg *page.Page, t time.Time) {
	if r.View.Follow && (!pg.Replay || r.View.Zoom != 0) {
		r.View = pg.Ax.Freeze()
	}
	r.Cursor = t
	ax := pg.Ax
	if ax.Single() {
		ax = r.AxisOf(pg) // it may be another window's
	}
	if !ax.Visible(t) {
		r.View = ax.Reveal(t)
	}
}

// moveCursor moves the cursor by cells: back from the present, and on to it.
func (r *Model) moveCursor(pg *page.Page, by int) {
	if r.Cursor.IsZero() {
		if by > 0 {
			return
		}
		present := *pg
		present.Cursor = pg.End
		pg = &present
	}
	x := page.CursorCell(pg) + by
	if x < 0 || x >= pg.Cols.AxisW {
		r.View = pg.Ax.Pan(by * max(pg.Cols.AxisW/4, 1))
		panned := *pg
		panned.Ax = r.AxisOf(pg)
		pg = &panned
		x = min(max(page.CursorCell(pg)+by, 0), pg.Cols.AxisW-1)
	}
	if pg.Ax.Single() && page.InGap(pg, x) && r.enterWindow(pg, by) {
		return
	}
	for i, limit := 0, pg.Cols.AxisW; i < limit && page.InGap(pg, x); i++ {
		x += by // a folded gap is one step
	}
	x = min(max(x, 0), pg.Cols.AxisW-1)
	t := pg.Ax.Time(float64(x) + 0.5)
	if by > 0 && !t.Before(pg.End) {
		r.Follow()
		return
	}
	r.SetCursor(pg, t)
}

// zoom changes the scale around the cursor, or around the present.
func (r *Model) zoom(pg *page.Page, steps int) {
	at, follow := cmp.Or(r.Cursor, pg.Now), r.View.Follow && r.Cursor.IsZero()
	r.View = pg.Ax.ZoomAt(pg.Ax.Col(at), steps)
	r.View.Follow, r.zoomed = follow, true
}

// fit makes the span at the cursor fill the axis; again, or without a cursor,
// the whole life. Where one window is shown at a time, all of them are then,
// until the next time.
func (r *Model) fit(pg *page.Page) {
	follow := r.View.Follow
	r.View.Zoom, r.View.At, r.View.AtCol, r.View.Fold = 0, time.Time{}, 0, false
	r.View.Follow, r.zoomed = follow, false
	if r.fitted || r.Cursor.IsZero() {
		r.fitted, r.allWindows = false, !r.allWindows
		return
	}
	l, track := pg.Selection()
	if l == nil {
		return
	}
	if sp := page.SpanAt(pg, l, track); sp != nil {
		from, to := sp.Start.Time, sp.EndOr(pg.Now)
		margin := max(to.Sub(from)/10, 100*time.Millisecond)
		r.View = pg.Ax.FitRange(from.Add(-margin), to.Add(margin))
		r.fitted, r.zoomed, r.allWindows = true, true, false
	}
}

// Follow keeps the present in sight again, at the scale that was chosen by
// hand, or else with the whole life in sight.
func (r *Model) Follow() {
	r.View.Follow, r.fitted, r.allWindows = true, false, false
	r.Cursor = time.Time{}
	if !r.zoomed {
		r.View.Zoom, r.View.Fold = 0, false
	}
}

// toggleGaps folds the stretches in which nothing happens, or draws all of the
// life to one scale.
func (r *Model) toggleGaps() tea.Msg {
	r.Expand = !r.Expand
	if r.Expand {
		return page.SayMsg("linear scale")
	}
	return page.SayMsg("idle time is collapsed")
}

// mark sets A, then B, then starts over. A mark snaps to an edge of the
// selected row in the cursor's cell, so that the distance is between facts.
func (r *Model) mark(pg *page.Page) tea.Msg {
	if !pg.Timed() || r.Cursor.IsZero() {
		return page.SayMsg("move the cursor first: " + keymap.HintOf("", pg.Keys.Left, pg.Keys.Right).Help().Key + " or " + pg.Keys.NextChange.Help().Key)
	}
	at := r.snap(pg)
	switch {
	case r.MarkA.IsZero() || !r.MarkB.IsZero():
		r.MarkA, r.MarkB = at, time.Time{}
	default:
		r.MarkB = at
	}
	return nil
}

// snap returns the change nearest to the cursor in its cell, or the cursor
// itself.
func (r *Model) snap(pg *page.Page) time.Time {
	best, found := r.Cursor, time.Duration(-1)
	for _, t := range page.Changes(pg) {
		if int(pg.Ax.Col(t)) != page.CursorCell(pg) {
			continue
		}
		if d := t.Sub(r.Cursor).Abs(); found < 0 || d < found {
			best, found = t, d
		}
	}
	return best
}

// ZoomAt zooms around the moment in a column of the screen.
func (r *Model) ZoomAt(pg *page.Page, x int, in bool) {
	if !pg.Timed() {
		return
	}
	steps := -1
	if in {
		steps = 1
	}
	r.View = pg.Ax.ZoomAt(float64(x-pg.Cols.AxisX)+0.5, steps)
	r.zoomed = true
}

// Show makes a stretch of time fill the axis, with a margin.
func (r *Model) Show(pg *page.Page, from, to time.Time) {
	margin := max(to.Sub(from)/20, 500*time.Millisecond)
	r.View = pg.Ax.FitRange(from.Add(-margin), to.Add(margin))
	r.zoomed = true
}
