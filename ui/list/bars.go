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
