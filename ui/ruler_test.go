package ui

import (
	"slices"
	"testing"
	"time"
)

// Names over the axis never touch each other or a gap's edge, whatever the
// moment and the width.
func TestBannersStayApart(t *testing.T) {
	for _, name := range recordingNames(t) {
		all := recording(t, name)
		a := newApp(Options{Recording: all, Paused: true, Location: time.UTC})
		a.h, a.page, a.chosen = 30, pagePod, true
		for i := 0; i < len(all); i += 1 + len(all)/40 {
			a.play.seek(all[i].At)
			for _, w := range []int{60, 80, 100, 160} {
				a.w = w
				a.touch()
				s := a.scene()
				if s.life == nil {
					continue
				}
				list := a.placed(s)
				slices.SortFunc(list, func(x, y banner) int { return x.col - y.col })
				last := -1
				for _, b := range list {
					end := b.col + width(b.name)
					left, right := windowOf(s, b.col)
					if b.col < last+1 || b.col < left || end > right {
						t.Fatalf("%s at %v, %d wide: %+v in window %d to %d, after column %d", name, all[i].At.Sub(all[0].At), w, b, left, right, last)
					}
					last = end
				}
			}
		}
	}
}
