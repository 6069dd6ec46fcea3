package axis

import "time"

// View says which part of a life an axis shows. The zero View fits the whole
// life into the width, at the closest scale at which it does.
type View struct {
	// Zoom is the time per cell; 0 fits the whole life into the width, with
	// windows in the middle folded if there are too many to read.
	Zoom time.Duration
	// At is shown at column AtCol when Zoom is set and Follow is not: the left
	// edge for AtCol 0, the cursor when zooming at the cursor. The axis moves by
	// whole cells and never leaves the life, so it may end up half a cell or
	// more away.
	At    time.Time
	AtCol float64
	// Follow keeps Now (and what is known to come after it) in sight, at the
	// right edge. With Zoom 0 the whole life stays visible instead, and while a
	// window grows the scale changes in steps, with room to grow on the right.
	// Leave it unset for a life that is over: there is nothing to wait for.
	Follow bool
	// Fold folds the middle windows also when Zoom is set. Freeze sets it.
	Fold bool
	// Single shows one window at a time: the one that holds Of, or is nearest to
	// it; zero means Now. What comes before and after it is one gap each. With
	// Zoom 0 the scale is the one at which the longest window fits; further out
	// all windows are shown.
	Single bool
	Of     time.Time
	// Now is the present; zero means To. A window is always open around it.
	Now time.Time
	// To is the end of the axis if it is later than the one given to Split:
	// now, or a deadline that lies ahead.
	To time.Time
}

// Freeze returns the view that shows exactly what a shows now and goes on showing
// it while time passes: what following turns into when the cursor is moved.
// As in all the views made from an axis, Now and To are a's: set them anew.
func (a Axis) Freeze() View {
	v := a.view
	v.Fold = v.Fold || v.Zoom <= 0
	v.Zoom, v.At, v.AtCol, v.Follow = a.PerCell(), a.Time(0), 0, false
	return v
}

// Pan returns the view moved by cells (positive: towards later times).
func (a Axis) Pan(cells int) View {
	v := a.Freeze()
	v.AtCol = -float64(cells)
	return v
}

// ZoomAt returns the view with the scale changed by steps of the zoom ladder
// (positive: closer) while the time at col stays where it is. Zooming in opens
// windows that were folded.
func (a Axis) ZoomAt(col float64, steps int) View {
	v := a.Freeze()
	v.Zoom = time.Duration(min(max(climb(a.per, steps), int64(closest)), farthest(a.end, a.width)))
	v.At, v.AtCol = a.Time(col), min(max(col, 0), float64(a.width))
	v.Fold = v.Fold && steps <= 0
	return v
}

// FitRange returns the view that shows from..to as large as the width allows, with
// a cell on either side.
func (a Axis) FitRange(from, to time.Time) View {
	v := a.Freeze()
	v.At, v.AtCol, v.Fold = from, 1, false
	t0, t1 := offset(a.base, from), offset(a.base, to)
	list := a.segments.stretches(a.now, a.end)
	if a.width < minFolding {
		list = whole(list)
	}
	l := a.layout(list)
	var trial Axis
	lo, hi := int64(closest)-1, farthest(a.end, a.width)
	for hi-lo > 1 && hi-lo > hi/1000 {
		mid := lo + (hi-lo)/2
		trial.per, trial.pieces = mid, l.pieces(trial.pieces[:0], mid)
		if trial.virtual(t1)-trial.virtual(t0) <= float64(max(a.width-2, 1)) {
			hi = mid
		} else {
			lo = mid
		}
	}
	v.Zoom = time.Duration(hi)
	return v
}

// Reveal returns the view moved so that t is in sight near the edge it came in at,
// and a's own view if t is visible already.
func (a Axis) Reveal(t time.Time) View {
	if a.Visible(t) {
		return a.view
	}
	v := a.Freeze()
	v.At, v.AtCol = t, float64(a.width/8)
	if t.After(a.To()) {
		v.AtCol = float64(a.width - 1 - a.width/8)
	}
	return v
}

// Hop finds the window n further on (negative: back) from the one that holds
// t or, if t is in a gap, from the gap. Folded windows count. It returns the
// view that shows it (a's own if it is in full view already) and the window as
// that view shows it; ok is false if there is none.
func (a Axis) Hop(t time.Time, n int) (v View, w Window, ok bool) {
	if a.width == 0 || n == 0 {
		return a.view, Window{}, false
	}
	all := a.unfolded()
	target, ok := all.hop(offset(a.base, t), n, a.single)
	if !ok {
		return a.view, Window{}, false
	}
	if p := a.pieces[a.pieceAt(target.origin)]; !p.gap && !a.single {
		if _, width := a.clip(p); width == p.c1-p.c0 {
			return a.view, a.windowAt(target.origin), true
		}
	}
	if v = a.view; !a.single || v.Zoom > 0 {
		v = all.view
		v.At = a.base.Add(time.Duration(target.t0))
		v.AtCol = float64(max(a.width-(target.c1-target.c0), 0) / 2)
	}
	v.Single, v.Of = a.view.Single, a.base.Add(time.Duration(target.origin))
	return v, New(a.segments, a.width, v).windowAt(target.origin), true
}

// hop returns the window n further on from t. Where windows are shown singly, those
// without a change point do not count.
func (a *Axis) hop(t int64, n int, single bool) (target piece, ok bool) {
	i := a.pieceAt(t)
	switch {
	case single:
		i = nearest(a.pieces, t)
	case a.pieces[i].gap && n > 0: // the windows beside it are one step away
		i--
	case a.pieces[i].gap:
		i++
	}
	i += 2 * n
	if i < 0 || i >= len(a.pieces) || single && !a.pieces[i].ruled {
		return piece{}, false
	}
	return a.pieces[i], true
}

// unfolded returns a at the same scale with all windows.
func (a *Axis) unfolded() Axis {
	v := a.Freeze()
	v.Fold, v.Single = false, false
	return New(a.segments, a.width, v)
}

// windowAt returns the window that holds t, as far as it is visible.
func (a Axis) windowAt(t int64) Window {
	p := a.pieces[a.pieceAt(t)]
	col, width := a.clip(p)
	return a.window(p, col, width)
}
