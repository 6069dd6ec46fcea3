package ui

import (
	"github.com/podlife/podlife/ui/draw"
)

import tea "charm.land/bubbletea/v2"

// wheelLines is how far one turn of the wheel scrolls.
const wheelLines = 3

// click selects what is under the mouse: a line of the list, a row, a moment,
// an event, a line of a log. A click on a selected event or line goes to its
// place on the axis, as enter does.
func (a *app) click(x, y int) {
	s := a.scene()
	if s.life == nil || a.help || a.export.on {
		return
	}
	before := a.cursor
	defer func() { a.followCursor(before); a.touch() }()
	if s.page == pageList {
		if i, ok := a.listLine(s, y); ok {
			a.page, a.chosen, a.pod = pageList, true, s.groups[i].key
		}
		return
	}
	if a.w < narrowest && !a.lower() {
		return
	}
	if line, ok := s.plan.hit(blockEvents, y); ok {
		a.clickLower(s, line)
		return
	}
	line, ok := s.plan.hit(blockLanes, y)
	i := draw.Scroll(len(s.rows), s.plan[blockLanes], s.sel) + line
	if !ok || i >= len(s.rows) {
		return
	}
	a.pane, a.row = paneLanes, s.rows[i].id(s.life)
	if col := x - s.cols.axisX; col >= 0 && col < s.cols.axisW {
		a.setCursor(s, s.ax.Time(float64(col)+0.5))
	}
}

// hit is the line of a block that is on line y of the screen.
func (p plan) hit(b block, y int) (line int, ok bool) {
	line = y - p.top(b)
	return line, line >= 0 && line < p[b]
}

// clickLower acts on a line of the lower part of the page; 0 is its title.
func (a *app) clickLower(s *scene, line int) {
	if a.sheet != noSheet {
		a.pane = paneSheet
		if a.sheet == sheetLogs && line > 0 {
			a.clickLog(s, line-1)
		}
		return
	}
	list := a.events(s)
	i := a.eventRows(s, list, s.plan[blockEvents]-1) + line - 1
	again := a.pane == paneEvents && i == a.eventSel(list)
	a.pane = paneEvents
	switch {
	case line == 0 || i >= len(list):
	case again:
		a.jumpToEvent(s)
	default:
		a.selectEvent(list, i)
	}
}

// wheel zooms at the mouse over the time axis, and scrolls elsewhere.
func (a *app) wheel(m tea.MouseWheelMsg) {
	by := wheelLines
	switch m.Button {
	case tea.MouseWheelUp:
		by = -wheelLines
	case tea.MouseWheelDown:
	default:
		return
	}
	s := a.scene()
	if a.export.on {
		return
	}
	before := a.cursor
	defer func() { a.followCursor(before); a.touch() }()
	_, lower := s.plan.hit(blockEvents, m.Y)
	lower = lower && (a.w >= narrowest || a.lower())
	switch {
	case a.help || s.life == nil || s.page == pageList:
		a.move(by)
	case lower && a.sheet != noSheet:
		a.pane = paneSheet
		a.move(by)
	case lower:
		a.pane = paneEvents
		a.move(by)
	case a.w < narrowest || m.X < s.cols.axisX || m.X >= s.cols.axisX+s.cols.axisW:
		a.pane = paneLanes
		a.move(by / wheelLines)
	default:
		a.zoomMouse(m.X, by < 0)
	}
}

// zoomMouse zooms around the moment under the mouse.
func (a *app) zoomMouse(x int, in bool) {
	s, ok := a.timed()
	if !ok {
		return
	}
	steps := -1
	if in {
		steps = 1
	}
	a.view = s.ax.ZoomAt(float64(x-s.cols.axisX)+0.5, steps)
	a.zoomed = true
}
