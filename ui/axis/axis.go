package axis

import "time"

// Window is a stretch of time that is drawn to scale in the cells
// [Col, Col+Width). From and To are the times at its visible edges, Origin is
// its first change point, where its ticks count from (it may be out of sight).
type Window struct {
	From, To   time.Time
	Origin     time.Time
	Label      string
	Col, Width int
}

// Gap is a stretch of time that is folded into a band of fixed width: the
// cells [Col, Col+Width). Label is what to write between the two edge cells
// ("3d11h", "×14 restarts"); it is empty if the band is partly out of sight.
type Gap struct {
	From, To   time.Time
	Label      string
	Col, Width int
}

// Axis maps time to columns and back. It is an immutable value.
type Axis struct {
	view     View
	from, to time.Time
	width    int
}

// New lays segments out in width cells (0 and negative widths are allowed).
func New(segments Segments, width int, view View) Axis {
	if view.To.Before(segments.To) {
		view.To = segments.To
	}
	return Axis{view: view, from: segments.From, to: view.To, width: max(width, 0)}
}

// Col is the column of t, in cells with a fraction: monotone in t, to scale in
// a window, interpolated in a gap's band, clamped to [0, Width].
func (a Axis) Col(t time.Time) float64 {
	total := a.to.Sub(a.from)
	if total <= 0 {
		return 0
	}
	c := float64(t.Sub(a.from)) / float64(total) * float64(a.width)
	return min(max(c, 0), float64(a.width))
}

// Time is the inverse of Col, for columns clamped to [0, Width].
func (a Axis) Time(col float64) time.Time {
	if a.width == 0 {
		return a.from
	}
	col = min(max(col, 0), float64(a.width))
	return a.from.Add(time.Duration(col / float64(a.width) * float64(a.to.Sub(a.from))))
}

// Visible reports whether t lies between the axis' edges.
func (a Axis) Visible(t time.Time) bool { return !t.Before(a.From()) && !t.After(a.To()) }

// From is the time at the left edge.
func (a Axis) From() time.Time { return a.Time(0) }

// To is the time at the right edge.
func (a Axis) To() time.Time { return a.Time(float64(a.width)) }

// Width is the number of cells.
func (a Axis) Width() int { return a.width }

// PerCell is the time one cell stands for, the same in every window.
func (a Axis) PerCell() time.Duration {
	if a.width == 0 {
		return 0
	}
	return a.to.Sub(a.from) / time.Duration(a.width)
}

// View is the view that the axis was made with.
func (a Axis) View() View { return a.view }

// Windows are the visible windows, left to right. Windows and gaps together
// tile [0, Width) exactly.
func (a Axis) Windows() []Window {
	return []Window{{From: a.from, To: a.to, Origin: a.from, Width: a.width}}
}

// Gaps are the visible gaps, left to right.
func (a Axis) Gaps() []Gap { return nil }
