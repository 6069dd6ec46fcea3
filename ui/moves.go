package ui

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/help"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// pinPod remembers which pod is meant, so that it stays when others come.
func (a *app) pinPod() {
	a.layout()
	a.pod = cmp.Or(a.list.Key(), a.pod)
}

// goIn opens the selected pod or the selected container.
func (a *app) goIn() {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.pinPod()
		a.closeSheet()
		a.page, a.uid, a.lanes.Row, a.pane = page.Pod, "", page.RowID{}, page.FocusLanes
		a.list.Filter, a.lower.events.Filter = page.Input{}, page.Input{}
		a.time.Reset()
		a.laid = nil
		return
	}
	if s.Kind != page.Pod {
		return
	}
	l, _ := s.Selection()
	if l != nil && l.Kind == timeline.LanePod {
		if b := s.Life.Verdict.Blocking; b != nil && s.Life.Lane(b.Lane) != nil {
			l = s.Life.Lane(b.Lane) // what the pod waits for is what there is to open of it
		} else if back, _ := page.Recovered(s.Life, s.Now); back != nil {
			l = back
		}
	}
	if l == nil || l.Kind == timeline.LanePod || l.Kind == timeline.LaneService {
		a.message = "only containers open; choose one with " + keymap.HintOf("", a.keys.Up, a.keys.Down).Help().Key
		return
	}
	a.page, a.lane, a.lower.events.Only = page.Container, l.ID, false
	a.time.Reset()
}

// goBack leaves help, a filter, a sheet, a pane, marks, a page, in that order.
func (a *app) goBack() {
	switch {
	case a.help.On:
		a.help.Back()
	case a.filter().Value() != "":
		*a.filter() = page.Input{}
	case a.lower.sheet != noSheet:
		a.closeSheet()
	case a.pane != page.FocusLanes:
		a.pane = page.FocusLanes
	case a.edges:
		a.edges = false
	case a.time.Clear():
	default:
		a.goUp()
	}
}

// goUp leaves a page for the one that it was opened from, and reports whether there
// is one.
func (a *app) goUp() bool {
	switch {
	case a.page == page.Container:
		a.page, a.lanes.Row, a.lower.events.Only = page.Pod, page.RowID{Lane: a.lane}, false
	case a.page == page.Pod && len(a.list.All.Groups) > 1:
		a.page = page.List
	default:
		return false
	}
	a.time.Reset()
	return true
}

// closeOrQuit closes what is open; where nothing is, it quits.
func (a *app) closeOrQuit() tea.Cmd {
	switch {
	case a.help.On:
		a.help = help.Model{}
		return nil
	case a.lower.sheet != noSheet:
		a.closeSheet()
		return nil
	case a.edges:
		a.edges = false
		return nil
	case a.goUp():
		return nil
	}
	return a.leave()
}

func (a *app) leave() tea.Cmd {
	a.quit = true
	return tea.Quit
}

// nextPane gives the keys to the other pane.
func (a *app) nextPane() {
	s := a.layout()
	switch {
	case s.Life == nil || s.Kind == page.List || a.pane != page.FocusLanes:
		a.pane = page.FocusLanes
	case a.lower.sheet != noSheet:
		a.pane = page.FocusSheet
	default:
		a.pane = page.FocusEvents
		a.lower.events.Enter(s.Page)
	}
}

// startFilter begins to type the filter of the list or of the events.
func (a *app) startFilter() {
	a.typing, a.lower.events.Selected = true, events.ID{}
	switch {
	case a.layout().Kind == page.List:
	case a.lower.sheet != noSheet:
		a.pane = page.FocusSheet
	default:
		a.pane = page.FocusEvents
	}
}

// switchRun goes to another run of the container, or to another life of the
// same name.
func (a *app) switchRun(by int) {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.Container {
		l := s.Latest.Life.Lane(a.lane)
		if i := drill.ShownRun(s.Page, l) + by; i >= 0 && i < len(l.Attempts) {
			a.showRun(s.Latest, l, i)
		}
		return
	}
	n := s.Number + by
	if n < 1 || n > s.Lives {
		return
	}
	a.uid = ""
	if n < s.Lives {
		a.uid = s.lives[n-1].Pod.UID
	}
	a.time.Reset()
}

// showRun makes a run fill the axis, and the page one of the moment at which the run
// ended; for one that has not ended, of the present.
func (a *app) showRun(latest *page.Page, l *timeline.Lane, i int) {
	at := &l.Attempts[i]
	from, to := beginOf(at), latest.Now
	if !at.Exited.IsZero() {
		to = at.Exited.Time
	} else if i < len(l.Attempts)-1 {
		to = from
	}
	if i == len(l.Attempts)-1 {
		a.time.Follow()
	} else {
		shown := cmp.Or(a.session.exitReported(latest, l.ID, at, &l.Attempts[i+1]), from)
		a.time.SetCursor(latest, shown)
		to = timeline.LaterTime(to, shown)
	}
	if !from.IsZero() {
		a.time.Show(latest, from, to)
	}
}

// lastOf returns a moment at which a run has ended for certain, before the next one.
func lastOf(at, next *timeline.Attempt) time.Time {
	end, limit := at.Exited.Latest, beginOf(next)
	if !limit.IsZero() && (end.IsZero() || !end.Before(limit)) {
		end = limit.Add(-time.Millisecond)
	}
	return end
}
