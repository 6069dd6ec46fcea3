package ruler

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/page"
)

// cellsAJump is how far a key moves the cursor that moves it further than by one.
const cellsAJump = 10

// jump moves the cursor by several cells; a folded gap is one of them.
func (r *Model) jump(pg *page.Page, by int) {
	step := 1
	if by < 0 {
		step, by = -1, -by
	}
	for range by {
		r.moveCursor(pg, step)
		next := *pg
		next.Cursor, next.Ax = r.Cursor, r.AxisOf(pg)
		pg = &next
	}
}

// bySeconds moves the cursor by a time, and reports whether a key asks for that.
// It stays within the life.
func (r *Model) bySeconds(msg tea.Msg, pg *page.Page) bool {
	for _, m := range []struct {
		key key.Binding
		by  time.Duration
	}{
		{pg.Keys.SecondsBack, -5 * time.Second}, {pg.Keys.Seconds, 5 * time.Second},
		{pg.Keys.HalfMinuteBack, -30 * time.Second}, {pg.Keys.HalfMinute, 30 * time.Second},
	} {
		if !page.Matches(msg, m.key) {
			continue
		}
		at := r.Cursor
		if at.IsZero() {
			at = pg.End
		}
		at = at.Add(m.by)
		if at.Before(pg.Begin) {
			at = pg.Begin
		}
		if at.After(pg.End) {
			at = pg.End
		}
		r.SetCursor(pg, at)
		return true
	}
	return false
}
