package ui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
)

// pinPod remembers which pod is meant, so that it stays when others come.
func (a *app) pinPod() {
	if s := a.scene(); len(s.groups) > 0 {
		a.pod = s.groups[s.group].key
	}
}

// goIn opens the selected pod, the selected container, or jumps from an event
// to its place on the axis.
func (a *app) goIn() {
	s := a.scene()
	if s.life == nil {
		return
	}
	switch {
	case s.page == pageList:
		a.pinPod()
		a.page, a.uid, a.row, a.pane, a.filter = pagePod, "", rowID{lane: "pod"}, paneLanes, ""
		a.resetTime()
	case a.pane == paneEvents:
		a.jumpToEvent(s)
	case s.page == pagePod:
		r := s.selected()
		if r == nil || s.lane(r).Kind == timeline.LanePod || s.lane(r).Kind == timeline.LaneService {
			a.message = "only containers open; choose one with " + hint{keys: []key.Binding{a.keys.Up, a.keys.Down}}.text()
			return
		}
		a.page, a.lane, a.run = pageContainer, s.lane(r).ID, 0
		a.resetTime()
	}
}

// goBack leaves help, a filter, marks, a pane, a page, in that order.
func (a *app) goBack() {
	switch {
	case a.help:
		a.help = false
	case a.filter != "":
		a.filter = ""
	case a.pane != paneLanes:
		a.pane = paneLanes
	case a.edges:
		a.edges = false
	case !a.cursor.IsZero() || !a.markA.IsZero():
		a.cursor, a.markA, a.markB = time.Time{}, time.Time{}, time.Time{}
	case a.page == pageContainer:
		a.page, a.row = pagePod, rowID{lane: a.lane}
		a.resetTime()
	case a.page == pagePod && len(a.shot.everyone().groups) > 1:
		a.page = pageList
		a.resetTime()
	}
}

// resetTime goes back to the whole life, following the present.
func (a *app) resetTime() {
	a.view.Follow, a.view.Zoom, a.view.At, a.view.AtCol, a.view.Fold = true, 0, time.Time{}, 0, false
	a.cursor, a.markA, a.markB, a.fitted, a.zoomed = time.Time{}, time.Time{}, time.Time{}, false, false
}

// page10 is a page of rows.
func (a *app) page10() int { return max(a.h/2, 1) }

// move moves the selection of the pane in use.
func (a *app) move(by int) {
	s := a.scene()
	switch {
	case a.help:
		a.helpAt = max(a.helpFirst(len(a.helpLines()))+by, 0)
	case s.life == nil:
	case s.page == pageList:
		i := min(max(s.group+by, 0), len(s.groups)-1)
		a.pod = s.groups[i].key
	case a.pane == paneEvents:
		a.event = min(max(a.event+by, 0), max(len(a.events(s))-1, 0))
	case len(s.rows) > 0:
		i := min(max(s.sel+by, 0), len(s.rows)-1)
		a.row = s.rows[i].id(s.life)
	}
}

func (a *app) nextPane() {
	if a.pane == paneLanes {
		a.pane, a.event = paneEvents, 0
		return
	}
	a.pane = paneLanes
}

// all shows the selected lane's events only, or all again; in the list it
// changes what the bars share.
func (a *app) all() {
	if a.scene().page == pageList {
		a.wall = !a.wall
		return
	}
	a.only, a.event = !a.only, 0
}

// startFilter begins to type the filter of the list or of the events.
func (a *app) startFilter() {
	a.typing, a.event = true, 0
	if a.scene().page != pageList {
		a.pane = paneEvents
	}
}

// fold opens or folds the selected lane.
func (a *app) fold() {
	s := a.scene()
	r := s.selected()
	if s.page != pagePod || r == nil {
		return
	}
	id := s.life.Lanes[r.lane].ID
	open := false
	for _, x := range s.rows {
		if x.lane == r.lane && x.track == "" {
			open = x.open
		}
	}
	a.open[id] = !open
	a.row = rowID{lane: id}
}

// foldAll opens all lanes, then folds all.
func (a *app) foldAll() {
	all := a.allSet == nil || !*a.allSet
	a.allSet = &all
	clear(a.open)
}

// switchRun goes to another run of the container, or to another life of the
// same name.
func (a *app) switchRun(by int) {
	s := a.scene()
	if s.life == nil {
		return
	}
	if s.page == pageContainer {
		l := s.life.Lane(a.lane)
		i := a.shownRun(l) + by
		if i < 0 || i >= len(l.Attempts) {
			return
		}
		a.run = l.Attempts[i].Number
		a.showRun(s, &l.Attempts[i])
		return
	}
	lives := s.groups[s.group].lives
	n := s.number + by
	if n < 1 || n > s.of {
		return
	}
	a.uid = ""
	if n < s.of {
		a.uid = lives[n-1].Pod.UID
	}
	a.resetTime()
}

// showRun makes a run fill the axis.
func (a *app) showRun(s *scene, at *timeline.Attempt) {
	from, to := at.Started.Time, s.now
	if !at.Created.IsZero() {
		from = at.Created.Time
	}
	if !at.Exited.IsZero() {
		to = at.Exited.Time
	}
	if from.IsZero() {
		return
	}
	margin := max(to.Sub(from)/20, 500*time.Millisecond)
	a.view = s.ax.FitRange(from.Add(-margin), to.Add(margin))
	a.zoomed = true
}

// match moves through the events that match the filter.
func (a *app) match(by int) {
	s := a.scene()
	if s.life == nil || s.page == pageList {
		return
	}
	n := len(a.events(s))
	if n == 0 {
		return
	}
	if a.pane == paneEvents {
		a.event = (a.event + by + n) % n
	}
	a.pane = paneEvents
	a.showEvent(s)
}

// jumpToEvent selects the lane of the selected event and puts the cursor there.
func (a *app) jumpToEvent(s *scene) {
	list := a.events(s)
	if len(list) == 0 {
		return
	}
	e := list[min(a.event, len(list)-1)]
	a.showEvent(s)
	a.pane = paneLanes
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
	if len(list) == 0 {
		return
	}
	a.setCursor(s, list[min(a.event, len(list)-1)].Time.Time)
}

// copySelection copies the selection's details to the clipboard, through the
// terminal (OSC 52).
func (a *app) copySelection() tea.Cmd {
	s := a.scene()
	if s.life == nil || s.page == pageList {
		return nil
	}
	text := s.life.Pod.Namespace + "/" + s.life.Pod.Name + ": " + s.life.Verdict.Headline + "\n"
	for _, l := range a.details(s) {
		text += strings.TrimLeft(l.label+"  "+l.text, " ") + "\n"
	}
	a.message = "copied " + plural(strings.Count(text, "\n"), "line")
	return tea.SetClipboard(text)
}
