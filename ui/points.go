package ui

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/visual"
)

// cut is the last result of axis.Split and what it was made from: it is only
// made again when a change point may have arrived, never on a tick.
type cut struct {
	model   *model.Model
	version int
	uid     string
	lane    string
	expand  bool
	segs    axis.Segments
	ok      bool
}

// segments are the change points of the page's life, clustered.
func (a *app) segments(s *scene) axis.Segments {
	lane := ""
	if s.page == pageContainer {
		lane = a.lane
	}
	from, to := visual.Extent(s.life, lane, s.now)
	if end, ok := finished(s.life.Lane(lane)); ok {
		to = end
	}
	c := &a.cut
	same := c.ok && c.model == a.model() && c.version == a.model().Version() && c.uid == s.life.Pod.UID && c.lane == lane && c.expand == a.expand
	if !same {
		*c = cut{model: a.model(), version: a.model().Version(), uid: s.life.Pod.UID, lane: lane, expand: a.expand, ok: true}
		ps := slices.DeleteFunc(visual.Points(s.life, lane), func(p axis.Point) bool { return p.Time.After(to) })
		c.segs = axis.Split(ps, from, to, !a.expand)
	}
	return c.segs
}

// viewFor is the person's view with the present and what lies ahead.
func (a *app) viewFor(s *scene) axis.View {
	v := a.view
	v.Now, v.To = s.end, s.end
	v.Single, v.Of = a.w < roomy && !a.allWindows, a.cursor
	if s.page == pageContainer {
		if end, ok := finished(s.life.Lane(a.lane)); ok {
			v.Now, v.To, v.Follow = end, end, false
			return v
		}
	}
	if v.Zoom == 0 && (over(s.life) || a.play != nil && !a.play.playing) {
		v.Follow = false // nothing moves: use the whole width
	}
	if over(s.life) {
		return v
	}
	for _, d := range s.life.Future {
		if d.Kind == timeline.DeadlineActive && d.Edge.Time.Sub(s.now) > s.now.Sub(visual.Born(s.life)) {
			continue // hours ahead of a pod that has just begun would squeeze everything seen
		}
		if d.Edge.Time.After(v.To) {
			v.To = d.Edge.Time
		}
	}
	return v
}

// finished is when a container's last span ended, a little later so that the
// end can be seen; ok is false while anything of it goes on.
func finished(l *timeline.Lane) (end time.Time, ok bool) {
	if l == nil || len(l.Spans) == 0 || l.Container == nil {
		return time.Time{}, false
	}
	begin := l.Spans[0].Start.Time
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Open() {
			return time.Time{}, false
		}
		if sp.End.Time.After(end) {
			end = sp.End.Time
		}
		if sp.Start.Time.Before(begin) {
			begin = sp.Start.Time
		}
	}
	return end.Add(max(end.Sub(begin)/25, 0)), true
}

// over reports whether nothing can happen to the life any more.
func over(l *timeline.Life) bool { return !l.Pod.Gone.IsZero() }
