package axis_test

import (
	"math"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline/axis"
	"pgregory.net/rapid"
)

var widths = rapid.OneOf(rapid.IntRange(0, 30), rapid.IntRange(30, 300))

// life is a pod's life: bursts of change points with quiet stretches between.
type life struct {
	points   []axis.Point
	now, end time.Time
}

func drawLife(t *rapid.T) life {
	var l life
	kinds := rapid.SampledFrom([]axis.Kind{axis.Change, axis.Change, axis.Startup, axis.NotReady, axis.Restart, axis.Deleted})
	step := rapid.OneOf(
		rapid.Just(time.Duration(0)),
		rapid.Map(rapid.IntRange(1, 999), func(n int) time.Duration { return time.Duration(n) * time.Microsecond }),
		rapid.Map(rapid.IntRange(1, 20_000), func(n int) time.Duration { return time.Duration(n) * time.Millisecond }),
		rapid.Map(rapid.IntRange(20, 600_000), func(n int) time.Duration { return time.Duration(n) * time.Second }),
	)
	when := birth
	for range rapid.IntRange(0, 60).Draw(t, "points") {
		when = when.Add(step.Draw(t, "step"))
		l.points = append(l.points, axis.Point{Time: when, Kind: kinds.Draw(t, "kind"), N: rapid.IntRange(1, 2).Draw(t, "n")})
	}
	l.now = when.Add(step.Draw(t, "now"))
	l.end = l.now
	if rapid.Bool().Draw(t, "deadline") {
		l.end = l.now.Add(step.Draw(t, "ahead"))
	}
	return l
}

func (l life) split(compress bool) axis.Segments {
	return axis.Split(l.points, birth, l.end, compress)
}

func drawAxis(t *rapid.T) (axis.Axis, life) {
	l := drawLife(t)
	view := axis.View{Now: l.now, Follow: rapid.Bool().Draw(t, "follow"), Single: rapid.Bool().Draw(t, "single")}
	if rapid.Bool().Draw(t, "of") {
		view.Of = drawTime(t, l)
	}
	s := l.split(rapid.Bool().Draw(t, "compress"))
	width := widths.Draw(t, "width")
	a := axis.New(s, width, view)
	for range rapid.IntRange(0, 3).Draw(t, "moves") {
		col := rapid.Float64Range(-5, 300).Draw(t, "col")
		switch rapid.IntRange(0, 5).Draw(t, "move") {
		case 0:
			view = a.Pan(rapid.IntRange(-400, 400).Draw(t, "cells"))
		case 1:
			view = a.ZoomAt(col, rapid.IntRange(-40, 40).Draw(t, "steps"))
		case 2:
			view = a.FitRange(a.Time(col), a.Time(col+rapid.Float64Range(0, 50).Draw(t, "range")))
		case 3:
			view = a.Reveal(drawTime(t, l))
		case 4:
			view, _, _ = a.Hop(drawTime(t, l), rapid.IntRange(-3, 3).Draw(t, "hop"))
		case 5:
			view = a.View()
			view.Zoom = time.Duration(rapid.Int64().Draw(t, "zoom"))
			view.Follow = true
		}
		a = axis.New(s, width, view)
	}
	return a, l
}

func drawTime(t *rapid.T, l life) time.Time {
	extra := int64(time.Minute)
	return birth.Add(time.Duration(rapid.Int64Range(-extra, int64(l.end.Sub(birth))+extra).Draw(t, "time")))
}

