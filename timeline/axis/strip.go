package axis

import "time"

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
