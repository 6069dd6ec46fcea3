package ruler

import (
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// unseen puts "╌╌ not watched 34s ╌╌" into the overlay, over each stretch that was not
// watched, in the fullest form for which there is room.
func (o overlay) unseen(pg *page.Page) {
	end := min(pg.Cols.AxisW, len(o))
	for _, u := range pg.Unseen() {
		if !u.To.After(pg.Ax.From()) || !u.From.Before(pg.Ax.To()) {
			continue
		}
		from := min(int(pg.Ax.Col(u.From)), max(end-1, 0))
		to := min(max(int(pg.Ax.Col(u.To)), from+1), end)
		lasted := length.Whole(u.To.Sub(u.From))
		for _, text := range []string{" not watched " + lasted + " ", " " + lasted + " "} {
			w := draw.Width(text)
			at := from + (to-from-w)/2
			if w+2 > to-from || !o.room(at, w) {
				continue
			}
			for i, r := range []rune(text) {
				o.set(at+i, string(r), draw.SevWarning)
			}
			break
		}
		for x := from; x < to; x++ {
			if o[x].text == "" && !o[x].gap {
				o.set(x, pg.G.Inexact, draw.Future)
			}
		}
	}
}
