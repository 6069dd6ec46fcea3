package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
)

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
	i, over := -1, false
	if _, over = p.s.plan.hit(blockRuns, y); over {
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
