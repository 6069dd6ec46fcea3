package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/spec"
)

// sheet is what the lower part of a life's page shows instead of the
// selection's details and the events.
type sheet int

const (
	noSheet sheet = iota
	sheetLogs
	sheetSpec
)

// openSheet shows a sheet and gives it the keys.
func (a *app) openSheet(k sheet) {
	a.sheet, a.pane, a.tall = k, page.FocusSheet, false
}

// showLogs opens the log of the selected container, or closes it if that is what
// is shown.
func (a *app) showLogs(previous bool) {
	s := a.scene()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
		s = a.scene()
	}
	was := a.logs.Tag
	a.reply(a.logs.Show(s.Page, previous))
	switch {
	case a.logs.Shown && a.logs.Tag != was:
		a.openSheet(sheetLogs)
	case !a.logs.Shown && a.sheet == sheetLogs:
		a.closeSheet()
	}
}

// showSpec opens the spec and status of the selection, or closes it.
func (a *app) showSpec() {
	s := a.scene()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
	} else if a.sheet == sheetSpec {
		a.closeSheet()
		return
	}
	a.closeSheet()
	a.spec = spec.Model{}
	a.openSheet(sheetSpec)
}

// closeSheet goes back to details and events, and ends the reading of a log.
func (a *app) closeSheet() {
	a.logs.Close()
	a.sheet, a.tall = noSheet, false
	if a.pane == page.FocusSheet {
		a.pane = page.FocusLanes
	}
}

// lowest is the height up to which a sheet needs the whole screen.
const lowest = 14

// lower reports whether the keys, or a sheet, need the lower part of the page.
func (a *app) lower() bool { return a.sheet != noSheet || a.pane == page.FocusEvents }

// fullSheet reports whether a sheet leaves no room for the time axis.
func (a *app) fullSheet() bool { return a.tall || a.h < lowest || a.w < page.Narrowest }

// fewEvents is how many lines of the events pane are enough to move in it.
const fewEvents = 5

// withEvents is a plan that has room for the events while the keys act there.
func (a *app) withEvents(s *scene, p plan, few int) plan {
	if a.pane != page.FocusEvents || p[blockEvents] > fewEvents && a.w >= page.Narrowest {
		return p
	}
	return a.sheetPlan(s, few)
}

// sheetPlan divides the height while a sheet is open: half of it is the
// sheet's, and what the lanes do not need.
func (a *app) sheetPlan(s *scene, few int) plan {
	if s.Kind == page.Pod {
		free := a.h - a.h/2 - len(s.Life.Lanes) - 7
		s.At = a.lanes.LayRows(s.Page, a.lanes.Unfolded(s.Page, free, free-spareRows))
	}
	if a.fullSheet() {
		w := []want{{blockTitle, 1, 0}, {blockEvents, 2, 4}, {blockKeys, 1, 0}, {blockHeadline, 1, 0}}
		if a.play != nil {
			w = append(w, want{blockPlayback, 1, 0})
		}
		return divide(a.h, append(w, want{blockEvents, 0, a.h}))
	}
	w := append([]want{{blockEvents, 3, 2}}, a.headWants(s, few)...)
	if a.sheet == noSheet {
		w = append(w, want{blockSelected, 2, 2})
	}
	w = append(w, want{blockEvents, 0, a.h/2 - 5}, want{blockLanes, 0, max(len(a.lanes.Rows)-1-few, 0)})
	if s.Kind == page.Container {
		w = append(w, want{blockStages, 1, 0})
	}
	return divide(a.h, append(w, want{blockEvents, 0, a.h}))
}

// drawLower draws the lower part of a life's page.
func (a *app) drawLower(c *draw.Canvas, s *scene, in draw.Area) {
	switch a.sheet {
	case sheetLogs:
		a.logs.Draw(s.Page, c, in)
	case sheetSpec:
		a.spec.Draw(s.Page, c, in)
	default:
		a.events.Draw(s.Page, c, in)
	}
}

// needle returns the filter of the pane in use.
func (a *app) needle() *page.Input {
	switch {
	case a.pane == page.FocusSheet && a.sheet == sheetLogs:
		return &a.logs.Filter
	case a.pane == page.FocusSheet:
		return &a.spec.Filter
	case a.sc != nil && a.sc.Kind == page.List, a.sc == nil && a.page == page.List:
		return &a.list.Filter
	}
	return &a.events.Filter
}
