package list

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// podBar draws the newest life of a name on the list's shared axis: aligned at
// the creation, or every life of the name by the wall clock.
func (m *Model) podBar(pg *page.Page, c *draw.Canvas, g Group, v listCols, y int) {
	lives := g.lives
	if !m.wall() {
		lives = lives[len(lives)-1:]
	}
	for _, l := range lives {
		shift := time.Duration(0)
		if !m.wall() {
			begin, _ := visual.Extent(l, "", pg.Now)
			shift = v.ax.From().Sub(begin)
		}
		lifeBar(pg, g.sum, l, v.ax, shift).Draw(c, v.barX, y)
	}
}

// lifeBar returns the bar of a whole life, moved by shift.
func lifeBar(pg *page.Page, sum *summary, l *timeline.Life, ax axis.Axis, shift time.Duration) *draw.Bar {
	b := draw.NewBar(ax, pg.Now.Add(shift), pg.G)
	pod := l.Lane("pod")
	if pod == nil {
		return b
	}
	var present page.Look
	goesOn := false
	for _, sp := range sum.rowOf(l) {
		b.Span(sp.moved(shift), sp.Glyph(pg.G), sp.Style())
		if sp.Open && (!goesOn || sp.Layer >= present.Layer) {
			present, goesOn = sp.Look, true
		}
	}
	unseen(pg, b, l, pod, shift)
	switch {
	case page.Over(l):
		b.Mark(l.Pod.Gone.Add(shift), pg.G.Milestone, draw.Muted)
	case goesOn:
		b.Present(present.Glyph(pg.G), present.Style())
	}
	return b
}

// unseen overdraws what of a life was not watched and is not proved by what was observed
// later, up to the present where contact is lost.
func unseen(pg *page.Page, b *draw.Bar, l *timeline.Life, pod *timeline.Lane, shift time.Duration) {
	for _, u := range pg.UnseenFrom(visual.Born(l)) {
		if page.Over(l) {
			u.To = timeline.EarlierTime(u.To, l.Pod.Gone)
		}
		if !u.From.Before(u.To) {
			continue
		}
		b.Unseen(u.From.Add(shift), u.To.Add(shift), func(at time.Time) bool {
			at = at.Add(-shift)
			return !at.After(pg.Now) && visual.Proved(l, pod, u, at)
		})
	}
}

// row is what the bar of a life draws, wherever the bar is. It is kept as long as the
// life says the same: its spans and its start-up are those of the same facts. It keeps
// no more of a life than the list does.
type row struct {
	span     *timeline.Span // the pod's first
	path     *timeline.Step // the first
	complete bool
	spans    []rowSpan
}

type rowSpan struct {
	draw.Stretch
	page.Look
}

// rowOf returns what the bar of one of the lives of a name draws.
func (s *summary) rowOf(l *timeline.Life) []rowSpan {
	now := row{complete: l.Startup.Complete}
	if len(l.Lanes) > 0 && len(l.Lanes[0].Spans) > 0 {
		now.span = &l.Lanes[0].Spans[0]
	}
	if len(l.Startup.Path) > 0 {
		now.path = &l.Startup.Path[0]
	}
	kept, ok := s.rows[l]
	if ok && kept.span == now.span && kept.path == now.path && kept.complete == now.complete {
		return kept.spans
	}
	if pod := l.Lane("pod"); pod != nil {
		now.spans = rowSpans(l, pod)
	}
	if s.rows == nil {
		s.rows = make(map[*timeline.Life]row, 1)
	}
	s.rows[l] = now
	return now.spans
}

func rowSpans(l *timeline.Life, pod *timeline.Lane) []rowSpan {
	var out []rowSpan
	spans := visual.Row(l, pod)
	for i := range spans {
		if look, ok := page.MergedLook(&spans[i]); ok {
			out = append(out, rowSpan{page.StretchOf(&spans[i]), look})
		}
	}
	return out
}

// moved returns the stretch, d later.
func (s rowSpan) moved(d time.Duration) draw.Stretch {
	to := s.Stretch
	to.Start = movedEdge(to.Start, d)
	if !to.Open {
		to.End = movedEdge(to.End, d)
	}
	return to
}

func movedEdge(e draw.Edge, d time.Duration) draw.Edge {
	return draw.Edge{At: e.At.Add(d), Earliest: e.Earliest.Add(d), Latest: e.Latest.Add(d)}
}
