package axis

import "time"

// Scales, in time per cell.
const (
	closest      = 100 * time.Microsecond // zooming in ends here
	closestFit   = time.Millisecond       // fitting a finished life ends here
	closestGrown = 100 * time.Millisecond // a growing life starts here
)

// rungs is the ladder of scales within a decade, used for zooming and for the
// scale of a life that grows: it is rescaled twice as often as on 1-2-5, but
// never loses more than half of the width.
var rungs = [...]int64{1, 2, 3, 5}

// rungAbove returns the first scale of the ladder at or above per.
func rungAbove(per int64) int64 {
	for decade := int64(1); ; decade *= 10 {
		for _, r := range rungs {
			if r*decade >= per {
				return r * decade
			}
		}
	}
}

// rungBelow returns the last scale of the ladder at or below per (per ≥ 1).
func rungBelow(per int64) int64 {
	below := int64(1)
	for decade := int64(1); ; decade *= 10 {
		for _, r := range rungs {
			if r*decade > per {
				return below
			}
			below = r * decade
		}
	}
}

// climb returns the scale steps rungs away from per, positive for closer.
func climb(per int64, steps int) int64 {
	for ; steps > 0 && per > int64(closest); steps-- {
		per = rungBelow(per - 1)
	}
	for ; steps < 0 && per < int64(maxLife); steps++ {
		per = rungAbove(per + 1)
	}
	return per
}

// fit returns the closest scale at which l takes at most its width. It looks at
// three digits only, so that a life which is a few milliseconds longer looks
// the same.
func (l *layout) fit() int64 {
	var scratch []piece
	lo, hi := int64(closestFit)-1, int64(closestFit)
	for l.cells(&scratch, hi) > l.width && hi < int64(maxLife) {
		lo, hi = hi, hi*2
	}
	for hi-lo > 1 && hi-lo > hi/1000 {
		mid := lo + (hi-lo)/2
		if l.cells(&scratch, mid) <= l.width {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// grown returns the scale for a life that grows and fits its width at per: it
// changes in steps, and each step is a big one.
func (l *layout) grown(per int64) int64 {
	var scratch []piece
	per = rungAbove(max(per, int64(closestGrown)))
	for l.cells(&scratch, per) > l.width && per < int64(maxLife) {
		per = rungAbove(per + 1)
	}
	return per
}

// farthest returns where zooming out ends: well past a life on one linear axis.
func farthest(to int64, width int) int64 {
	return max(4*ceil(to, int64(max(width, 1))), int64(closestGrown))
}

// Strip is the plain linear scale of the "life" strip: From at column 0, To at
// column Width. It never compresses.
type Strip struct {
	From, To time.Time
	Width    int // cells
}

// Col returns the column of t, in cells with a fraction, clamped to [0, Width].
func (s Strip) Col(t time.Time) float64 {
	total := s.To.Sub(s.From)
	if total <= 0 || s.Width <= 0 {
		return 0
	}
	c := float64(t.Sub(s.From)) / float64(total) * float64(s.Width)
	return min(max(c, 0), float64(s.Width))
}

// Cell returns the cell that t falls into, clamped to [0, Width-1]; 0 without width.
func (s Strip) Cell(t time.Time) int { return max(min(int(s.Col(t)), s.Width-1), 0) }

// Time returns the moment in the middle of a cell. The first and the last cell are
// the ends.
func (s Strip) Time(cell int) time.Time {
	switch {
	case cell <= 0 || s.Width <= 1:
		return s.From
	case cell >= s.Width-1:
		return s.To
	}
	return s.From.Add(time.Duration((float64(cell) + 0.5) / float64(s.Width) * float64(s.To.Sub(s.From))))
}
