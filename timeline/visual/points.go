package visual

import (
	"cmp"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// Points returns the moments at which something of a life changed, in no
// order; of one lane and its runs only, if lane is not empty.
func Points(l *timeline.Life, lane string) []axis.Point {
	var ps []axis.Point
	add := func(t time.Time, k axis.Kind, n int) {
		if !t.IsZero() {
			ps = append(ps, axis.Point{Time: t, Kind: k, N: n})
		}
	}
	if lane == "" {
		add(Born(l), axis.Startup, 0)
	}
	at, kind := stop(l)
	add(at, kind, 0)
	if t := l.Termination; t != nil { // Pod.DeletionRequested is a second's beginning, before what happened within it
		add(t.Deleted.Time, axis.Change, 0)
	}
	add(l.Pod.Gone, axis.Change, 0)
	for i := range l.Lanes {
		if lane != "" && l.Lanes[i].ID != lane {
			continue
		}
		for _, s := range l.Lanes[i].Spans {
			kind, n := beginning(&l.Lanes[i], s, lane != "")
			add(s.Start.Time, kind, n)
			if !s.Open() {
				add(s.End.Time, axis.Change, 0)
			}
		}
		for _, m := range l.Lanes[i].Marks {
			add(m.Time.Time, axis.Change, 0)
		}
	}
	return ps
}

// stops are the kinds by what had the pod stopped.
var stops = map[timeline.StopKind]axis.Kind{
	timeline.StopEvicted: axis.Evicted, timeline.StopPreempted: axis.Preempted, timeline.StopDeadline: axis.Deadline, timeline.StopKubelet: axis.Stopped,
}

// stop returns when the pod was asked to stop, and by what.
func stop(l *timeline.Life) (time.Time, axis.Kind) {
	if t := l.Termination; t != nil {
		return t.Requested.Time, cmp.Or(stops[t.By.Kind], axis.Deleted)
	}
	return l.Pod.DeletionRequested, axis.Deleted
}

// beginning returns what the start of a span is: on the page of one container
// each run counts, elsewhere each restart.
func beginning(lane *timeline.Lane, s timeline.Span, alone bool) (kind axis.Kind, n int) {
	switch {
	case s.Phase == timeline.Running && alone:
		return axis.Run, max(s.Attempt, 1)
	case s.Phase == timeline.Running && s.Attempt > 1:
		return axis.Restart, s.Attempt - 1
	case s.Phase == timeline.NotReady && (lane.Kind == timeline.LanePod || alone && s.Track == timeline.TrackReadiness):
		return axis.NotReady, 0
	}
	return axis.Change, 0
}

// Born returns when the pod was created. The API cuts that off to the second;
// where the first span began later in it, that is when the pod was first heard
// of; and where it is not known at all, that is the first sign of it.
func Born(l *timeline.Life) time.Time {
	if l.Pod.Created.IsZero() {
		return firstSign(l)
	}
	if pod := l.Lane("pod"); pod != nil && len(pod.Spans) > 0 {
		first := pod.Spans[0].Start.Time
		if d := first.Sub(l.Pod.Created); d > 0 && d < time.Second {
			return first
		}
	}
	return l.Pod.Created
}

func firstSign(l *timeline.Life) time.Time {
	var first time.Time
	for i := range l.Lanes {
		for _, s := range l.Lanes[i].Spans {
			first = timeline.EarlierTime(first, s.Start.Time)
		}
	}
	return first
}

// Extent returns the time from the first that is known of a life, or of one
// lane of it, until now or until the pod was gone.
func Extent(l *timeline.Life, lane string, now time.Time) (from, to time.Time) {
	from, to = Born(l), now
	gone := !l.Pod.Gone.IsZero()
	if gone && l.Pod.Gone.Before(now) {
		to = l.Pod.Gone
	}
	first := time.Time{}
	for i := range l.Lanes {
		if lane != "" && l.Lanes[i].ID != lane {
			continue
		}
		for _, s := range l.Lanes[i].Spans {
			if first.IsZero() || s.Start.Time.Before(first) {
				first = s.Start.Time
			}
			if gone && !s.Open() && s.End.Time.After(to) && !s.End.Time.After(now) {
				to = s.End.Time
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
