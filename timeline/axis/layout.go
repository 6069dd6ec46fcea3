package axis

// piece is a window or a gap in virtual cells: counted from the start of the
// life, whether visible or not. Pieces touch, in time and in cells.
type piece struct {
	t0, t1 int64  // nanoseconds since the life's start
	c0, c1 int    // cells [c0, c1)
	origin int64  // a window's first change point
	label  string // of a gap that hides windows
	gap    bool
	ruled  bool // it has ticks
	moving bool

	windows int // how many a gap hides in a layout of a single window
}

// spacing is what a layout leaves around change points, in cells.
type spacing struct {
	window int // the least width of a window with a gap beside it
	end    int // padding after the end of the life
}

func spacingFor(list []stretch, width int) spacing {
	s := spacing{window: tightest}
	need := len(list) * minWindow
	for _, next := range list[1:] {
		need += next.band()
	}
	if need <= width {
		s.window = minWindow
	}
	if width >= minPadded {
		s.end = 1
	}
	return s
}

// layout is what is laid out, before a scale is chosen for it.
type layout struct {
	list    []stretch
	spacing spacing
	width   int   // cells, at least 1
	single  bool  // one window at a time, the one at
	at      int64 // nanoseconds since the life's start
}

// pieces appends the pieces, at per nanoseconds a cell, to dst.
func (l *layout) pieces(dst []piece, per int64) []piece {
	dst = lay(dst, l.list, per, l.spacing)
	if l.single {
		dst = l.alone(dst, per)
	}
	return dst
}

// cells returns the width that is needed at per nanoseconds a cell: for all
// windows or, where there is one at a time, for the widest of them, so that
// all have one scale. scratch is reused.
func (l *layout) cells(scratch *[]piece, per int64) int {
	*scratch = lay((*scratch)[:0], l.list, per, l.spacing)
	all := *scratch
	if !l.single || len(all) == 1 {
		return all[len(all)-1].c1
	}
	widest := 0
	for i := range all {
		if !all[i].gap {
			widest = max(widest, all[i].c1-all[i].c0)
		}
	}
	return widest + 2*bandCells
}

// lay appends the pieces of list, at per nanoseconds a cell, to dst. A gap
// that would not be wider than its own band is drawn to scale instead.
func lay(dst []piece, list []stretch, per int64, sp spacing) []piece {
	cur := list[0]
	at := piece{} // the window being laid: it begins where the last gap ended
	for _, next := range list[1:] {
		at.close(cur, padAfter, cur.least(sp), per)
		left := next.from - int64(next.before())*per
		if left-at.t1 <= int64(next.band())*per {
			cur.absorb(next)
			continue
		}
		gap := piece{t0: at.t1, t1: left, c0: at.c1, c1: at.c1 + next.band(), label: next.fold, gap: true}
		dst = append(dst, at, gap)
		cur, at = next, piece{t0: gap.t1, c0: gap.c1}
	}
	least := 0
	if at.c0 > 0 {
		least = cur.least(sp)
	}
	at.close(cur, sp.end, least, per)
	return append(dst, at)
}

// close makes p the window of s: from where p begins to after cells past the
// end of s, and no narrower than least cells.
func (p *piece) close(s stretch, after, least int, per int64) {
	cells := max(int(ceil(s.to-p.t0, per))+after, least)
	p.t1, p.c1 = p.t0+int64(cells)*per, p.c0+cells
	p.origin, p.ruled, p.moving = s.from, !s.unruled, s.moving
}

// ceil returns a/b rounded up, for a ≥ 0.
func ceil(a, b int64) int64 {
	q := a / b
	if a%b != 0 {
		q++
	}
	return q
}

// alone keeps one window of a life and gathers what comes before and after it
// in a band each. The window runs on to fill the width, but not into the middle
// of another.
func (l *layout) alone(all []piece, per int64) []piece {
	i := nearest(all, l.at)
	w, end := all[i], all[len(all)-1].t1
	var before, after piece
	if i > 0 {
		before = piece{t1: w.t0, c1: bandCells, windows: windows(all[:i]), gap: true}
	}
	least, room := w.c1-w.c0, l.width-before.c1
	w.stretch(before.c1, max(least, room), per)
	if w.t1 < end {
		w.stretch(before.c1, max(least, room-bandCells), per)
		rest := all[i+1:]
		for rest[0].t1 <= w.t1 {
			rest = rest[1:]
		}
		if next := rest[0]; !next.gap && next.t0 < w.t1 {
			w.stretch(w.c0, int((next.t0-w.t0)/per), per)
		}
		after = piece{t0: w.t1, t1: end, c0: w.c1, c1: max(w.c1+bandCells, l.width), windows: windows(rest), gap: true}
	}
	out := all[:0]
	for _, p := range []piece{before, w, after} {
		if p.c1 > p.c0 {
			out = append(out, p)
		}
	}
	return out
}

// stretch makes p cells wide, from the cell c0 and p's own time on.
func (p *piece) stretch(c0, cells int, per int64) {
	p.c0, p.c1, p.t1 = c0, c0+cells, p.t0+int64(cells)*per
}

// nearest returns the index of the window with change points that holds t, or is
// nearest to it.
func nearest(all []piece, t int64) int {
	best, least := 0, int64(maxLife)
	for i := range all {
		p := &all[i]
		if d := max(p.t0-t, t-p.t1, 0); !p.gap && p.ruled && d < least {
			best, least = i, d
		}
	}
	return best
}

// windows counts the windows with change points.
func windows(pieces []piece) int {
	n := 0
	for i := range pieces {
		if pieces[i].ruled && !pieces[i].gap {
			n++
		}
	}
	return n
}
