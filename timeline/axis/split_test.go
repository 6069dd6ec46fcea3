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
	point := func(d time.Duration) axis.Point { return axis.Point{Time: at(d)} }
	restart := func(d time.Duration, n int) axis.Point { return axis.Point{Time: at(d), Kind: axis.Restart, N: n} }
	six, _, end := sixDays()
	loop, loopEnd := crashes(3)
	for _, test := range []struct {
		name   string
		points []axis.Point
		end    time.Time
		want   string
	}{
		{"no points", nil, at(time.Hour), "0s-0s"},
		{"exactly 30 s is no gap", []axis.Point{point(0), point(30 * s)}, at(60 * s), "0s-30s"},
		{"more is", []axis.Point{point(0), point(31 * s)}, at(60 * s), "0s-0s, 31s-31s"},
		{"ten times the median", []axis.Point{point(0), point(10 * s), point(20 * s), point(110 * s), point(220 * s)},
			at(220 * s), "0s-1m50s, 3m40s-3m40s"},
		{"a burst in one second does not count", []axis.Point{point(0), point(0), point(0), point(0), point(8 * s),
			point(16 * s), point(24 * s), point(68 * s)}, at(68 * s), "0s-1m08s"},
		{"few distances are no pace", []axis.Point{point(0), point(300 * s)}, at(300 * s), "0s-0s, 5m-5m"},
		{"out of order, outside", []axis.Point{point(300 * s), point(-5 * s), point(2 * s), point(900 * s)},
			at(600 * s), "0s-2s, 5m-5m"},
		{"restarts of one number count once", []axis.Point{point(0), point(time.Hour), restart(time.Hour+s, 1),
			restart(2*time.Hour, 2), restart(2*time.Hour+5*s, 4), point(2*time.Hour + 9*s)},
			at(3 * time.Hour), "0s-0s, 1h-1h ↻1, 2h-2h ↻2"},
		{"six days", six, end, "0s-4s, 3d10h-3d11h ↻1, 6d02h-6d02h"},
		{"crash loop", loop, loopEnd, "0s-5s, 5m-5m06s ↻1, 10m-10m06s ↻1, 15m-15m06s ↻1"},
		{"restarts in one window", []axis.Point{point(0), restart(time.Hour, 3), restart(time.Hour+s, 3),
			restart(time.Hour+9*s, 4), restart(time.Hour+20*s, 5)}, at(2 * time.Hour), "0s-0s, 1h-1h ↻3"},
	} {
		var got []string
		for _, g := range axis.Split(test.points, birth, test.end, true).List {
			text := axis.Short(g.From.Sub(birth), 2) + "-" + axis.Short(g.To.Sub(birth), 2)
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

// TestKeep expects no gap within a wait that goes on, however long ago it began,
// and the end of the axis where the view ends, not where the wait is expected to.
func TestKeep(t *testing.T) {
	points := []axis.Point{{Time: at(time.Second)}}
	s := axis.Split(points, birth, at(5*time.Second), true)
	for _, to := range []time.Time{{}, at(5 * time.Minute)} {
		kept := s.Keep([]axis.Segment{{From: at(time.Second), To: to}})
		if gaps := axis.New(kept, 80, axis.View{To: at(4 * time.Minute)}).Gaps(); len(gaps) > 0 {
			t.Errorf("a wait until %v is cut: %v", to, gaps)
		}
	}
	if gaps := axis.New(s, 80, axis.View{To: at(4 * time.Minute)}).Gaps(); len(gaps) == 0 {
		t.Error("idle time is not cut")
	}
}
