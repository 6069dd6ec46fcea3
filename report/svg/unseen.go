package svg

import (
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// unwatched hatches the parts of a row that were not watched, but for what is proved by
// what was observed later.
func (d *doc) unwatched(l *timeline.Life, s scale, r picture.Row, y float64) {
	if r.Path {
		return
	}
	for _, u := range d.unseen {
		d.begin("not watched " + length.Total(u.To.Sub(u.From)) + "\n" + d.clock.On(u.From, time.Time{}) + " → " + d.clock.On(u.To, time.Time{}))
		for _, part := range s.Unproved(l, r, u) {
			d.hatch(at(part[0]), at(part[1]), y, height(r))
		}
		d.end()
	}
}

// hatch covers a part of a row.
func (d *doc) hatch(from, to, y, height float64) {
	d.rect(from, y+2, to-from, height-3, "clear")
	d.rect(from, y+2, to-from, height-3, "unseen")
}
