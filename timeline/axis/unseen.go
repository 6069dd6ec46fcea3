package axis

import (
	"slices"
	"time"
)

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
