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
			s := &l.Lanes[i].Spans[j]
			for _, e := range [...]Edge{s.Start, s.End} {
				if at := millisecond(e.Time); !e.IsZero() {
					m[at] = hull(m[at], e)
				}
			}
		}
	}
	return m
}

// PathMoments returns the beginnings and ends of the startup path's steps. The first
// and the last are the pod's own, whatever of a container comes at the same moment.
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
					m.widen(*e)
				}
			}
		}
	}
	if pod := l.Lane("pod"); pod != nil {
		m.setEnds(pod, path[0].Start, l.Startup.End())
	}
	return m
}

// setEnds takes the ends of the path as well as they are known of the pod itself: its
// creation, and when it was first ready.
func (m Moments) setEnds(pod *Lane, from, to time.Time) {
	created := false
	for i := range pod.Spans {
		s := &pod.Spans[i]
		if s.Track != TrackPod {
			continue
		}
		if at := millisecond(s.Start.Time); at == millisecond(from) && !created {
			m[at] = s.Start
		} else if at == millisecond(to) && s.Phase == Ready {
			m[at] = s.Start
			return
		}
		created = true
	}
}

// widen gives a moment that m has the bounds of e, too.
func (m Moments) widen(e Edge) {
	at := millisecond(e.Time)
	if old, ok := m[at]; ok && !e.IsZero() {
		m[at] = hull(old, e)
	}
}

// hull returns an edge that may be that of either of two at the same moment.
func hull(a, b Edge) Edge {
	if a.IsZero() {
		return b
	}
	if b.Earliest.Before(a.Earliest) {
		a.Earliest, a.Basis = b.Earliest, b.Basis
	}
	if b.Latest.After(a.Latest) {
		a.Latest, a.Basis = b.Latest, b.Basis
	}
	return a
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
