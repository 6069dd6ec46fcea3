package ui

import (
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/ui/draw"
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
					end := b.col + draw.Width(b.name)
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

// The labels of a ruler in UTC tell its ticks apart, at every zoom.
func TestTicksInUTC(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: all, At: all[0].At.Add(time.Minute), Paused: true, Location: time.UTC})
	a.w, a.h, a.clock = 100, 30, clockUTC
	for _, k := range append([]string{"w", "w"}, slices.Repeat([]string{"+"}, 12)...) {
		p, err := keyPress(k, false)
		if err != nil {
			t.Fatal(err)
		}
		a.press(p)
		seen := map[string]bool{}
		for _, tick := range a.ticks(a.scene()) {
			if tick.Label != "" && seen[tick.Label] {
				t.Fatalf("%q twice, at %v a cell", tick.Label, a.scene().ax.PerCell())
			}
			seen[tick.Label] = true
		}
	}
}
