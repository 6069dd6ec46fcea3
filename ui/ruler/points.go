package ruler

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/page"
)

// cut is the last result of axis.Split and what it was made from: it is only
// made again when a change point may have arrived, never on a tick.
type cut struct {
	edition page.Edition
	uid     string
	lane    string
	expand  bool
	segs    axis.Segments
	ok      bool
}

// segments returns the change points of the page's life, clustered.
func (r *Model) segments(pg *page.Page) axis.Segments {
	lane := pg.Scope()
	from, to := visual.Extent(pg.Life, lane, pg.Now)
	if end, ok := page.Finished(pg.Life.Lane(lane)); ok {
		to = end
	}
	c := &r.cut
	same := c.ok && c.edition == pg.Edition && c.uid == pg.Life.Pod.UID && c.lane == lane && c.expand == r.Expand
	if !same {
		*c = cut{edition: pg.Edition, uid: pg.Life.Pod.UID, lane: lane, expand: r.Expand, ok: true}
		if c.segs = visual.Segments(pg.Life, lane, from, to); r.Expand {
			c.segs = axis.Split(nil, from, to, false)
		}
	}
	segs := c.segs
	for _, u := range pg.Unseen() {
		segs = segs.Unseen(u.From, u.To, "not watched")
	}
	return segs
}

// viewFor returns the user's view with the present and what lies ahead.
func (r *Model) viewFor(pg *page.Page) axis.View {
	v := r.View
	v.Now, v.To = pg.End, pg.End
	if pg.Stale() && !page.Over(pg.Life) {
		v.Now, v.To = pg.Present, pg.Present
	}
	v.Single, v.Of = pg.W < page.Roomy && !r.allWindows, r.Cursor
	if pg.Kind == page.Container {
		if end, ok := page.Finished(pg.Life.Lane(pg.Lane)); ok {
			v.Now, v.To, v.Follow = end, end, false
			return v
		}
	}
	if v.Zoom == 0 && (page.Over(pg.Life) || pg.Paused || pg.Replay && !r.Cursor.IsZero()) {
		v.Follow = false // nothing moves: use the whole width
	}
	if page.Over(pg.Life) {
		return v
	}
	for _, d := range pg.Life.Future {
		if d.Kind == timeline.DeadlineActive && d.Edge.Time.Sub(pg.Now) > pg.Now.Sub(visual.Born(pg.Life)) {
			continue // hours ahead of a pod that has just begun would squeeze everything seen
		}
		if d.Edge.Time.After(v.To) {
			v.To = d.Edge.Time
		}
	}
	return v
}
