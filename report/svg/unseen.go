package svg

import (
	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
)

// unwatched hatches the parts of a row that were not watched, but for what is proved by
// what was observed later.
func (d *doc) unwatched(l *timeline.Life, s scale, r picture.Row, y float64) {
	if r.Path {
		return
	}
	for _, u := range d.unseen {
		d.begin(picture.UnseenTip(d.clock, u))
		for _, part := range s.Unproved(l, r, u) {
			x, w := at(part[0]), at(part[1])-at(part[0])
			d.rect(x, y+2, w, height(r)-3, "clear")
			d.rect(x, y+2, w, height(r)-3, "unseen")
		}
		d.end()
	}
}
