package ui

import (
	"strings"
	"time"

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
// or a line of a log to its place on the axis.
func (a *app) goIn() {
	s := a.scene()
	if s.life == nil {
		return
	}
	switch {
	case s.page == pageList:
		a.pinPod()
		a.closeSheet()
		a.page, a.uid, a.row, a.pane, a.filter = pagePod, "", rowID{lane: "pod"}, paneLanes, ""
		a.resetTime()
	case a.pane == paneEvents:
		a.jumpToEvent(s)
	case a.pane == paneSheet && a.sheet == sheetLogs:
		a.jumpToLine(s)
	case a.pane == paneSheet:
	case s.page == pagePod:
		r := s.selected()
		if r == nil || s.lane(r).Kind == timeline.LanePod || s.lane(r).Kind == timeline.LaneService {
			a.message = "only containers open; choose one with " + hintOf("", a.keys.Up, a.keys.Down).text()
			return
		}
		a.page, a.lane, a.run, a.only = pageContainer, s.lane(r).ID, 0, false
		a.resetTime()
	}
}

// goBack leaves help, a filter, a sheet, a pane, marks, a page, in that order.
func (a *app) goBack() {
	switch {
	case a.help:
		a.help = false
	case *a.needle() != "":
		*a.needle() = ""
	case a.sheet != noSheet:
		a.closeSheet()
	case a.pane != paneLanes:
		a.pane = paneLanes
	case a.edges:
		a.edges = false
	case !a.cursor.IsZero() || !a.markA.IsZero():
		a.cursor, a.markA, a.markB = time.Time{}, time.Time{}, time.Time{}
	case a.page == pageContainer:
		a.page, a.row, a.only = pagePod, rowID{lane: a.lane}, false
		a.resetTime()
	case a.page == pagePod && len(a.shot.everyone().groups) > 1:
		a.page = pageList
		a.resetTime()
	}
}

// resetTime goes back to the whole life, following the present.
func (a *app) resetTime() {
	a.view.Follow, a.view.Zoom, a.view.At, a.view.AtCol, a.view.Fold = true, 0, time.Time{}, 0, false
	a.cursor, a.markA, a.markB = time.Time{}, time.Time{}, time.Time{}
	a.fitted, a.zoomed, a.allWindows = false, false, false
}

// page10 is a page of rows.
func (a *app) page10() int { return max(a.h/2, 1) }

// move moves the selection of the pane in use.
func (a *app) move(by int) {
	s := a.scene()
	switch {
	case a.help:
		a.scrollHelp(by)
	case s.life == nil:
	case s.page == pageList:
		i := min(max(s.group+by, 0), len(s.groups)-1)
		a.pod = s.groups[i].key
	case a.pane == paneEvents:
		list := a.events(s)
		a.selectEvent(list, a.eventSel(list)+by)
	case a.pane == paneSheet:
		a.scrollSheet(s, by)
	case len(s.rows) > 0:
		i := min(max(s.sel+by, 0), len(s.rows)-1)
		a.row = s.rows[i].id(s.life)
	}
}

// nextPane gives the keys to the other pane.
func (a *app) nextPane() {
	s := a.scene()
	switch {
	case s.life == nil || s.page == pageList || a.pane != paneLanes:
		a.pane = paneLanes
	case a.sheet != noSheet:
		a.pane = paneSheet
	default:
		a.enterEvents(s)
	}
}

// all changes between the events of a lane and of the whole pod; in the list
// it changes what the bars share.
func (a *app) all() {
	if a.scene().page == pageList {
		a.wall = !a.wall
		return
	}
	a.only, a.event = !a.only, eventID{}
}

// startFilter begins to type the filter of the list or of the events.
func (a *app) startFilter() {
	a.typing, a.event = true, eventID{}
	switch {
	case a.scene().page == pageList:
	case a.sheet != noSheet:
		a.pane = paneSheet
	default:
		a.pane = paneEvents
	}
}

// fold opens or folds the selected lane; a sheet becomes as high as the screen.
func (a *app) fold() {
	s := a.scene()
	r := s.selected()
	if a.pane == paneSheet {
		a.tall = !a.tall
		return
	}
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

// foldAll opens all lanes; where all are open, it folds them.
func (a *app) foldAll() {
	s := a.scene()
	all := false
	for _, r := range s.rows {
		all = all || r.folds && !r.open
	}
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

// copySelection copies the selection's details to the clipboard, through the
// terminal (OSC 52).
func (a *app) copySelection() tea.Cmd {
	s := a.scene()
	if s.life == nil {
		return nil
	}
	text := a.selectionText(s)
	a.message = "copied " + plural(strings.Count(text, "\n"), "line")
	if a.tmux {
		a.message += "; tmux needs: set -s set-clipboard on"
	} else {
		a.message += " through the terminal"
	}
	return tea.SetClipboard(text)
}

// selectionText is what the selection is about, in words.
func (a *app) selectionText(s *scene) string {
	switch {
	case a.pane == paneSheet && a.sheet == sheetLogs:
		return a.logCopy(s)
	case a.pane == paneSheet:
		return a.specCopy(s)
	}
	text := s.life.Pod.Namespace + "/" + s.life.Pod.Name + ": " + s.life.Verdict.Headline + "\n"
	if s.page == pageList {
		return text
	}
	for _, l := range a.details(s) {
		text += strings.TrimLeft(l.Label+"  "+l.Text, " ") + "\n"
	}
	return text
}

// farAway is further than any list is long.
const farAway = 1 << 30

// toStart goes to the beginning: of the pane in use, or else of the recording
// or the life.
func (a *app) toStart() {
	s := a.scene()
	switch {
	case a.help || a.pane != paneLanes || s.page == pageList:
		a.move(-farAway)
	case a.play != nil:
		a.play.seek(a.play.first())
	case s.life != nil:
		a.setCursor(s, s.begin)
	}
}

// toEnd goes to the end of the same.
func (a *app) toEnd() {
	switch {
	case a.help || a.pane != paneLanes || a.scene().page == pageList:
		a.move(farAway)
	case a.play != nil:
		a.play.seek(a.play.last())
	default:
		a.follow()
	}
}
