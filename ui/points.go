package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// cut is the last result of axis.Split and what it was made from: it is only
// made again when a change point may have arrived, never on a tick.
type cut struct {
	model   *timeline.Model
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
	from, to := extent(s.life, lane, s.now)
	if end, ok := finished(s.life.Lane(lane)); ok {
		to = end
	}
	c := &a.cut
	same := c.ok && c.model == a.model() && c.version == a.model().Version() && c.uid == s.life.Pod.UID && c.lane == lane && c.expand == a.expand
	if !same {
		*c = cut{model: a.model(), version: a.model().Version(), uid: s.life.Pod.UID, lane: lane, expand: a.expand, ok: true}
		ps := slices.DeleteFunc(points(s.life, lane), func(p axis.Point) bool { return p.Time.After(to) })
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
		if d.Kind == timeline.DeadlineActive && d.Edge.Time.Sub(s.now) > s.now.Sub(born(s.life)) {
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

// born is when the pod was created. The API cuts that off to the second; where
// the first span began later in it, that is when the pod was first heard of.
func born(l *timeline.Life) time.Time {
	if pod := l.Lane("pod"); pod != nil && len(pod.Spans) > 0 {
		first := pod.Spans[0].Start.Time
		if d := first.Sub(l.Pod.Created); d > 0 && d < time.Second {
			return first
		}
	}
	return l.Pod.Created
}

// extent is the time from the first thing known of a life (or one lane of it)
// until now, or until it was gone.
func extent(l *timeline.Life, lane string, now time.Time) (from, to time.Time) {
	from, to = born(l), now
	if over(l) && l.Pod.Gone.Before(now) {
		to = l.Pod.Gone
	}
	first := time.Time{}
	for i := range l.Lanes {
		if lane != "" && l.Lanes[i].ID != lane {
			continue
		}
		for _, sp := range l.Lanes[i].Spans {
			if first.IsZero() || sp.Start.Time.Before(first) {
				first = sp.Start.Time
			}
			if over(l) && !sp.Open() && sp.End.Time.After(to) && !sp.End.Time.After(now) {
				to = sp.End.Time
			}
		}
	}
	if !first.IsZero() && (from.IsZero() || lane != "" || first.Before(from)) {
		from = first
	}
	if from.IsZero() || from.After(to) {
		from = to
	}
	return from, to
}

// points are the moments at which something changed, and the names of the
// windows they would open.
func points(l *timeline.Life, only string) []axis.Point {
	var ps []axis.Point
	add := func(t time.Time, label string) {
		if !t.IsZero() {
			ps = append(ps, axis.Point{Time: t, Label: label})
		}
	}
	if only == "" {
		add(born(l), "STARTUP")
	}
	add(stopPoint(l))
	add(l.Pod.DeletionRequested, "")
	add(l.Pod.Gone, "")
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		if only != "" && lane.ID != only {
			continue
		}
		for _, sp := range lane.Spans {
			add(sp.Start.Time, spanLabel(lane, sp, only != ""))
			if !sp.Open() {
				add(sp.End.Time, "")
			}
		}
		for _, m := range lane.Marks {
			add(m.Time.Time, "")
		}
	}
	return ps
}

// stopNames are the windows' names by the first word of who stopped the pod.
var stopNames = map[string]string{"evicted": "EVICTED", "preempted": "PREEMPTED", "ended": "DEADLINE", "stopped": "STOP"}

// stopPoint is when the pod was asked to stop, and by what.
func stopPoint(l *timeline.Life) (time.Time, string) {
	if t := l.Termination; t != nil {
		by, _, _ := strings.Cut(t.By, " ")
		return t.Requested.Time, cmp.Or(stopNames[by], "DELETE")
	}
	return l.Pod.DeletionRequested, "DELETE"
}

// spanLabel names the window that a span's beginning would open.
func spanLabel(lane *timeline.Lane, sp timeline.Span, drill bool) string {
	switch {
	case sp.Phase == timeline.Running && drill:
		return "RUN " + strconv.Itoa(max(sp.Attempt, 1))
	case sp.Phase == timeline.Running && sp.Attempt > 1:
		return "RESTART " + strconv.Itoa(sp.Attempt-1)
	case sp.Phase == timeline.NotReady && (lane.Kind == timeline.LanePod || drill && sp.Track == timeline.TrackReadiness):
		return "NOT READY"
	}
	return ""
}
