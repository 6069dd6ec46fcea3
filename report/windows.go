package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
)

// window is a stretch of a life in which something happens. Between two
// windows nothing changes for so long that a chart to scale would show nothing
// else: four seconds of start-up, then six days.
type window struct {
	from, to time.Time
	name     string // what happens in it: "startup, restarts 1–2, delete"
}

// windowsOf cuts a life into its windows, in order, as the time axis does;
// there is always one.
func windowsOf(l *timeline.Life, now time.Time) []window {
	from, to := visual.Extent(l, "", now)
	points := append(visual.Points(l, ""), axis.Point{Time: to})
	slices.SortStableFunc(points, func(a, b axis.Point) int { return a.Time.Compare(b.Time) })
	var all []window
	for _, s := range axis.Split(points, from, to, true).Keep(visual.Waits(l, "", to)).List {
		all = append(all, window{s.From, timeline.EarlierTime(s.To, to), cmp.Or(happenings(points, s), "later")})
	}
	return all
}

// happenings names what the points of a segment stand for, each kind once.
func happenings(points []axis.Point, s axis.Segment) string {
	var names []string
	seen := map[axis.Kind]bool{}
	first, last := 0, 0
	for _, p := range points {
		if p.Kind == axis.Change || p.Time.Before(s.From) || p.Time.After(s.To) {
			continue
		}
		if p.Kind == axis.Restart {
			first, last = cmp.Or(first, p.N), p.N
		}
		if !seen[p.Kind] {
			seen[p.Kind] = true
			names = append(names, p.Name())
		}
	}
	if last > first {
		i := slices.Index(names, fmt.Sprintf("restart %d", first))
		names[i] = fmt.Sprintf("restarts %d–%d", first, last)
	}
	return strings.Join(names, ", ")
}
