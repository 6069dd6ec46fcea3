package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// eventID names a line of the events pane. It survives lines that come after
// it, and occurrences that are counted into it. The zero value is the newest.
type eventID struct {
	reason, lane, message string
	first                 time.Time
}

func idOf(e *timeline.EventLine) eventID { return eventID{e.Reason, e.Lane, e.Message, e.First} }

// eventSel is the index of the selected event, −1 without any. What moved in
// time because more became known is still found, by what it says.
func (a *app) eventSel(list []*timeline.EventLine) int {
	if len(list) == 0 {
		return -1
	}
	if a.event == (eventID{}) {
		return 0
	}
	best, distance := 0, time.Duration(-1)
	for i, e := range list {
		if e.Reason != a.event.reason || e.Lane != a.event.lane || e.Message != a.event.message {
			continue
		}
		if d := e.First.Sub(a.event.first).Abs(); distance < 0 || d < distance {
			best, distance = i, d
		}
	}
	return best
}

// selectEvent selects by index, as far as there are events.
func (a *app) selectEvent(list []*timeline.EventLine, i int) {
	if len(list) > 0 {
		a.event = idOf(list[min(max(i, 0), len(list)-1)])
	}
}

// enterEvents gives the keys to the events: the newest, or after a jump to the
// axis the one at the cursor, so that the way back leads to where it began.
func (a *app) enterEvents(s *scene) {
	a.pane = paneEvents
	if a.cursor.IsZero() {
		a.event = eventID{}
		return
	}
	list := a.events(s)
	if i := a.eventSel(list); i >= 0 && list[i].Time.Time.Equal(a.cursor) {
		return
	}
	limit := a.cursorEnd(s)
	for i, e := range list {
		if !e.Time.Time.After(limit) {
			a.selectEvent(list, i)
			return
		}
	}
	a.selectEvent(list, len(list)-1)
}

// eventRows is where the events that are in sight begin.
func (a *app) eventRows(s *scene, list []*timeline.EventLine, h int) (first int) {
	switch {
	case a.pane == paneEvents:
		return draw.Scroll(len(list), h, a.eventSel(list))
	case !a.cursor.IsZero():
		return a.eventAtCursor(s, list, h)
	}
	return 0
}

// match moves through the events that match the filter.
func (a *app) match(by int) {
	s := a.scene()
	if s.life == nil || s.page == pageList {
		return
	}
	if a.pane == paneSheet {
		a.scrollSheet(s, by)
		return
	}
	list := a.events(s)
	n := len(list)
	if n == 0 {
		return
	}
	if a.pane == paneEvents {
		a.selectEvent(list, (a.eventSel(list)+by+n)%n)
	} else {
		a.enterEvents(s)
	}
	a.showEvent(s)
}

// jumpToEvent selects the lane of the selected event and puts the cursor there.
func (a *app) jumpToEvent(s *scene) {
	list := a.events(s)
	i := a.eventSel(list)
	if i < 0 {
		return
	}
	e := list[i]
	a.showEvent(s)
	a.event, a.pane = idOf(e), paneLanes
	if s.page != pagePod {
		return
	}
	a.row = rowID{lane: e.Lane}
	if l := s.life.Lane(e.Lane); l != nil && hasTrack(l, e.Track) {
		a.row.track = e.Track
		a.open[e.Lane] = true
	}
}

// showEvent puts the cursor on the selected event.
func (a *app) showEvent(s *scene) {
	list := a.events(s)
	if i := a.eventSel(list); i >= 0 {
		a.setCursor(s, list[i].Time.Time)
	}
}
