package timeline

import "time"

// Moments are how well the moments of a life are known. The startup path has
// moments only, in milliseconds; each is that of some span's beginning or end.
type Moments map[int64]Edge

// Moments returns the beginnings and ends of all spans.
func (l *Life) Moments() Moments {
	m := Moments{}
	for i := range l.Lanes {
		for j := range l.Lanes[i].Spans {
			m.add(l.Lanes[i].Spans[j].Start)
			m.add(l.Lanes[i].Spans[j].End)
		}
	}
	return m
}

// PathMoments returns the beginnings and ends of the startup path's steps alone: few
// of all that there are, for what is drawn many times a second.
func (l *Life) PathMoments() Moments {
	path := l.Startup.Path
	m := make(Moments, len(path)+1)
	if len(path) == 0 {
		return m
	}
	for _, step := range path {
		m[millisecond(step.Start)] = Edge{}
		m[millisecond(step.Start.Add(time.Duration(step.Duration)))] = Edge{}
	}
	from, to := path[0].Start.Add(-time.Millisecond), l.Startup.End().Add(time.Millisecond)
	for i := range l.Lanes {
		for j := range l.Lanes[i].Spans {
			s := &l.Lanes[i].Spans[j]
			for _, e := range [...]*Edge{&s.Start, &s.End} {
				if !e.Time.Before(from) && !e.Time.After(to) {
					m.sharpen(*e)
				}
			}
		}
	}
	return m
}

// sharpen replaces a moment that m has by how well it is known.
func (m Moments) sharpen(e Edge) {
	at := millisecond(e.Time)
	if old, ok := m[at]; ok && (old.IsZero() || e.Uncertainty() > old.Uncertainty()) {
		m[at] = e
	}
}

// add keeps the least certain of those at the same moment.
func (m Moments) add(e Edge) {
	at := millisecond(e.Time)
	if old, ok := m[at]; !e.IsZero() && (!ok || e.Uncertainty() > old.Uncertainty()) {
		m[at] = e
	}
}

// At returns how well t is known; a moment at which nothing begins or ends is
// exact.
func (m Moments) At(t time.Time) Edge {
	if e, ok := m[millisecond(t)]; ok && !e.IsZero() {
		return e
	}
	return Edge{Time: t, Earliest: t, Latest: t}
}

func millisecond(t time.Time) int64 { return t.Round(time.Millisecond).UnixMilli() }
