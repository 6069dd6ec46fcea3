package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/page"
)

// wheelLines is how far one turn of the wheel scrolls.
const wheelLines = 3

// mouse routes what the mouse does.
func (a *app) mouse(msg tea.MouseMsg) {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		a.click(msg.X, msg.Y)
	case tea.MouseMotionMsg:
		a.drag(msg)
	case tea.MouseReleaseMsg:
		a.dragging = false
	case tea.MouseWheelMsg:
		a.wheel(msg)
	}
}

// click selects what is under the mouse: a line of the list, a row, a moment,
// an event, a line of a log. A click on a selected event or line goes to its
// place on the axis, as enter does.
func (a *app) click(x, y int) {
	s := a.layout()
	a.dragging = false
	if s.Life == nil || a.help.On || a.export.On || a.palette.On {
		return
	}
	before := a.time.Cursor
	defer func() { a.lower.logs.Follow(before, a.time.Cursor); a.touch() }()
	if s.Kind == page.List {
		a.list.Update(page.ClickMsg(y), s.Page)
		a.page, a.chosen, a.pod = page.List, true, a.list.Key()
		return
	}
	if a.w < page.Narrowest && !a.lowerNeeded() {
		return
	}
	if line, ok := s.plan.hit(blockEvents, y); ok {
		a.clickLower(s, line)
		return
	}
	if b, ok := a.lineOfTime(s, y); ok {
		a.dragging, a.dragged = true, b
		a.goToColumn(s, b, x, false)
		return
	}
	if a.clickRun(s, x, y) {
		return
	}
	line, ok := s.plan.hit(blockLanes, y)
	if !ok {
		return
	}
	id, ok := a.lanes.At(s.Latest, line, s.plan[blockLanes])
	if !ok {
		return
	}
	a.pane, a.lanes.Row = page.FocusLanes, id
	a.clickAxis(s, x)
}

// clickLower acts on a line of the lower part of the page; 0 is its title.
func (a *app) clickLower(s *layout, line int) {
	if a.lower.sheet != noSheet {
		a.pane = page.FocusSheet
		if a.lower.sheet == sheetLogs {
			a.reply(a.lower.logs.Update(page.ClickMsg(line), s.Page))
		}
		return
	}
	msg := a.lower.events.Update(page.ClickMsg(line), s.Page)
	a.pane = page.FocusEvents
	a.reply(msg)
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
	s := a.layout()
	if a.export.On {
		return
	}
	before := a.time.Cursor
	defer func() { a.lower.logs.Follow(before, a.time.Cursor); a.touch() }()
	_, lower := s.plan.hit(blockEvents, m.Y)
	lower = lower && (a.w >= page.Narrowest || a.lowerNeeded())
	switch {
	case a.palette.On:
		a.palette.Update(page.ScrollMsg(by), s.Page)
	case a.help.On:
		a.help.Update(page.ScrollMsg(by), s.Page)
	case s.Life == nil || s.Kind == page.List:
		a.scroll(s, by)
	case lower && a.lower.sheet != noSheet:
		a.pane = page.FocusSheet
		a.scroll(s, by)
	case lower:
		a.pane = page.FocusEvents
		a.scroll(s, by)
	case a.w < page.Narrowest || m.X < s.Cols.AxisX || m.X >= s.Cols.AxisX+s.Cols.AxisW:
		a.pane = page.FocusLanes
		a.scroll(s, by/wheelLines)
	default:
		a.time.ZoomAt(s.Latest, m.X, by < 0)
	}
}

// scroll moves by lines in the pane that has the keys now.
func (a *app) scroll(s *layout, by int) {
	if c := a.focused(s); c != nil {
		a.reply(c.Update(page.ScrollMsg(by), s.Page))
		a.noteList(s)
	}
}
