package axis

import (
	"slices"
	"strconv"
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

// Kind says what happens at a Point, and so what the window that it opens is
// called. The zero Kind is a change without a name.
type Kind uint8

// The kinds, by rank: where there is room for one name only, what ends a life
// goes before what begins it, and both before what comes and goes.
const (
	Change Kind = iota
	Deleted
	Evicted
	Preempted
	Deadline
	Stopped
	Startup
	Restart
	Run
	NotReady
)

// kinds is the one table of names and ranks; equal ranks have equal rights.
var kinds = [...]struct {
	name string
	rank int
}{
	Deleted: {"delete", 0}, Evicted: {"evicted", 0}, Preempted: {"preempted", 0}, Deadline: {"deadline", 0}, Stopped: {"stop", 0},
	Startup: {"startup", 1},
	Restart: {"restart", 2}, Run: {"run", 2},
	NotReady: {"not ready", 3},
}

// String returns the kind in lower case, "" for a change without a name.
func (k Kind) String() string { return kinds[k].name }

// Rank orders kinds by importance: lower ranks are named first.
func (k Kind) Rank() int { return kinds[k].rank }

// Point is a moment at which something changes. N is which restart or run it
// is, from 1 on; the other kinds are not counted.
type Point struct {
	Time time.Time
	Kind Kind
	N    int
}

// Name returns what to write at the point: "startup", "restart 2", "not
// ready"; "" for a change without a name.
func (p Point) Name() string {
	if p.N == 0 {
		return p.Kind.String()
	}
	return p.Kind.String() + " " + strconv.Itoa(p.N)
}

// Unseen returns s for a life that was not watched between two moments: whether something
// happened there is not known, so it is no idle time. It is drawn to scale, unless it is
// longer than all that was watched; then it is cut, and the cut is named.
func (s Segments) Unseen(from, to time.Time, name string) Segments {
	if from.Before(s.From) {
		from = s.From
	}
	if s.To.Before(to) {
		s.To = to
	}
	if s.Quiet == 0 || !from.Before(to) {
		return s
	}
	if to.Sub(from) <= max(4*s.Quiet, s.watched()) {
		s.List = joined(s.List, Segment{From: from, To: to}, s.Quiet)
	} else {
		s.List = joined(s.List, Segment{From: from, To: from}, s.Quiet)
		s.List = joined(s.List, Segment{From: to, To: to}, s.Quiet)
		i := slices.IndexFunc(s.List, func(g Segment) bool { return !g.To.Before(to) })
		s.List[i].Before = name + " " + shortFit(rounded(to.Sub(from)), bandCells)
	}
	s.drawn = s.draw()
	return s
}

// watched returns how long the segments are together.
func (s Segments) watched() (all time.Duration) {
	for _, g := range s.List {
		all += g.To.Sub(g.From)
	}
	return all
}

// joined returns a list with another segment in it. What is no further than quiet from
// it becomes a part of it.
func joined(list []Segment, with Segment, quiet time.Duration) []Segment {
	var out, later []Segment
	for _, g := range list {
		switch {
		case with.From.Sub(g.To) > quiet:
			out = append(out, g)
		case g.From.Sub(with.To) > quiet:
			later = append(later, g)
		default:
			if g.From.Before(with.From) {
				with.From, with.Before = g.From, g.Before
			}
			if with.To.Before(g.To) {
				with.To = g.To
			}
			with.grows = with.grows || g.grows
			with.Restarts += g.Restarts
		}
	}
	return append(append(out, with), later...)
}
