package axis_test

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// BenchmarkFrame lays out a frame: a new axis and 400 columns. The budget is 50
// µs.
func BenchmarkFrame(b *testing.B) {
	points, now, deadline := sixDays()
	loop, end := crashes(500)
	for _, bench := range []struct {
		name string
		s    axis.Segments
		view axis.View
	}{
		{"six days", axis.Split(points, birth, deadline, true), axis.View{Now: now, Follow: true}},
		{"500 restarts", axis.Split(loop, birth, end, true), axis.View{Follow: true}},
		{"500 restarts zoomed", axis.Split(loop, birth, end, true), axis.View{Zoom: time.Second, Follow: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a := axis.New(bench.s, 160, bench.view)
				for i := range 400 {
					a.Col(birth.Add(time.Duration(i) * 20 * time.Minute))
				}
			}
		})
	}
}

func BenchmarkTicks(b *testing.B) {
	points, now, deadline := sixDays()
	a := axis.New(axis.Split(points, birth, deadline, true), 160, axis.View{Now: now})
	for b.Loop() {
		a.Ticks()
	}
}

func BenchmarkSplit(b *testing.B) {
	points, end := crashes(500)
	for b.Loop() {
		axis.Split(points, birth, end, true)
	}
}

func TestColAndTimeDoNotAllocate(t *testing.T) {
	points, now, deadline := sixDays()
	a := axis.New(axis.Split(points, birth, deadline, true), 160, axis.View{Now: now})
	if n := testing.AllocsPerRun(100, func() { a.Time(a.Col(now) + 1) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
