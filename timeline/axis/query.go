package axis

import "time"

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
