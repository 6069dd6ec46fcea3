package svg

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// unwatched hatches the parts of a row that were not watched, but for what is proved by
// what was observed later. Nothing proves what a track of its own would show.
func (d *doc) unwatched(l *timeline.Life, s scale, r row, y float64) {
	if r.path {
		return
	}
	for _, u := range d.unseen {
		proved := func(x float64) bool {
			return r.track == "" && visual.Proved(l, r.lane, u, s.Time((x-left)/cell))
		}
		d.begin("not watched " + length.Total(u.To.Sub(u.From)) + "\n" + d.clock.On(u.From, time.Time{}) + " → " + d.clock.On(u.To, time.Time{}))
		from, to := s.x(u.From), max(s.x(u.To), s.x(u.From)+1.5)
		begin := from
		for x := from; x < to; x += cell / 2 { // as finely as the screen's bars are drawn
			if proved(x) {
				d.hatch(begin, x, y, r.height())
				begin = x + cell/2
			}
		}
		d.hatch(begin, to, y, r.height())
		d.end()
	}
}

// hatch covers a part of a row.
func (d *doc) hatch(from, to, y, height float64) {
	if from < to {
		d.rect(from, y+2, to-from, height-3, "clear")
		d.rect(from, y+2, to-from, height-3, "unseen")
	}
}
