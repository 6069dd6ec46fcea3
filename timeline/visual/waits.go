package visual

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// waitEnds are the waits whose length is what people look for, and what is expected at
// their end.
var waitEnds = map[timeline.Phase]timeline.DeadlineKind{
	timeline.BackOff: timeline.DeadlineRestart, timeline.PullBackOff: timeline.DeadlinePullRetry,
	timeline.PreStop: timeline.DeadlineKill, timeline.Stopping: timeline.DeadlineKill,
	timeline.Probing: timeline.DeadlineStartup,
}

// Segments returns a life, or one lane of it, cut where nothing changed for long, but
// not within a back-off, a grace period or the window of a startup probe.
func Segments(l *timeline.Life, lane string, from, to time.Time) axis.Segments {
	return axis.Split(Points(l, lane), from, to, true).Keep(Waits(l, lane, to))
}

// Waits returns the back-offs, grace periods and windows of startup probes of a life,
// or of one lane of it, with what is left of them at now where that is known.
func Waits(l *timeline.Life, lane string, now time.Time) []axis.Segment {
	var waits []axis.Segment
	if t := l.Termination; t != nil && !t.Requested.IsZero() {
		waits = append(waits, axis.Segment{From: t.Requested.Time, To: graceEnd(t, now)})
	}
	for i := range l.Lanes {
		on := &l.Lanes[i]
		if lane != "" && on.ID != lane {
			continue
		}
		for _, s := range on.Spans {
			end, ok := waitEnds[s.Phase]
			if !ok || s.Phase == timeline.Probing && s.Track != timeline.TrackStartup {
				continue
			}
			w := axis.Segment{From: s.Start.Time, To: s.End.Time}
			if s.Open() {
				w.To = ahead(expected(l, on.ID, end), now)
			}
			waits = append(waits, w)
		}
	}
	return waits
}

// graceEnd returns when the grace period of a pod ends, or ended early.
func graceEnd(t *timeline.Termination, now time.Time) time.Time {
	if !t.Stopped.IsZero() {
		return t.Stopped.Time
	}
	return ahead(t.Kill.Time, now)
}

// ahead returns a moment that lies ahead; the zero time for one that is over: what was
// expected then has not come, and is still waited for.
func ahead(t, now time.Time) time.Time {
	if t.After(now) {
		return t
	}
	return time.Time{}
}

// expected returns when the last of a kind is expected on a lane; the zero time if
// nothing is known of it.
func expected(l *timeline.Life, lane string, kind timeline.DeadlineKind) (at time.Time) {
	for _, d := range l.Future {
		if d.Kind == kind && d.Lane == lane {
			at = timeline.LaterTime(at, d.Edge.Time)
		}
	}
	return at
}
