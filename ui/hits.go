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
func (a *app) lineOfTime(s *layout, y int) (b block, ok bool) {
	for _, b := range []block{blockStages, blockWindows, blockAxis, blockStrip, blockPlayback} {
		if in := s.plan.area(a.w, a.h, b); y >= in.Y && y < in.Y+in.H {
			return b, true
		}
	}
	return 0, false
}

// goToColumn goes to the moment in a column of such a line. While dragging, what is
// beside a strip or a bar is its nearer end.
func (a *app) goToColumn(s *layout, b block, x int, dragging bool) {
	switch b {
	case blockPlayback:
		if t, ok := a.session.play.TimeAt(s.Page, x); ok || dragging {
			a.seek(s, t)
		}
	case blockStrip:
		if t, ok := ruler.StripTime(s.Latest, x); ok || dragging {
			a.pointAt(s, t)
		}
	case blockStages:
		if t, ok := header.StageAt(s.Page, x); ok {
			a.pointAt(s, t)
		}
	default:
		a.clickAxis(s, x)
	}
}

// clickAxis puts the cursor on the moment of a column of the axis.
func (a *app) clickAxis(s *layout, x int) {
	if col := x - s.Cols.AxisX; col >= 0 && col < s.Cols.AxisW {
		a.pointAt(s, s.Ax.Time(float64(col)+0.5))
	}
}

// pointAt puts the cursor on a moment; from the present on, it shows that again.
func (a *app) pointAt(s *layout, t time.Time) {
	if t.Before(s.Latest.End) {
		a.time.SetCursor(s.Latest, t)
	} else {
		a.time.Follow()
	}
}

// clickRun shows the run under the mouse, and reports whether the line is one of
// runs: that of all, or one of the table.
func (a *app) clickRun(s *layout, x, y int) bool {
	if s.Kind != page.Container {
		return false
	}
	i, over := -1, false
	if _, over = s.plan.hit(blockRuns, y); over {
		i = drill.RunAt(s.Page, x)
	} else if line, ok := s.plan.hit(blockSelected, y); ok {
		i = drill.RunIn(s.Page, line)
		over = i >= 0
	}
	if i >= 0 {
		a.showRun(s.Latest, s.Latest.Life.Lane(a.lane), i)
	}
	return over
}

// drag moves on along the line of time on which the button was pressed.
func (a *app) drag(m tea.MouseMotionMsg) {
	if m.Button != tea.MouseLeft || !a.dragging {
		return
	}
	s := a.layout()
	if s.Life == nil && a.dragged != blockPlayback {
		return
	}
	before := a.time.Cursor
	a.goToColumn(s, a.dragged, m.X, true)
	a.lower.logs.Follow(before, a.time.Cursor)
	a.touch()
}
