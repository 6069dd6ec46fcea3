package axis_test

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"pgregory.net/rapid"
)

// TestSingleWindows checks, with one window at a time, that hopping leads
// through all of them and back, that all have one scale, and that every change
// is in one of them.
func TestSingleWindows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		s := l.split(true)
		width := rapid.IntRange(24, 200).Draw(t, "width")
		a := axis.New(s, width, axis.View{Now: l.now, Single: true, Of: birth})
		per, seen := a.PerCell(), []axis.Window{}
		for {
			if n := len(a.Windows()); n != 1 || len(a.Gaps()) > 2 {
				t.Fatalf("%d windows\n%s", n, ruler(a))
			}
			if a.PerCell() != per {
				t.Fatalf("a window is drawn at %v a cell, the first at %v", a.PerCell(), per)
			}
			seen = append(seen, a.Windows()[0])
			v, w, ok := a.Hop(seen[len(seen)-1].Origin, 1)
			if !ok {
				break
			}
			a = axis.New(s, width, v)
			if got := a.Windows()[0]; got != w {
				t.Fatalf("hopped to %+v, shows %+v", w, got)
			}
		}
		for _, p := range append(times(l.points), birth) {
			if !inOne(seen, p) {
				t.Fatalf("%v is in none of %+v", p.Sub(birth), seen)
			}
		}
		for i := len(seen) - 1; i > 0; i-- {
			v, w, ok := a.Hop(seen[i].Origin, -1)
			if !ok || w.Origin != seen[i-1].Origin {
				t.Fatalf("back from window %d: %+v %v", i, w, ok)
			}
			a = axis.New(s, width, v)
		}
	})
}

func inOne(windows []axis.Window, when time.Time) bool {
	for _, w := range windows {
		if !when.Before(w.From) && !when.After(w.To) {
			return true
		}
	}
	return false
}

// TestSingle checks that a window is filled with what is around it, up to the
// next one, and that without a time to show it is the newest in which something
// happened.
func TestSingle(t *testing.T) {
	points, now, deadline := sixDays()
	s := axis.Split(points, birth, deadline, true)
	for _, c := range []struct {
		view axis.View
		want string
	}{
		{axis.View{Single: true, Of: birth}, `
┬0s────────┬10s───────┬20s───────┬30s──────╎6d02h╎`},
		{axis.View{Single: true, Of: at(3 * 24 * time.Hour)}, `
╎3d11h╎─┬0s────────┬10s───────┬20s───────┬─╎2d15h╎`},
		{axis.View{Single: true}, `
╎6d02h╎─┬0s────────┬10s───────┬20s───────┬30s─────`},
	} {
		c.view.Now = now
		if got := "\n" + ruler(axis.New(s, 50, c.view)); got != c.want {
			t.Errorf("%+v:%s\nwant%s", c.view, got, c.want)
		}
	}
}
