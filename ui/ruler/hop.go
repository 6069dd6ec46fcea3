package ruler

import (
	"cmp"
	"sort"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/page"
)

// hopChange goes to the next change of the selected row.
func (r *Model) hopChange(pg *page.Page, by int) {
	ts := page.Changes(pg)
	if len(ts) == 0 {
		return
	}
	if r.Cursor.IsZero() {
		if by > 0 {
			r.SetCursor(pg, ts[0])
		} else {
			r.SetCursor(pg, ts[len(ts)-1])
		}
		return
	}
	i := sort.Search(len(ts), func(i int) bool { return ts[i].After(r.Cursor) })
	if by < 0 {
		i = sort.Search(len(ts), func(i int) bool { return !ts[i].Before(r.Cursor) }) - 1
	}
	if i >= 0 && i < len(ts) {
		r.SetCursor(pg, ts[i])
	}
}

// hopWindow shows the next or previous window of activity; where there is none,
// the next or previous moment that has a name above the axis.
func (r *Model) hopWindow(pg *page.Page, by int) {
	at := cmp.Or(r.Cursor, pg.Now)
	if v, w, ok := pg.Ax.Hop(at, by); ok {
		r.View, r.allWindows = v, false
		r.Cursor = w.Origin
		return
	}
	if t := named(pg, at, by); !t.IsZero() {
		r.SetCursor(pg, t)
	}
}

// named returns the named moment after, or before, a moment; zero if there is
// none.
func named(pg *page.Page, at time.Time, by int) time.Time {
	var best time.Time
	for _, p := range visual.Points(pg.Life, pg.Scope()) {
		d := p.Time.Sub(at)
		if p.Kind != axis.Change && d*time.Duration(by) > 0 && (best.IsZero() || d.Abs() < best.Sub(at).Abs()) {
			best = p.Time
		}
	}
	return best
}

// enterWindow moves the cursor out of the only window shown, into the next one
// or to the end of the previous one.
func (r *Model) enterWindow(pg *page.Page, by int) bool {
	v, w, ok := pg.Ax.Hop(r.Cursor, by)
	if !ok {
		return false
	}
	r.View, r.Cursor = v, w.From
	if by < 0 {
		r.Cursor = w.To.Add(-pg.Ax.PerCell() / 2)
		r.stayIn(pg, w)
	}
	return true
}

// stayIn moves the cursor back in a window for as long as another one is shown instead,
// because it is nearer to what fills the rest of the width.
func (r *Model) stayIn(pg *page.Page, w axis.Window) {
	for range 8 {
		for _, shown := range r.AxisOf(pg).Windows() {
			if shown.Origin.Equal(w.Origin) {
				return
			}
		}
		r.Cursor = w.Origin.Add(r.Cursor.Sub(w.Origin) / 2)
	}
}

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
		at := cmp.Or(r.Cursor, pg.End).Add(m.by)
		r.SetCursor(pg, timeline.EarlierTime(timeline.LaterTime(at, pg.Begin), pg.End))
		return true
	}
	return false
}
