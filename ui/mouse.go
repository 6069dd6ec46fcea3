package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/page"
)

// wheelLines is how far one turn of the wheel scrolls.
const wheelLines = 3

// mouse routes what the mouse does.
func (a *app) mouse(msg tea.MouseMsg) {
	p := pointer{a, a.layout()}
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		p.click(msg.X, msg.Y)
	case tea.MouseMotionMsg:
		p.drag(msg)
	case tea.MouseReleaseMsg:
		a.dragging = false
	case tea.MouseWheelMsg:
		p.wheel(msg)
	}
}

// pointer acts on what is under the mouse in a layout.
type pointer struct {
	a *app
	s *layout
}

// click selects what is under the mouse: a line of the list, a row, a moment,
// an event, a line of a log. A click on a selected event or line goes to its
// place on the axis, as enter does.
func (p pointer) click(x, y int) {
	p.a.dragging = false
	if p.s.Life == nil || p.a.help.On || p.a.export.On || p.a.palette.On || p.a.compare.On {
		return
	}
	before := p.a.time.Cursor
	defer func() { p.a.lower.logs.Follow(before, p.a.time.Cursor); p.a.touch() }()
	if p.s.Kind == page.List {
		p.a.list.Update(page.ClickMsg(y), p.s.Page)
		p.a.page, p.a.chosen, p.a.pod = page.List, true, p.a.list.Key()
		return
	}
	if p.a.w < page.Narrowest && !p.a.lower.needed(p.a.pane) {
		return
	}
	if line, ok := p.s.plan.hit(blockEvents, y); ok {
		p.clickLower(line)
		return
	}
	if b, ok := p.s.lineOfTime(y); ok {
		p.a.dragging, p.a.dragged = true, b
		p.goToColumn(b, x, false)
		return
	}
	if p.clickRun(x, y) {
		return
	}
	line, ok := p.s.plan.hit(blockLanes, y)
	if !ok {
		return
	}
	id, ok := p.a.lanes.At(p.s.Latest, line, p.s.plan[blockLanes])
	if !ok {
		return
	}
	p.a.pane, p.a.lanes.Row = page.FocusLanes, id
	p.clickAxis(x)
}

// clickLower acts on a line of the lower part of the page; 0 is its title.
func (p pointer) clickLower(line int) {
	if p.a.lower.sheet != noSheet {
		p.a.pane = page.FocusSheet
		if p.a.lower.sheet == sheetLogs {
			p.a.reply(p.a.lower.logs.Update(page.ClickMsg(line), p.s.Page))
		}
		return
	}
	msg := p.a.lower.events.Update(page.ClickMsg(line), p.s.Page)
	p.a.pane = page.FocusEvents
	p.a.reply(msg)
}

// wheel zooms at the mouse over the time axis, and scrolls elsewhere.
func (p pointer) wheel(m tea.MouseWheelMsg) {
	by := wheelLines
	switch m.Button {
	case tea.MouseWheelUp:
		by = -wheelLines
	case tea.MouseWheelDown:
	default:
		return
	}
	if p.a.export.On {
		return
	}
	before := p.a.time.Cursor
	defer func() { p.a.lower.logs.Follow(before, p.a.time.Cursor); p.a.touch() }()
	_, lower := p.s.plan.hit(blockEvents, m.Y)
	lower = lower && (p.a.w >= page.Narrowest || p.a.lower.needed(p.a.pane))
	switch {
	case p.a.palette.On:
		p.a.palette.Update(page.ScrollMsg(by), p.s.Page)
	case p.a.compare.On:
		p.a.compare.Update(page.ScrollMsg(by), p.s.Page)
	case p.a.help.On:
		p.a.help.Update(page.ScrollMsg(by), p.s.Page)
	case p.s.Life == nil || p.s.Kind == page.List:
		p.scroll(by)
	case lower && p.a.lower.sheet != noSheet:
		p.a.pane = page.FocusSheet
		p.scroll(by)
	case lower:
		p.a.pane = page.FocusEvents
		p.scroll(by)
	case p.a.w < page.Narrowest || m.X < p.s.Cols.AxisX || m.X >= p.s.Cols.AxisX+p.s.Cols.AxisW:
		p.a.pane = page.FocusLanes
		p.scroll(by / wheelLines)
	default:
		p.a.time.ZoomAt(p.s.Latest, m.X, by < 0)
	}
}

// scroll moves by lines in the pane that has the keys now.
func (p pointer) scroll(by int) {
	if c := p.a.focused(p.s); c != nil {
		p.a.reply(c.Update(page.ScrollMsg(by), p.s.Page))
		p.a.noteList(p.s)
	}
}
