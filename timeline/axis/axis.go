// Package axis is podlife's one function between time and terminal columns.
//
// Every bar, tick, label, mark and the cursor of the screen go through an
// Axis, so that they cannot disagree. A cell is one terminal column; column 0
// is the axis' own left edge; a float column c lies in cell int(c). Quiet
// stretches of a long life are folded into gaps of a fixed width, and what is
// left, the windows, is drawn at one shared scale.
//
// The package is pure: it reads no clock (now is passed in), it knows nothing
// of pods, glyphs or colours, and it imports only the standard library.
//
// Use: Split once per change of the change points, New per frame (it is
// cheap), Col and Time per cell (they do not allocate).
package axis

import (
	"math"
	"slices"
	"time"
)

// Window is a stretch of time that is drawn to scale in the cells
// [Col, Col+Width). From and To are the times at its visible edges, Origin is
// its first change point, where its ticks count from (it may be out of sight).
type Window struct {
	From, To   time.Time
	Origin     time.Time
	Col, Width int
}

// Gap is a stretch of time that is folded into a band of fixed width: the
// cells [Col, Col+Width). Label is what to write between the two edge cells
// ("3d11h", "×14 restarts"); it is empty if the band is partly out of sight.
// Windows is how many windows are in it where one is shown at a time.
type Gap struct {
	From, To   time.Time
	Label      string
	Col, Width int
	Windows    int
}

// Axis maps time to columns and back. It is an immutable value; the zero Axis
// has no width.
type Axis struct {
	segments Segments
	view     View
	base     time.Time // the life's start; pieces count from here
	now, end int64
	pieces   []piece
	per      int64 // nanoseconds per cell
	left     int   // the virtual cell at column 0
	width    int
	single   bool // one window is shown
}

// New lays segments out in width cells (0 and negative widths are allowed).
func New(segments Segments, width int, view View) Axis {
	if view.To.Before(segments.To) {
		view.To = segments.To
	}
	if view.Now.IsZero() || view.Now.After(view.To) {
		view.Now = view.To
	}
	a := Axis{segments: segments, view: view, base: segments.From, width: max(width, 0)}
	a.now, a.end = offset(a.base, view.Now), offset(a.base, view.To)
	a.lay()
	a.scroll()
	a.pad()
	return a
}

// lay chooses the scale and makes the pieces.
func (a *Axis) lay() {
	list := a.segments.stretches(a.now, a.end)
	fitting := a.view.Zoom <= 0
	if !a.view.Single && (fitting || a.view.Fold) || a.width < minFolding {
		list = fold(list, a.width)
	}
	l := a.layout(list)
	if !fitting {
		a.per = min(max(int64(a.view.Zoom), int64(closest)), farthest(a.end, a.width))
		l.single = l.single && a.per <= l.grown(l.fit()) // further out there is room for more
		a.single = l.single
		a.pieces = l.pieces(make([]piece, 0, 2*len(list)), a.per)
		return
	}
	a.single, a.per = l.single, l.fit()
	a.pieces = l.pieces(make([]piece, 0, 2*len(list)), a.per)
	if a.view.Follow && slices.ContainsFunc(a.pieces, func(p piece) bool { return p.moving }) {
		a.per = l.grown(a.per)
		a.pieces = l.pieces(a.pieces[:0], a.per)
	}
}

// layout returns how list is to be laid out for a's view.
func (a *Axis) layout(list []stretch) layout {
	l := layout{list: list, spacing: spacingFor(list, a.width), width: max(a.width, 1), single: a.view.Single, at: a.now}
	if !a.view.Of.IsZero() {
		l.at = offset(a.base, a.view.Of)
	}
	return l
}

// scroll finds the left edge: a whole cell, so that what has been drawn moves
// by cells and its edges do not shimmer.
func (a *Axis) scroll() {
	length := a.pieces[len(a.pieces)-1].c1
	switch {
	case a.view.Zoom <= 0 || length <= a.width:
		return
	case a.view.Follow:
		a.left = length - a.width
		if now := int(a.virtual(a.now)); now < a.left+a.width/4 {
			a.left = now - a.width/2 // a deadline far ahead must not push now out
		}
	default:
		a.left = int(math.Round(a.virtual(offset(a.base, a.view.At)) - a.view.AtCol))
	}
	a.left = max(min(a.left, length-a.width), 0)
}

// pad lets the last window run on to the right edge.
func (a *Axis) pad() {
	last := &a.pieces[len(a.pieces)-1]
	if more := a.left + a.width - last.c1; more > 0 {
		last.c1 += more
		last.t1 += int64(more) * a.per
	}
}

