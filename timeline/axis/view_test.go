package axis_test

import (
	"math"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// TestFollow checks that following shows now, whatever the scale, and moves
// what is drawn by whole cells.
func TestFollow(t *testing.T) {
	s := axis.Split(nil, birth, at(time.Minute), false)
	var last float64
	for i := range 100 {
		now := at(time.Minute + time.Duration(i)*130*time.Millisecond)
		a := axis.New(s, 40, axis.View{Zoom: time.Second / 2, Follow: true, To: now})
		if c := a.Col(now); c < 38 || c >= 40 {
			t.Fatalf("now is at %v", c)
		}
		c := a.Col(at(55 * time.Second))
		if shift := last - c; i > 0 && math.Abs(shift-math.Round(shift)) > 1e-9 {
			t.Fatalf("moved by %v cells", shift)
		}
		last = c
	}
	far := axis.New(axis.Split(nil, birth, at(time.Minute), false), 40,
		axis.View{Zoom: time.Second, Follow: true, Now: at(time.Minute), To: at(time.Hour)})
	if c := far.Col(at(time.Minute)); c < 5 || c > 35 {
		t.Errorf("a far deadline pushed now to %v", c)
	}
}

func TestFollowGrowsInSteps(t *testing.T) {
	s := axis.Split(nil, birth, birth, true)
	scales := []time.Duration{}
	for d := time.Duration(0); d <= 30*time.Second; d += 100 * time.Millisecond {
		a := axis.New(s, 60, axis.View{To: at(d), Follow: true})
		if p := a.PerCell(); len(scales) == 0 || scales[len(scales)-1] != p {
			scales = append(scales, p)
		}
	}
	want := []time.Duration{1e8, 2e8, 3e8, 5e8, 1e9}
	if len(scales) != 4 && len(scales) != 5 {
		t.Fatalf("scales %v", scales)
	}
	for i, p := range scales {
		if p != want[i] {
			t.Errorf("scale %d is %v, want %v", i, p, want[i])
		}
	}
}

// TestPannedViewStays checks that a frozen, panned view stays while the life
// goes on.
func TestPannedViewStays(t *testing.T) {
	s := axis.Split(nil, birth, at(10*time.Minute), false)
	a := axis.New(s, 60, axis.View{Zoom: time.Second, Follow: true})
	v := a.Pan(-120)
	b := axis.New(s, 60, v)
	if got, want := b.From(), a.From().Add(-120*time.Second); !got.Equal(want) {
		t.Errorf("panned to %v, want %v", got.Sub(birth), want.Sub(birth))
	}
	v.Now, v.To = at(12*time.Minute), at(12*time.Minute)
	if c := axis.New(s, 60, v); !c.From().Equal(b.From()) || c.PerCell() != b.PerCell() {
		t.Errorf("now yanked the view from %v to %v", b.From(), c.From())
	}
	if e := axis.New(s, 60, a.Pan(-10000)); !e.From().Equal(birth) {
		t.Errorf("panned out of the life, to %v", e.From().Sub(birth))
	}
}

func TestZoomLadder(t *testing.T) {
	a := axis.New(axis.Split(nil, birth, at(time.Hour), false), 60, axis.View{Zoom: 7 * time.Second})
	for steps, want := range map[int]time.Duration{
		1: 5 * time.Second, 2: 3 * time.Second, 3: 2 * time.Second, 4: time.Second, 100: 100 * time.Microsecond,
		-1: 10 * time.Second, -2: 20 * time.Second, -3: 30 * time.Second, -100: 4 * time.Minute,
	} {
		if got := a.ZoomAt(30, steps).Zoom; got != want {
			t.Errorf("%+d: %v a cell, want %v", steps, got, want)
		}
	}
}

func TestFitRange(t *testing.T) {
	points, now, deadline := sixDays()
	s := axis.Split(points, birth, deadline, true)
	a := axis.New(s, 80, axis.View{Now: now})
	b := axis.New(s, 80, a.FitRange(at(time.Second), at(3*time.Second)))
	if from, to := b.Col(at(time.Second)), b.Col(at(3*time.Second)); from > 1.5 || from < 0.5 || to < 77 || to > 79.5 {
		t.Errorf("1 s to 3 s is drawn from %v to %v of 80", from, to)
	}
	b = axis.New(s, 80, a.FitRange(birth, deadline))
	if from, to := b.Col(birth), b.Col(deadline); from > 1 || to < 70 || to >= 80 {
		t.Errorf("the life is drawn from %v to %v of 80", from, to)
	}
}

func TestReveal(t *testing.T) {
	s := axis.Split(nil, birth, at(time.Hour), false)
	a := axis.New(s, 80, axis.View{Zoom: time.Second, At: at(20 * time.Minute)})
	for _, when := range []time.Time{birth, at(time.Minute), at(20 * time.Minute), at(40 * time.Minute), at(time.Hour)} {
		b := axis.New(s, 80, a.Reveal(when))
		if !b.Visible(when) || b.PerCell() != a.PerCell() {
			t.Errorf("%v is not visible in %v to %v", when, b.From(), b.To())
		}
	}
	if v := a.Reveal(at(20*time.Minute + time.Second)); v != a.View() {
		t.Errorf("a visible time moved the view to %+v", v)
	}
}

func TestHop(t *testing.T) {
	points, end := crashes(500)
	s := axis.Split(points, birth, end, true)
	a := axis.New(s, 62, axis.View{})
	if v, w, ok := a.Hop(birth, 1); !ok || v != a.View() || !w.Origin.Equal(at(5*time.Minute)) {
		t.Errorf("next: %v %+v, moved %v", ok, w, v != a.View())
	}
	when, seen := birth, 0
	for {
		v, w, ok := a.Hop(when, 1)
		if !ok {
			break
		}
		seen++
		a, when = axis.New(s, 62, v), w.Origin
		if c := a.Col(when); c < float64(w.Col) || c >= float64(w.Col+w.Width) || !w.Origin.Equal(at(time.Duration(seen)*5*time.Minute)) {
			t.Fatalf("window %d is %+v, its start at %v", seen, w, c)
		}
	}
	if seen != 500 {
		t.Errorf("hopped over %d windows", seen)
	}
	if _, w, ok := a.Hop(at(10*time.Second), -1); !ok || !w.Origin.Equal(birth) {
		t.Errorf("back: %v %+v", ok, w)
	}
	if _, w, ok := a.Hop(at(100*time.Second), -1); !ok || !w.Origin.Equal(birth) {
		t.Errorf("back from a gap: %v %+v", ok, w)
	}
	if _, _, ok := a.Hop(birth, -1); ok {
		t.Error("hopped before the first window")
	}
}

// TestNonsense checks that times and widths that make no sense give an axis
// that works.
func TestNonsense(t *testing.T) {
	late := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, s := range []axis.Segments{
		{}, axis.Split(nil, birth, birth, true), axis.Split(nil, birth, at(-time.Hour), true),
		axis.Split(nil, time.Time{}, birth, true), axis.Split([]axis.Point{{Time: birth}}, time.Time{}, late, true),
	} {
		for _, width := range []int{-1, 0, 1, 2, 5, 80} {
			for _, v := range []axis.View{{}, {Follow: true}, {Zoom: -1}, {Zoom: 1}, {Zoom: math.MaxInt64}, {Now: late, To: late},
				{Zoom: time.Hour, AtCol: math.NaN()}, {Zoom: time.Second, AtCol: math.Inf(1)}} {
				use(axis.New(s, width, v))
			}
		}
	}
	use(axis.Axis{})
}

func use(a axis.Axis) {
	a.Ticks()
	a.Windows()
	a.Gaps()
	a.Freeze()
	a.Pan(5)
	a.ZoomAt(math.NaN(), 1)
	a.FitRange(birth, at(time.Second))
	a.Reveal(birth)
	a.Hop(birth, 1)
	a.Col(time.Time{})
	a.Time(math.NaN())
	a.Time(math.Inf(1))
}

func TestStrip(t *testing.T) {
	s := axis.Strip{From: birth, To: at(60 * time.Second), Width: 30}
	for _, test := range []struct {
		d    time.Duration
		cell int
	}{{-time.Second, 0}, {0, 0}, {1999 * time.Millisecond, 0}, {2 * time.Second, 1}, {59 * time.Second, 29}, {time.Hour, 29}} {
		if got := s.Cell(at(test.d)); got != test.cell {
			t.Errorf("%v is in cell %d, want %d", test.d, got, test.cell)
		}
	}
	for _, s := range []axis.Strip{{}, {Width: 5}, {From: birth, To: birth, Width: 3}, {From: birth, To: at(-1), Width: 3}, {Width: -1}} {
		if s.Cell(birth) != 0 || s.Col(birth) != 0 {
			t.Errorf("%+v: cell %d", s, s.Cell(birth))
		}
	}
}
