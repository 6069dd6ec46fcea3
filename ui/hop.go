package ui

import (
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
)

// hopChange goes to the next change of the selected row.
func (a *app) hopChange(by int) {
	s, ok := a.timed()
	if !ok {
		return
	}
	ts := a.changes(s)
	if len(ts) == 0 {
		return
	}
	if a.cursor.IsZero() {
		if by > 0 {
			a.setCursor(s, ts[0])
		} else {
			a.setCursor(s, ts[len(ts)-1])
		}
		return
	}
	i := sort.Search(len(ts), func(i int) bool { return ts[i].After(a.cursor) })
	if by < 0 {
		i = sort.Search(len(ts), func(i int) bool { return !ts[i].Before(a.cursor) }) - 1
	}
	if i >= 0 && i < len(ts) {
		a.setCursor(s, ts[i])
	}
}

// changes are the moments at which the selected row changes, in order.
func (a *app) changes(s *scene) []time.Time {
	r := s.selected()
	if r == nil {
		return nil
	}
	l := s.lane(r)
	var ts []time.Time
	add := func(t timeline.Track, e timeline.Edge) {
		if (r.track == "" || r.track == t) && !e.IsZero() {
			ts = append(ts, e.Time)
		}
	}
	for i := range l.Spans {
		add(l.Spans[i].Track, l.Spans[i].Start)
		add(l.Spans[i].Track, l.Spans[i].End)
	}
	for i := range l.Marks {
		add(l.Marks[i].Track, l.Marks[i].Time)
	}
	sort.Slice(ts, func(i, j int) bool { return ts[i].Before(ts[j]) })
	return ts
}

// hopWindow shows the next or previous window of activity; where there is none,
// the next or previous moment that has a name above the axis.
func (a *app) hopWindow(by int) {
	s, ok := a.timed()
	if !ok {
		return
	}
	at := a.cursor
	if at.IsZero() {
		at = s.now
	}
	if v, w, ok := s.ax.Hop(at, by); ok {
		a.view, a.allWindows = v, false
		a.cursor = w.Origin
		return
	}
	if t := a.named(s, at, by); !t.IsZero() {
		a.setCursor(s, t)
	}
}

// named is the named moment after, or before, a moment; zero if there is none.
func (a *app) named(s *scene, at time.Time, by int) time.Time {
	lane := ""
	if s.page == pageContainer {
		lane = a.lane
	}
	var best time.Time
	for _, p := range visual.Points(s.life, lane) {
		d := p.Time.Sub(at)
		if p.Kind != axis.Change && d*time.Duration(by) > 0 && (best.IsZero() || d.Abs() < best.Sub(at).Abs()) {
			best = p.Time
		}
	}
	return best
}

// enterWindow moves the cursor out of the only window shown, into the next one
// or to the end of the previous one.
func (a *app) enterWindow(s *scene, by int) bool {
	v, w, ok := s.ax.Hop(a.cursor, by)
	if !ok {
		return false
	}
	a.view, a.cursor = v, w.From
	if by < 0 {
		a.cursor = w.To.Add(-s.ax.PerCell() / 2)
	}
	return true
}
