package ui

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
	"github.com/podlife/podlife/ui/ruler"
)

// playhead moves the moment of a page: the cursor on its axis, and in a recording
// how far that has been played.
type playhead struct {
	play *playback.Model // nil when live
	of   *session
	time *ruler.Model
	keys *keymap.Map
	s    *layout
}

func (a *app) playhead(s *layout) playhead {
	return playhead{a.session.play, &a.session, &a.time, &a.keys, s}
}

// take takes the keys that move the moment of the page in a recording, and
// reports whether a key is one of them. The cursor is the playhead: what has been
// played stays on the axis, and playing goes on from where it stands.
func (h playhead) take(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	if h.play == nil || h.s.Life == nil || h.s.Kind == page.List {
		return nil, false
	}
	switch {
	case page.Matches(msg, h.keys.StepBack):
		h.play.Playing = false
		h.stepBack()
	case page.Matches(msg, h.keys.Step) && !h.s.Cursor.IsZero():
		h.play.Playing = false
		h.stepOn()
	case page.Matches(msg, h.keys.Play) && !h.play.Playing && (h.play.Ended() || !h.s.Cursor.IsZero()):
		if h.s.Cursor.IsZero() {
			h.time.SetCursor(h.s.Latest, h.s.Latest.Begin)
		}
		return h.play.Resume(), true
	default:
		return nil, false
	}
	return nil, true
}

// stepBack puts the cursor on the observation of the life before the moment of the page.
func (h playhead) stepBack() {
	t := h.of.trackOf(h.s.Latest.Life)
	n := sort.Search(t.Len(), func(i int) bool { return !t.All.At(i).Before(h.s.Now) })
	if n = min(n, t.Among(h.play.Applied)) - 1; n >= 0 {
		h.time.SetCursor(h.s.Latest, t.All.At(n))
	}
}

// stepOn puts the cursor on the observation of the life after the moment of the page; at
// the last one that has been shown, it shows the present again.
func (h playhead) stepOn() {
	t := h.of.trackOf(h.s.Latest.Life)
	if n := t.Until(h.s.Now); n < t.Among(h.play.Applied) && t.All.At(n).Before(h.s.Latest.Now) {
		h.time.SetCursor(h.s.Latest, t.All.At(n))
		return
	}
	h.time.Follow()
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
		a.playhead(a.layout()).sweep(by)
	}
	a.touch()
	p.Cost = a.painted.cost
	return p.Next()
}

// sweep moves the cursor on over what has been played already, and from there the
// recording.
func (h playhead) sweep(by time.Duration) {
	at := h.time.Cursor.Add(by)
	if h.s.Life != nil && at.Before(h.s.Latest.Now) {
		h.time.SetCursor(h.s.Latest, at)
		return
	}
	h.time.Follow()
	h.play.Playing = !h.play.Ended()
}

// seek shows a moment of a recording: one that has been played under the cursor, a
// later one by going on to it.
func (h playhead) seek(at time.Time) {
	switch {
	case at.Before(h.play.At) && h.s.Life != nil && h.s.Kind != page.List:
		h.time.SetCursor(h.s.Latest, timeline.LaterTime(at, h.s.Latest.Begin))
	default:
		h.time.Follow()
		h.play.Seek(at)
	}
}

// jump takes the keys that go to the start or the end of the recording or the life,
// and reports whether a key is one of them.
func (h playhead) jump(msg tea.Msg) bool {
	start, end := page.Matches(msg, h.keys.Start), page.Matches(msg, h.keys.End)
	switch {
	case !start && !end, h.s.Kind == page.List:
		return false
	case start && h.s.Life != nil:
		h.time.SetCursor(h.s.Latest, h.s.Latest.Begin)
	case start && h.s.Replay:
		h.play.Seek(h.play.First())
	case end:
		h.time.Follow()
		if h.s.Replay {
			h.play.Seek(h.play.Last())
		}
	}
	return true
}
