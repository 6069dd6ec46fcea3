package ui

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// playhead takes the keys that move the moment of the page in a recording, and
// reports whether a key is one of them. The cursor is the playhead: what has been
// played stays on the axis, and playing goes on from where it stands.
func (a *app) playhead(msg tea.Msg, s *layout) (cmd tea.Cmd, ok bool) {
	p := a.session.play
	if p == nil || s.Life == nil || s.Kind == page.List {
		return nil, false
	}
	switch {
	case page.Matches(msg, a.keys.StepBack):
		p.Playing = false
		a.stepBack(s)
	case page.Matches(msg, a.keys.Step) && !s.Cursor.IsZero():
		p.Playing = false
		a.stepOn(s)
	case page.Matches(msg, a.keys.Play) && !p.Playing && (p.Ended() || !s.Cursor.IsZero()):
		if s.Cursor.IsZero() {
			a.time.SetCursor(s.Latest, s.Latest.Begin)
		}
		return p.Resume(), true
	default:
		return nil, false
	}
	return nil, true
}

// stepBack puts the cursor on the observation before the moment of the page.
func (a *app) stepBack(s *layout) {
	t := &a.session.play.Track
	n := sort.Search(len(t.All), func(i int) bool { return !t.All[i].At.Before(s.Now) })
	if n = min(n, a.session.play.Applied) - 1; n >= 0 {
		a.time.SetCursor(s.Latest, t.All[n].At)
	}
}

// stepOn puts the cursor on the observation after the moment of the page; at the last
// one that has been shown, it shows the present again.
func (a *app) stepOn(s *layout) {
	t := &a.session.play.Track
	if n := t.Until(s.Now); n < a.session.play.Applied && t.All[n].At.Before(s.Latest.Now) {
		a.time.SetCursor(s.Latest, t.All[n].At)
		return
	}
	a.time.Follow()
}

// tick moves the moment of the page on while a recording plays.
func (a *app) tick(msg playback.TickMsg) tea.Cmd {
	p := a.session.play
	if p == nil {
		return nil
	}
	by, ok := p.Elapsed(msg)
	if !ok {
		return nil
	}
	if a.time.Cursor.IsZero() {
		p.Advance(by)
	} else {
		a.sweep(by)
	}
	a.touch()
	return p.Next()
}

// sweep moves the cursor on over what has been played already, and from there the
// recording.
func (a *app) sweep(by time.Duration) {
	s := a.layout()
	at := a.time.Cursor.Add(by)
	if s.Life != nil && at.Before(s.Latest.Now) {
		a.time.SetCursor(s.Latest, at)
		return
	}
	a.time.Follow()
	a.session.play.Playing = !a.session.play.Ended()
}

// seek shows a moment of a recording: one that has been played under the cursor, a
// later one by going on to it.
func (a *app) seek(s *layout, at time.Time) {
	p := a.session.play
	switch {
	case at.Before(p.At) && s.Life != nil && s.Kind != page.List:
		if at.Before(s.Latest.Begin) {
			at = s.Latest.Begin
		}
		a.time.SetCursor(s.Latest, at)
	default:
		a.time.Follow()
		p.Seek(at)
	}
}

// jump goes to the start or the end of the recording or the life, where no pane has
// lines of its own to go through.
func (a *app) jump(msg tea.Msg, s *layout) bool {
	start, end := page.Matches(msg, a.keys.Start), page.Matches(msg, a.keys.End)
	switch {
	case !start && !end, a.pane != page.FocusLanes, s.Kind == page.List:
		return false
	case start && s.Life != nil:
		a.time.SetCursor(s.Latest, s.Latest.Begin)
	case start && s.Replay:
		a.session.play.Seek(a.session.play.First())
	case end:
		a.time.Follow()
		if s.Replay {
			a.session.play.Seek(a.session.play.Last())
		}
	}
	return true
}
