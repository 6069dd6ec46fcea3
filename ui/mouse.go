package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
)

// wheelLines is how far one turn of the wheel scrolls.
const wheelLines = 3

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

// lineOfTime returns the block of a line whose columns are moments: the axis and the
// names above it, the strip of the whole life, the stages, and the bar of the playback.
func (s *layout) lineOfTime(y int) (b block, ok bool) {
	for _, b := range []block{blockStages, blockWindows, blockAxis, blockStrip, blockPlayback} {
		if in := s.plan.area(s.W, s.H, b); y >= in.Y && y < in.Y+in.H {
			return b, true
		}
	}
	return 0, false
}

// goToColumn goes to the moment in a column of such a line. While dragging, what is
// beside a strip or a bar is its nearer end.
func (p pointer) goToColumn(b block, x int, dragging bool) {
	switch b {
	case blockPlayback:
		if t, ok := p.a.session.play.TimeAt(p.s.Page, x); ok || dragging {
			p.a.playhead(p.s).seek(t)
		}
	case blockStrip:
		if t, ok := ruler.StripTime(p.s.Latest, x); ok || dragging {
			p.pointAt(t)
		}
	case blockStages:
		if t, ok := header.StageAt(p.s.Page, x); ok {
			p.pointAt(t)
		}
	default:
		p.clickAxis(x)
	}
}

// clickAxis puts the cursor on the moment of a column of the axis.
func (p pointer) clickAxis(x int) {
	if col := x - p.s.Cols.AxisX; col >= 0 && col < p.s.Cols.AxisW {
		p.pointAt(p.s.Ax.Time(float64(col) + 0.5))
	}
}

// pointAt puts the cursor on a moment; from the present on, it shows that again.
func (p pointer) pointAt(t time.Time) {
	if t.Before(p.s.Latest.End) {
		p.a.time.SetCursor(p.s.Latest, t)
	} else {
		p.a.time.Follow()
	}
}

// clickRun shows the run under the mouse, and reports whether the line is one of
// runs: that of all, or one of the table.
func (p pointer) clickRun(x, y int) bool {
	if p.s.Kind != page.Container {
		return false
	}
	i := -1
	_, over := p.s.plan.hit(blockRuns, y)
	if over {
		i = drill.RunAt(p.s.Page, x)
	} else if line, ok := p.s.plan.hit(blockSelected, y); ok {
		i = drill.RunIn(p.s.Page, line)
		over = i >= 0
	}
	if i >= 0 {
		p.a.showRun(p.s.Latest, p.s.Latest.Life.Lane(p.a.lane), i)
	}
	return over
}

// drag moves on along the line of time on which the button was pressed.
func (p pointer) drag(m tea.MouseMotionMsg) {
	if m.Button != tea.MouseLeft || !p.a.dragging {
		return
	}
	if p.s.Life == nil && p.a.dragged != blockPlayback {
		return
	}
	before := p.a.time.Cursor
	p.goToColumn(p.a.dragged, m.X, true)
	p.a.lower.logs.Follow(before, p.a.time.Cursor)
	p.a.touch()
}
