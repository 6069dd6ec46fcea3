package axis

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