func TestColIsMonotoneAndClamped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, l := drawAxis(t)
		times := make([]time.Time, 0, 40)
		for range 40 {
			times = append(times, drawTime(t, l))
		}
		slices.SortFunc(times, time.Time.Compare)
		last := 0.0
		for _, when := range times {
			c := a.Col(when)
			if c < last || c > float64(a.Width()) || math.IsNaN(c) {
				t.Fatalf("Col(%v) = %v after %v, width %d", when, c, last, a.Width())
			}
			last = c
		}
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawAxis(t)
		for c := 0.0; c <= float64(a.Width()); c += 0.37 {
			if got := a.Col(a.Time(c)); math.Abs(got-c) > 0.01 {
				t.Fatalf("Col(Time(%v)) = %v at %v a cell", c, got, a.PerCell())
			}
		}
		for _, w := range a.Windows() {
			for i := range 20 {
				when := w.From.Add(w.To.Sub(w.From) / 20 * time.Duration(i))
				if d := a.Time(a.Col(when)).Sub(when).Abs(); d > a.PerCell()/2 {
					t.Fatalf("Time(Col(%v)) is off by %v at %v a cell", when, d, a.PerCell())
				}
			}
		}
	})
}

func TestWindowsAndGapsTile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawAxis(t)
		windows, gaps := a.Windows(), a.Gaps()
		col, when := 0, a.From()
		for len(windows)+len(gaps) > 0 {
			switch {
			case len(windows) > 0 && windows[0].Col == col:
				w := windows[0]
				if !w.From.Equal(when) || w.Width <= 0 {
					t.Fatalf("window %+v begins not at %v", w, when)
				}
				scale := w.To.Sub(w.From) - time.Duration(w.Width)*a.PerCell()
				if scale.Abs() > time.Microsecond*time.Duration(w.Width) {
					t.Fatalf("window %+v is not to scale %v", w, a.PerCell())
				}
				col, when, windows = col+w.Width, w.To, windows[1:]
			case len(gaps) > 0 && gaps[0].Col == col:
				g := gaps[0]
				if g.Width <= 0 || !g.From.Before(g.To) {
					t.Fatalf("gap %+v", g)
				}
				if n := utf8.RuneCountInString(g.Label); n > max(g.Width-2, 0) {
					t.Fatalf("gap %+v: label does not fit", g)
				}
				if g.Label == "" {
					when = a.Time(float64(col + g.Width)) // partly out of sight
				} else {
					when = g.To
				}
				col, gaps = col+g.Width, gaps[1:]
			default:
				t.Fatalf("nothing begins at %d: %+v %+v", col, windows, gaps)
			}
		}
		if col != a.Width() {
			t.Fatalf("tiled %d of %d cells", col, a.Width())
		}
	})
}

func TestTicksAreOrderedAndInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawAxis(t)
		taken := make([]bool, a.Width())
		for _, g := range a.Gaps() {
			for i := range g.Width {
				taken[g.Col+i] = true
			}
		}
		col, lastWindow := -1, -1
		ticks := a.Ticks()
		if rapid.Bool().Draw(t, "by the clock") {
			const ahead = 5*time.Hour + 45*time.Minute
			ticks = a.ClockTicks(time.FixedZone("", int(ahead.Seconds())), func(moment time.Time, step time.Duration) string {
				if moment.Add(ahead).UnixNano()%int64(step) != 0 {
					t.Fatalf("a tick at %v, every %v", moment, step)
				}
				return moment.Format("15:04")
			})
		}
		for _, tick := range ticks {
			if tick.Col <= col || tick.Col >= a.Width() {
				t.Fatalf("tick %+v after column %d, width %d", tick, col, a.Width())
			}
			w := windowAt(a, tick.Col)
			if w == lastWindow && tick.Col-col < 6 {
				t.Fatalf("tick %+v is %d cells after the last", tick, tick.Col-col)
			}
			col, lastWindow = tick.Col, w
			if got := a.Col(tick.Time); int(got) != tick.Col {
				t.Fatalf("tick %+v is drawn off its time's column %v", tick, got)
			}
			for i := range 1 + utf8.RuneCountInString(tick.Label) {
				if col+i >= a.Width() || taken[col+i] {
					t.Fatalf("tick %+v covers something at %d", tick, col+i)
				}
				taken[col+i] = true
			}
		}
	})
}

