package axis

import "time"

// View says which part of a life an axis shows. The zero View fits the whole
// life into the width.
type View struct {
	// Zoom is the time per cell; 0 fits the whole life into the width.
	Zoom time.Duration
	// At is shown at column AtCol when Zoom is set and Follow is not: the left
	// edge for AtCol 0, the cursor when zooming at the cursor. The axis moves by
	// whole cells and never leaves the life, so it may end up half a cell or
	// more away.
	At    time.Time
	AtCol float64
	// Follow keeps Now (and what is known to come after it) at the right edge.
	// With Zoom 0 the whole life stays visible and the scale grows in steps.
	Follow bool
	// Fold folds the middle windows also when Zoom is set. Freeze sets it.
	Fold bool
	// Now is the present; zero means To. A window is always open around it.
	Now time.Time
	// To is the end of the axis if it is later than the one given to Split:
	// now, or a deadline that lies ahead.
	To time.Time
}

// Freeze is the view that shows exactly what a shows now and goes on showing
// it while time passes: what following turns into when the cursor is moved.
func (a Axis) Freeze() View {
	v := a.view
	v.Zoom, v.At, v.AtCol, v.Follow = a.PerCell(), a.Time(0), 0, false
	return v
}

// Pan is the view moved by cells (positive: towards later times).
func (a Axis) Pan(cells int) View {
	v := a.Freeze()
	v.AtCol = -float64(cells)
	return v
}

// ZoomAt is the view with the scale changed by steps of the zoom ladder
// (positive: closer) while the time at col stays where it is.
func (a Axis) ZoomAt(col float64, steps int) View {
	v := a.Freeze()
	v.At, v.AtCol = a.Time(col), col
	return v
}

// FitRange is the view that shows from..to as large as the width allows.
func (a Axis) FitRange(from, to time.Time) View { return a.Freeze() }

// Reveal is the view moved as little as needed to show t, and a's own view if
// t is visible already.
func (a Axis) Reveal(t time.Time) View { return a.view }

// Hop is the view at the window n further on (negative: back) from the one
// that holds t, and that window; ok is false if there is none.
func (a Axis) Hop(t time.Time, n int) (v View, w Window, ok bool) { return a.view, Window{}, false }
