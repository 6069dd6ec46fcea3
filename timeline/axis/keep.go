package axis

import (
	"slices"
	"time"
)

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