func windowAt(a axis.Axis, col int) int {
	return slices.IndexFunc(a.Windows(), func(w axis.Window) bool { return w.Col <= col && col < w.Col+w.Width })
}

// TestChangesAreVisible checks that a gap's band never hides a change or the
// present, unless windows were folded, and that each has a cell to be drawn in.
func TestChangesAreVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		width := rapid.IntRange(8, 300).Draw(t, "width")
		a := axis.New(l.split(true), width, axis.View{Now: l.now, Follow: rapid.Bool().Draw(t, "follow")})
		for _, when := range append(times(l.points), l.now, l.end, birth) {
			c := a.Col(when)
			if c >= float64(width) {
				t.Fatalf("%v has no cell: column %v of %d", when, c, width)
			}
			for _, g := range a.Gaps() {
				if g.Label[0] != "×"[0] && int(c) >= g.Col && int(c) < g.Col+g.Width {
					t.Fatalf("%v is in the gap %+v", when, g)
				}
			}
		}
	})
}

func times(points []axis.Point) []time.Time {
	var list []time.Time
	for _, p := range points {
		list = append(list, p.Time)
	}
	return list
}

// TestStableUnderTicks checks that a ticking clock moves nothing that has been
// drawn, except in a few steps when the picture is scaled anew.
func TestStableUnderTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		if len(l.points) == 0 {
			return
		}
		last := slices.MaxFunc(l.points, func(a, b axis.Point) int { return a.Time.Compare(b.Time) }).Time
		s := axis.Split(l.points, birth, last, true)
		width := rapid.IntRange(1, 200).Draw(t, "width")
		single := rapid.Bool().Draw(t, "single")
		var before []float64
		jumps := 0
		for i := range 600 {
			a := axis.New(s, width, axis.View{To: last.Add(time.Duration(i) * time.Second), Follow: true, Single: single})
			cols := make([]float64, 0, len(l.points))
			for _, p := range l.points {
				cols = append(cols, a.Col(p.Time))
			}
			if i > 0 && !slices.Equal(cols, before) {
				jumps++
			}
			before = cols
		}
		if jumps > 14 {
			t.Fatalf("scaled %d times in ten minutes", jumps)
		}
	})
}

// TestFreeze checks that a frozen view goes on showing what it showed.
func TestFreeze(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		s := l.split(true)
		a := axis.New(s, rapid.IntRange(1, 200).Draw(t, "width"), axis.View{
			Now: l.now, Follow: rapid.Bool().Draw(t, "follow"), Single: rapid.Bool().Draw(t, "single"),
		})
		b := axis.New(s, a.Width(), a.Freeze())
		if a.PerCell() != b.PerCell() || !slices.Equal(a.Windows(), b.Windows()) || !slices.Equal(a.Gaps(), b.Gaps()) {
			t.Fatalf("froze to\n%s\nfrom\n%s", ruler(b), ruler(a))
		}
		again := axis.New(s, a.Width(), b.Freeze())
		if !slices.Equal(again.Windows(), b.Windows()) {
			t.Fatalf("froze a second time to\n%s\nfrom\n%s", ruler(again), ruler(b))
		}
	})
}

// TestZoomKeepsTheCursor checks that zooming in keeps the time under the cursor
// there.
func TestZoomKeepsTheCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawAxis(t)
		if a.Width() < 2 {
			return
		}
		col := rapid.IntRange(0, a.Width()-1).Draw(t, "cursor")
		when := a.Time(float64(col) + 0.5)
		b := axis.New(a.Segments(), a.Width(), a.ZoomAt(float64(col)+0.5, 1))
		got := b.Col(when)
		// The axis stops at the ends of the life.
		stopped := b.From().Equal(birth) || b.Col(b.View().To) <= float64(b.Width()) && b.Visible(b.View().To)
		if math.Abs(got-float64(col)-0.5) > 0.51 && !stopped {
			t.Fatalf("zooming at %d moved its time to %v", col, got)
		}
	})
}
