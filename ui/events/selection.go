package events

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// ID names a line of the events pane. It survives lines that come after
// it, and occurrences that are counted into it. The zero value is the newest.
type ID struct {
	Reason, Lane, Message string
	First                 time.Time
}

func idOf(e *timeline.EventLine) ID { return ID{e.Reason, e.Lane, e.Message, e.First} }

// Index returns the index of the selected event, −1 without any. What moved in
// time because more became known is still found, by what it says.
func (m *Model) Index(pg *page.Page, list []*timeline.EventLine) int {
	if len(list) == 0 {
		return -1
	}
	if m.Selected == (ID{}) {
		return 0
	}
	best, distance := 0, time.Duration(-1)
	for i, e := range list {
		if f := m.folds[e]; f != nil && f.has(m.Selected) {
			return i
		}
		if e.Reason != m.Selected.Reason || e.Lane != m.Selected.Lane || e.Message != m.Selected.Message {
			continue
		}
		if d := e.First.Sub(m.Selected.First).Abs(); distance < 0 || d < distance {
			best, distance = i, d
		}
	}
	return best
}

// selectEvent selects by index, as far as there are events.
func (m *Model) selectEvent(list []*timeline.EventLine, i int) {
	if len(list) > 0 {
		m.Selected = idOf(list[min(max(i, 0), len(list)-1)])
	}
}

// Enter gives the keys to the events: the newest, or after a jump to the
// axis the one at the cursor, so that the way back leads to where it began.
func (m *Model) Enter(pg *page.Page) {
	if pg.Cursor.IsZero() {
		m.Selected = ID{}
		return
	}
	list := m.Lines(pg)
	if i := m.Index(pg, list); i >= 0 && list[i].Time.Time.Equal(pg.Cursor) {
		return
	}
	m.selectEvent(list, newestBy(list, page.CursorEnd(pg)))
}

// newestBy returns the index of the newest event that is not after a moment, or else of
// the oldest.
func newestBy(list []*timeline.EventLine, limit time.Time) int {
	if i := slices.IndexFunc(list, func(e *timeline.EventLine) bool { return !e.Time.Time.After(limit) }); i >= 0 {
		return i
	}
	return len(list) - 1
}

// first returns where the events that are in sight begin.
func (m *Model) first(pg *page.Page, list []*timeline.EventLine, h int) (first int) {
	switch {
	case pg.Focus == page.FocusEvents:
		return draw.Scroll(len(list), h, m.Index(pg, list))
	case !pg.Cursor.IsZero():
		return m.atCursor(pg, list, h)
	}
	return 0
}

// Update moves the selection, changes the scope, and returns where the axis is to
// go when an event was opened or a match found.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	list := m.Lines(pg)
	if by, ok := pg.Steps(msg); ok {
		m.selectEvent(list, m.Index(pg, list)+by)
		return nil
	}
	switch line, clicked := msg.(page.ClickMsg); {
	case page.Matches(msg, pg.Keys.Fold):
		m.toggle(pg, list)
	case page.Matches(msg, pg.Keys.Open):
		return m.goTo(pg, list)
	case page.Matches(msg, pg.Keys.All):
		m.Only, m.Selected = !m.Only, ID{}
	case page.Matches(msg, pg.Keys.NextMatch):
		return m.match(pg, list, 1)
	case page.Matches(msg, pg.Keys.PrevMatch):
		return m.match(pg, list, -1)
	case clicked:
		return m.clicked(pg, list, int(line))
	}
	return nil
}

// match selects the next or previous event that matches the filter, all around.
func (m *Model) match(pg *page.Page, list []*timeline.EventLine, by int) tea.Msg {
	n := len(list)
	if n == 0 {
		return nil
	}
	if pg.Focus == page.FocusEvents {
		m.selectEvent(list, (m.Index(pg, list)+by+n)%n)
	} else {
		m.Enter(pg)
	}
	return page.GoToMsg{At: list[m.Index(pg, list)].Time.Time}
}

// clicked selects the event on a line of the pane; the selected one is opened.
func (m *Model) clicked(pg *page.Page, list []*timeline.EventLine, line int) tea.Msg {
	i := m.first(pg, list, pg.LowerRows-1) + line - 1
	switch {
	case line == 0 || i >= len(list):
	case pg.Focus == page.FocusEvents && i == m.Index(pg, list):
		return m.goTo(pg, list)
	default:
		m.selectEvent(list, i)
	}
	return nil
}

// goTo returns the place of the selected event: its moment and its lane. What is folded
// opens first.
func (m *Model) goTo(pg *page.Page, list []*timeline.EventLine) tea.Msg {
	i := m.Index(pg, list)
	if i < 0 {
		return nil
	}
	e := list[i]
	if m.folds[e] != nil {
		m.toggle(pg, list)
		return nil
	}
	m.Selected = idOf(e)
	return page.GoToMsg{At: e.Time.Time, Row: page.RowID{Lane: e.Lane, Track: e.Track}}
}

// Details returns the selected event in full while the keys act there.
func (m *Model) Details(pg *page.Page) []draw.Line {
	if pg.Focus != page.FocusEvents {
		return nil
	}
	list := m.Lines(pg)
	sel := m.Index(pg, list)
	if sel < 0 {
		return nil
	}
	e := list[sel]
	text := page.Fine(pg, e.Time)
	if e.Count > 1 {
		text += "  " + page.Itoa(e.Count) + " times since " + page.Moment(pg, e.First)
	}
	out := []draw.Line{{Label: "event", Text: e.Reason + "  " + page.LaneLabel(pg, e.Lane) + "  " + text, Style: draw.Bold}}
	source := "Kubernetes Event"
	switch f := m.folds[e]; {
	case f != nil:
		source = page.Plural(len(f.events), "event") + " of this run; " + pg.Keys.Fold.Help().Key + " opens them"
	case e.Track == timeline.TrackEndpoint:
		source = "the Service's EndpointSlices"
	case e.Derived:
		source = "the pod's status"
	}
	out = append(out, draw.Wrap("message", e.Message, pg.W-12, draw.Plain)...)
	return append(out, draw.Line{Label: "source", Text: source, Style: draw.Muted})
}

// Hints returns the keys of the events.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	return append([]key.Binding{
		keymap.HintOf("event", k.Up, k.Down), keymap.HintOf("to the axis", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("fold", k.Fold), keymap.HintOf("match", k.NextMatch, k.PrevMatch),
		keymap.HintOf("all / this lane", k.All), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
