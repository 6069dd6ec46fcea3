package ui

import (
	"slices"

	"github.com/podlife/podlife/ui/draw"
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
	a.sheet, a.pane, a.tall = k, paneSheet, false
}

// closeSheet goes back to details and events, and ends the reading of a log.
func (a *app) closeSheet() {
	if a.sheet == sheetLogs {
		a.logs = logs{tag: a.logs.tag + 1}
		a.wish(logWish{tag: a.logs.tag})
	}
	a.sheet, a.tall = noSheet, false
	if a.pane == paneSheet {
		a.pane = paneLanes
	}
}

// lowest is the height up to which a sheet needs the whole screen.
const lowest = 14

// lower reports whether the keys, or a sheet, need the lower part of the page.
func (a *app) lower() bool { return a.sheet != noSheet || a.pane == paneEvents }

// fullSheet reports whether a sheet leaves no room for the time axis.
func (a *app) fullSheet() bool { return a.tall || a.h < lowest || a.w < narrowest }

// fewEvents is how many lines of the events pane are enough to move in it.
const fewEvents = 5

// withEvents is a plan that has room for the events while the keys act there.
func (a *app) withEvents(s *scene, p plan, few int) plan {
	if a.pane != paneEvents || p[blockEvents] > fewEvents && a.w >= narrowest {
		return p
	}
	return a.sheetPlan(s, few)
}

// sheetPlan divides the height while a sheet is open: half of it is the
// sheet's, and what the lanes do not need.
func (a *app) sheetPlan(s *scene, few int) plan {
	if s.page == pagePod {
		free := a.h - a.h/2 - len(s.life.Lanes) - 7
		a.laneRows(s, a.unfolded(s, free, free-spareRows))
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
	w = append(w, want{blockEvents, 0, a.h/2 - 5}, want{blockLanes, 0, max(len(s.rows)-1-few, 0)})
	if s.page == pageContainer {
		w = append(w, want{blockStages, 1, 0})
	}
	return divide(a.h, append(w, want{blockEvents, 0, a.h}))
}

// drawLower draws the lower part of a life's page.
func (a *app) drawLower(c *draw.Canvas, s *scene, y int) {
	switch a.sheet {
	case sheetLogs:
		a.drawLogs(c, s, y, s.plan[blockEvents])
	case sheetSpec:
		a.drawSpec(c, s, y, s.plan[blockEvents])
	default:
		a.drawEvents(c, s, y)
	}
}

// scrollSheet moves in the open sheet by lines; far beyond its ends goes to them.
func (a *app) scrollSheet(s *scene, by int) {
	if a.sheet == sheetLogs {
		a.scrollLogs(s, by)
		return
	}
	a.specAt = max(a.specFirst(s)+by, 0)
}

// needle is the filter of the pane in use.
func (a *app) needle() *string {
	switch {
	case a.pane == paneSheet && a.sheet == sheetLogs:
		return &a.logs.filter
	case a.pane == paneSheet:
		return &a.specFilter
	}
	return &a.filter
}

// filterNote is the filter as a pane's title tells it, "" without one.
func (a *app) filterNote(needle string, typing bool) string {
	switch {
	case typing:
		return "/ " + needle + "_"
	case needle != "":
		return "/" + needle
	}
	return ""
}

// drawSheetTitle draws a sheet's title with as many of the notes as fit, the
// last ones first.
func (a *app) drawSheetTitle(c *draw.Canvas, y int, name string, notes []string) {
	var text string
	room := a.w - draw.Width(name) - 8
	for _, next := range slices.Backward(notes) {
		if next == "" {
			continue
		}
		if text != "" {
			next += " " + a.g.Dot + " " + text
		}
		if draw.Width(next) > room {
			break
		}
		text = next
	}
	c.PaneTitle(y, name, text, a.pane == paneSheet)
}
