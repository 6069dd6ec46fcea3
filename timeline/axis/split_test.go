package axis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

func TestSplit(t *testing.T) {
	const s = time.Second
	point := func(d time.Duration, label string) axis.Point { return axis.Point{Time: at(d), Label: label} }
	six, _, end := sixDays()
	loop, loopEnd := crashes(3)
	for _, test := range []struct {
		name   string
		points []axis.Point
		end    time.Time
		want   string
	}{
		{"no points", nil, at(time.Hour), "0s-0s"},
		{"exactly 30 s is no gap", []axis.Point{point(0, "STARTUP"), point(30*s, "")}, at(60 * s), "0s-30s STARTUP"},
		{"more is", []axis.Point{point(0, "STARTUP"), point(31*s, "NOT READY")}, at(60 * s), "0s-0s STARTUP, 31s-31s NOT READY"},
		{"ten times the median", []axis.Point{point(0, ""), point(10*s, ""), point(20*s, ""), point(110*s, ""), point(220*s, "")},
			at(220 * s), "0s-1m50s, 3m40s-3m40s"},
		{"a burst in one second does not count", []axis.Point{point(0, ""), point(0, ""), point(0, ""), point(0, ""), point(8*s, ""),
			point(16*s, ""), point(24*s, ""), point(68*s, "")}, at(68 * s), "0s-1m08s"},
		{"few distances are no pace", []axis.Point{point(0, ""), point(300*s, "")}, at(300 * s), "0s-0s, 5m-5m"},
		{"out of order, outside", []axis.Point{point(300*s, ""), point(-5*s, "X"), point(2*s, ""), point(900*s, "Y")},
			at(600 * s), "0s-2s, 5m-5m"},
		{"the weightiest label wins", []axis.Point{point(0, ""), point(time.Hour, "NOT READY"), point(time.Hour+s, "RESTART 1"),
			point(2*time.Hour, "RESTART 2"), point(2*time.Hour+5*s, "RESTART 4"), point(2*time.Hour+9*s, "DELETE")},
			at(3 * time.Hour), "0s-0s, 1h-1h RESTART 1 ↻1, 2h-2h DELETE ↻2"},
		{"six days", six, end, "0s-4s STARTUP, 3d10h-3d11h RESTART 1 ↻1, 6d02h-6d02h DELETE"},
		{"crash loop", loop, loopEnd, "0s-5s STARTUP, 5m-5m06s RESTART 1 ↻1, 10m-10m06s RESTART 2 ↻1, 15m-15m06s RESTART 3 ↻1"},
		{"restarts in one window", []axis.Point{point(0, ""), point(time.Hour, "RESTART 3"), point(time.Hour+s, "RESTART 3"),
			point(time.Hour+9*s, "RESTART 4"), point(time.Hour+20*s, "RESTART 5")}, at(2 * time.Hour), "0s-0s, 1h-1h RESTART 3-5 ↻3"},
	} {
		var got []string
		for _, g := range axis.Split(test.points, birth, test.end, true).List {
			text := axis.Duration(g.From.Sub(birth)) + "-" + axis.Duration(g.To.Sub(birth))
			if g.Label != "" {
				text += " " + g.Label
			}
			if g.Restarts > 0 {
				text += fmt.Sprintf(" ↻%d", g.Restarts)
			}
			got = append(got, text)
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestSplitKeepsItsInput(t *testing.T) {
	points := []axis.Point{{Time: at(9)}, {Time: at(3)}}
	before := slices.Clone(points)
	axis.Split(points, birth, at(10), true)
	if !slices.Equal(points, before) {
		t.Errorf("points became %v", points)
	}
}
