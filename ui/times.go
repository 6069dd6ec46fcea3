package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// timed reports whether there is an axis that time keys can act on.
func (a *app) timed() (*scene, bool) {
	s := a.scene()
	return s, s.life != nil && s.page != pageList && a.w >= narrowest && s.cols.axisW > 0
}

// setCursor puts the cursor on a moment, and brings that into sight. Looking
// around ends following; F returns to it.
func (a *app) setCursor(s *scene, t time.Time) {
	moving := a.live != nil || a.play.playing
	if a.view.Follow && (moving || a.view.Zoom != 0) {
		a.view = s.ax.Freeze()
	}
	a.cursor = t
	if s.ax.Single() {
		a.sc = nil
		s = a.scene() // it may be another window's
	}
	if !s.ax.Visible(t) {
		a.view = s.ax.Reveal(t)
	}
}

// moveCursor moves the cursor by cells; it first appears at the right edge of
// what is known.
func (a *app) moveCursor(by int) {
	s, ok := a.timed()
	if !ok {
		return
	}
	if a.cursor.IsZero() {
		a.setCursor(s, s.end)
		return
	}
	x := a.cursorCell(s) + by
	if x < 0 || x >= s.cols.axisW {
		a.view = s.ax.Pan(by * max(s.cols.axisW/4, 1))
		a.sc = nil
		s = a.scene()
		x = min(max(a.cursorCell(s)+by, 0), s.cols.axisW-1)
	}
	if s.ax.Single() && inGap(s, x) && a.enterWindow(s, by) {
		return
	}
	for i, limit := 0, s.cols.axisW; i < limit && inGap(s, x); i++ {
		x += by // a folded gap is one step
	}
	x = min(max(x, 0), s.cols.axisW-1)
	a.setCursor(s, s.ax.Time(float64(x)+0.5))
}

// inGap reports whether a cell is inside a folded gap.
func inGap(s *scene, x int) bool {
	for _, g := range s.ax.Gaps() {
		if x >= g.Col && x < g.Col+g.Width {
			return true
		}
	}
	return false
}

// zoom changes the scale around the cursor, or around the present.
func (a *app) zoom(steps int) {
	s, ok := a.timed()
	if !ok {
		return
	}
	at := s.now
	if !a.cursor.IsZero() {
		at = a.cursor
	}
	follow := a.view.Follow && a.cursor.IsZero()
	a.view = s.ax.ZoomAt(s.ax.Col(at), steps)
	a.view.Follow, a.zoomed = follow, true
}

// fit makes the span at the cursor fill the axis; again, or without a cursor,
// the whole life. Where one window is shown at a time, all of them are then,
// until the next time.
func (a *app) fit() {
	s, ok := a.timed()
	if !ok {
		return
	}
	follow := a.view.Follow
	a.view.Zoom, a.view.At, a.view.AtCol, a.view.Fold = 0, time.Time{}, 0, false
	a.view.Follow, a.zoomed = follow, false
	if a.fitted || a.cursor.IsZero() {
		a.fitted, a.allWindows = false, !a.allWindows
		return
	}
	r := s.selected()
	if r == nil {
		return
	}
	if sp := a.spanAt(s, s.lane(r), r.track); sp != nil {
		from, to := sp.Start.Time, sp.EndOr(s.now)
		margin := max(to.Sub(from)/10, 100*time.Millisecond)
		a.view = s.ax.FitRange(from.Add(-margin), to.Add(margin))
		a.fitted, a.zoomed, a.allWindows = true, true, false
	}
}

// follow keeps the present in sight again, at the scale that was chosen by
// hand, or else with the whole life in sight.
func (a *app) follow() {
	a.view.Follow, a.fitted, a.allWindows = true, false, false
	a.cursor = time.Time{}
	if !a.zoomed {
		a.view.Zoom, a.view.Fold = 0, false
	}
}

// toggleGaps folds the stretches in which nothing happens, or draws all of the
// life to one scale.
func (a *app) toggleGaps() {
	a.expand = !a.expand
	a.message = "quiet stretches are folded"
	if a.expand {
		a.message = "all of the life to one scale"
	}
}

// nextClock changes how times are written.
func (a *app) nextClock() {
	a.clock = (a.clock + 1) % clockModes
	a.message = [...]string{"local times", "times since the pod's creation", "UTC"}[a.clock]
}

// mark sets A, then B, then starts over. A mark snaps to an edge of the
// selected row in the cursor's cell, so that the distance is between facts.
func (a *app) mark() {
	s, ok := a.timed()
	if !ok || a.cursor.IsZero() {
		a.message = "move the cursor first: " + hintOf("", a.keys.Left, a.keys.Right).text() + " or " + a.keys.NextChange.Help().Key
		return
	}
	at := a.snap(s)
	switch {
	case a.markA.IsZero() || !a.markB.IsZero():
		a.markA, a.markB = at, time.Time{}
	default:
		a.markB = at
	}
}

// snap is the change nearest to the cursor in its cell, or the cursor itself.
func (a *app) snap(s *scene) time.Time {
	best, found := a.cursor, time.Duration(-1)
	for _, t := range a.changes(s) {
		if int(s.ax.Col(t)) != a.cursorCell(s) {
			continue
		}
		if d := t.Sub(a.cursor).Abs(); found < 0 || d < found {
			best, found = t, d
		}
	}
	return best
}

// togglePlay starts or stops the playback.
func (a *app) togglePlay() tea.Cmd {
	a.play.toggle()
	a.play.tag++
	a.play.ticked = time.Time{}
	if a.play.playing {
		return a.playTick()
	}
	return nil
}

func (a *app) playTick() tea.Cmd {
	tag := a.play.tag
	return tea.Tick(pause, func(t time.Time) tea.Msg { return playMsg{tag, t} })
}

// played moves the playback on by the time since the last tick.
func (a *app) played(m playMsg) tea.Cmd {
	p := a.play
	if p == nil || !p.playing || m.tag != p.tag {
		return nil
	}
	elapsed := pause
	if !p.ticked.IsZero() {
		elapsed = min(max(m.at.Sub(p.ticked), 0), time.Second) // a suspended laptop must not skip the story
	}
	p.ticked = m.at
	p.advance(elapsed)
	a.touch()
	if p.playing {
		return a.playTick()
	}
	return nil
}
