package ui

import (
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
)

// TestBannersStayApart checks that names over the axis never touch each other
// or a gap's edge, whatever the moment and the width.
func TestBannersStayApart(t *testing.T) {
	for _, name := range recordingNames(t) {
		all := recording(t, name)
		a := newApp(Options{Recording: recorded(all), Paused: true, Location: time.UTC})
		a.h, a.page, a.chosen = 30, page.Pod, true
		for i := 0; i < len(all); i += 1 + len(all)/40 {
			a.session.play.Seek(all[i].At)
			for _, w := range []int{60, 80, 100, 160} {
				a.w = w
				a.touch()
				s := a.layout()
				if s.Life == nil {
					continue
				}
				list := ruler.Placed(s.Page)
				slices.SortFunc(list, func(x, y ruler.Banner) int { return x.Col - y.Col })
				last := -1
				for _, b := range list {
					end := b.Col + draw.Width(b.Name)
					left, right := ruler.WindowOf(s.Page, b.Col)
					if b.Col < last+1 || b.Col < left || end > right {
						t.Fatalf("%s at %v, %d wide: %+v in window %d to %d, after column %d", name, all[i].At.Sub(all[0].At), w, b, left, right, last)
					}
					last = end
				}
			}
		}
	}
}

// TestTicksInUTC checks that the labels of a ruler in UTC tell its ticks apart,
// at every zoom.
func TestTicksInUTC(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(time.Minute), Paused: true, Location: time.UTC})
	a.w, a.h, a.time.Clock = 100, 30, page.ClockUTC
	for _, k := range append([]string{"w", "w"}, slices.Repeat([]string{"+"}, 12)...) {
		p, err := keymap.Default().Press(k, false)
		if err != nil {
			t.Fatal(err)
		}
		a.press(p)
		seen := map[string]bool{}
		for _, tick := range ruler.Ticks(a.layout().Page) {
			if tick.Label != "" && seen[tick.Label] {
				t.Fatalf("%q twice, at %v a cell", tick.Label, a.layout().Ax.PerCell())
			}
			seen[tick.Label] = true
		}
	}
}
