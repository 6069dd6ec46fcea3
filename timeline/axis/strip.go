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
