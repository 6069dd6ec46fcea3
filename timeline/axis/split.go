package axis

import (
	"slices"
	"time"
)

// minQuiet is the shortest stretch without changes that may become a gap.
const minQuiet = 30 * time.Second

// Segment is one cluster of change points: the time from the first to the last
// of them, without padding.
type Segment struct {
	From, To time.Time
	Restarts int    // how many different ones the cluster's points are
	Before   string // what is written in the cut before it, in place of its length
	grows    bool   // a wait that is kept goes on at its end
}

// Segments is a life cut where nothing changed for long. It is a value that
// may be kept until a change point arrives: a later now or end goes into View.
// Its fields are for reading.
type Segments struct {
	From, To time.Time // the whole life, as given to Split
	List     []Segment // in time order, disjoint, never empty
	// Quiet is the length above which a stretch without changes is a gap;
	// 0 means that nothing is ever compressed.
	Quiet time.Duration

	drawn []stretch // List as New needs it
}

// Split clusters change points into segments: it cuts where two consecutive
// points are further apart than max(30 s, 10 × the median distance). from is a
// point of its own. Points need no order; those outside [from, to] are left
// out. With compress false the whole life is one segment. Call it when a point
// arrives, not per tick.
func Split(points []Point, from, to time.Time, compress bool) Segments {
	if to.Before(from) {
		to = from
	}
	s := Segments{From: from, To: to}
	if !compress {
		s.List = []Segment{{From: from, To: to}}
		s.drawn = s.draw()
		return s
	}
	inside := make([]Point, 1, len(points)+1)
	inside[0] = Point{Time: from}
	for _, p := range points {
		if !p.Time.Before(from) && !p.Time.After(to) {
			inside = append(inside, p)
		}
	}
	slices.SortStableFunc(inside, func(a, b Point) int { return a.Time.Compare(b.Time) })
	s.Quiet = max(minQuiet, saturate(10, median(inside)))
	first := 0
	for i := 1; i <= len(inside); i++ {
		if i == len(inside) || inside[i].Time.Sub(inside[i-1].Time) > s.Quiet {
			s.List = append(s.List, cluster(inside[first:i]))
			first = i
		}
	}
	s.drawn = s.draw()
	return s
}

// median returns the median distance of consecutive points. Points of one moment
// count once: a burst in one second says nothing about the pace of the life,
// and neither do fewer than four distances.
func median(points []Point) time.Duration {
	gaps := make([]time.Duration, 0, len(points))
	for i := 1; i < len(points); i++ {
		if d := points[i].Time.Sub(points[i-1].Time); d > 0 {
			gaps = append(gaps, d)
		}
	}
	if len(gaps) < 4 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[(len(gaps)-1)/2]
}

func saturate(n int64, d time.Duration) time.Duration {
	if int64(d) > int64(maxLife)/n {
		return maxLife
	}
	return time.Duration(n) * d
}

func cluster(points []Point) Segment {
	s := Segment{From: points[0].Time, To: points[len(points)-1].Time}
	last := 0
	for _, p := range points {
		if p.Kind == Restart && p.N != last {
			s.Restarts++
			last = p.N
		}
	}
	return s
}

// mostKept bounds what is kept whole. It is a little more than the kubelet's longest
// back-off, of five minutes: a loop's waits of 10 s to 160 s are shorter together.
const mostKept = 5*time.Minute + 30*time.Second

// Keep returns s with stretches that are waits of a known kind, such as a back-off: how
// long those last is what people look for, so the axis is not cut within them. They need
// no order; one without a To goes on. Those that are too long are cut all the same, and of
// many the first and the last are kept: a loop of a day is to be folded.
func (s Segments) Keep(waits []Segment) Segments {
	if s.Quiet == 0 {
		return s
	}
	waits = slices.Clone(waits)
	slices.SortStableFunc(waits, func(a, b Segment) int { return a.From.Compare(b.From) })
	room := mostKept
	for i, w := range waits {
		if w.From.Before(s.From) {
			w.From = s.From
		}
		goesOn := w.To.IsZero()
		if goesOn {
			w.To = s.To
		}
		took := w.To.Sub(w.From)
		switch last := i == len(waits)-1; {
		case took < 0 || took > mostKept || took > room && !last:
			continue
		case took > s.Quiet: // others are in one piece anyway
			room -= took
		}
		s.List = joined(s.List, Segment{From: w.From, To: w.To, grows: goesOn}, s.Quiet)
	}
	s.drawn = s.draw()
	return s
}