// Col returns the column of t, in cells with a fraction: monotone in t, to scale in
// a window, interpolated in a gap's band, clamped to [0, Width].
func (a Axis) Col(t time.Time) float64 {
	if a.width == 0 {
		return 0
	}
	c := a.virtual(int64(t.Sub(a.base))) - float64(a.left)
	return min(max(c, 0), float64(a.width))
}

// Time returns the inverse of Col, for columns clamped to [0, Width].
func (a Axis) Time(col float64) time.Time {
	if a.width == 0 {
		return a.base
	}
	if !(col > 0) { // also NaN
		col = 0
	}
	return a.base.Add(time.Duration(a.moment(min(col, float64(a.width)) + float64(a.left))))
}

// pieceAt returns the index of the piece that holds t, or the nearest one.
func (a *Axis) pieceAt(t int64) int {
	lo, hi := 0, len(a.pieces)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; a.pieces[mid].t0 <= t {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// virtual returns the virtual column of t.
func (a *Axis) virtual(t int64) float64 {
	p := &a.pieces[a.pieceAt(t)]
	d := min(max(t, p.t0), p.t1) - p.t0
	if p.gap {
		return float64(p.c0) + float64(d)/float64(p.t1-p.t0)*float64(p.c1-p.c0)
	}
	// In whole cells first: a time on a cell's edge must not end up a hair
	// before it.
	return float64(p.c0) + float64(d/a.per) + float64(d%a.per)/float64(a.per)
}

// moment returns the time at virtual column c.
func (a *Axis) moment(c float64) int64 {
	lo, hi := 0, len(a.pieces)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; float64(a.pieces[mid].c0) <= c {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	p := &a.pieces[lo]
	t := p.t0 + int64(math.Round((c-float64(p.c0))/float64(p.c1-p.c0)*float64(p.t1-p.t0)))
	return min(max(t, p.t0), p.t1)
}

// From returns the time at the left edge.
func (a Axis) From() time.Time { return a.Time(0) }

// To returns the time at the right edge.
func (a Axis) To() time.Time { return a.Time(float64(a.width)) }

// Now returns the present that the axis was made for.
func (a Axis) Now() time.Time { return a.view.Now }

// Visible reports whether t lies between the axis' edges. A moment in a gap is
// visible as a part of its band.
func (a Axis) Visible(t time.Time) bool {
	return a.width > 0 && !t.Before(a.From()) && !t.After(a.To())
}

// Width returns the number of cells.
func (a Axis) Width() int { return a.width }

// PerCell returns the time one cell stands for, the same in every window.
func (a Axis) PerCell() time.Duration { return time.Duration(a.per) }

// Compressed reports whether the axis has gaps, visible or not.
func (a Axis) Compressed() bool { return len(a.pieces) > 1 }

// Single reports whether one window is shown at a time: the view asks for it,
// and its scale is not so far out that more have room.
func (a Axis) Single() bool { return a.single }

// Windows returns the visible windows, left to right. Windows and gaps together
// tile [0, Width) exactly.
func (a Axis) Windows() []Window {
	var list []Window
	for _, p := range a.pieces {
		if col, width := a.clip(p); width > 0 && !p.gap {
			list = append(list, a.window(p, col, width))
		}
	}
	return list
}

func (a Axis) window(p piece, col, width int) Window {
	return Window{
		From: a.Time(float64(col)), To: a.Time(float64(col + width)),
		Origin: a.base.Add(time.Duration(p.origin)), Col: col, Width: width,
	}
}

// Gaps returns the visible gaps, left to right.
func (a Axis) Gaps() []Gap {
	var list []Gap
	for _, p := range a.pieces {
		col, width := a.clip(p)
		if width == 0 || !p.gap {
			continue
		}
		g := Gap{From: a.base.Add(time.Duration(p.t0)), To: a.base.Add(time.Duration(p.t1)), Col: col, Width: width, Windows: p.windows}
		switch {
		case width < p.c1-p.c0: // a label that is cut off would lie
		case p.label == "":
			g.Label = shortFit(rounded(g.To.Sub(g.From)), width-2)
		default:
			g.Label = p.label
		}
		list = append(list, g)
	}
	return list
}

func (a *Axis) clip(p piece) (col, width int) {
	lo := max(p.c0-a.left, 0)
	hi := min(p.c1-a.left, a.width)
	return lo, max(hi-lo, 0)
}
