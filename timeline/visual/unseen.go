package visual

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Stretch is a length of time, from a moment to a later one.
type Stretch struct{ From, To time.Time }

// Unseen returns the stretches of a life that were not watched, in order and apart:
// those between which a watch was lost and the state listed again, of any resource.
func Unseen(gaps []timeline.Gap, from, to time.Time) []Stretch {
	var out []Stretch
	for _, g := range gaps {
		s := Stretch{timeline.LaterTime(g.From, from), timeline.EarlierTime(g.To, to)}
		if s.From.Before(s.To) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Stretch) int { return a.From.Compare(b.From) })
	for i := 1; i < len(out); i++ {
		if last := &out[i-1]; !out[i].From.After(last.To) {
			last.To = timeline.LaterTime(last.To, out[i].To)
			out = slices.Delete(out, i, i+1)
			i--
		}
	}
	return out
}

// Proved reports whether what a lane's row shows at a moment that was not watched is
// certain all the same, from what was observed later: that a process ran whose
// start, or end, the status gives; that a pod was in a state whose change it dates; or
// that nothing could happen any more. Whether probes passed in the meantime is only
// proved by the pod having been ready all the time.
func Proved(l *timeline.Life, lane *timeline.Lane, unseen Stretch, at time.Time) bool {
	proved := over(lane, unseen.From)
	for i := range lane.Spans {
		s := &lane.Spans[i]
		switch {
		case !certain(s, at):
		case s.Track == timeline.TrackReadiness && s.Phase == timeline.Ready:
			if !podReady(l, at) {
				return false
			}
		case s.Track == timeline.TrackPod && s.Phase == timeline.Ready:
			proved = podReady(l, at)
		case s.Track == timeline.TrackPod, s.Track == timeline.TrackProcess, s.Track == timeline.TrackImage, s.Track == timeline.TrackHooks:
			proved = true
		}
	}
	return proved
}

// certain reports whether a span was going on at a moment, wherever its edges are
// within their bounds.
func certain(s *timeline.Span, at time.Time) bool {
	return !at.Before(s.Start.Latest) && (s.Open() || !at.After(s.End.Earliest))
}

// podReady reports whether the pod was ready at a moment for certain: it still is, and its
// condition has not changed since. Of what has ended meanwhile that is not known any more.
func podReady(l *timeline.Life, at time.Time) bool {
	pod := l.Lane("pod")
	return pod != nil && slices.ContainsFunc(pod.Spans, func(s timeline.Span) bool {
		return s.Phase == timeline.Ready && s.Open() && certain(&s, at) && !readyAgain(l, at)
	})
}

// readyAgain reports whether the pod has become ready after a moment, by the last time
// that its condition changed: that it was not ready before may have been missed.
func readyAgain(l *timeline.Life, at time.Time) bool {
	return slices.ContainsFunc(l.Conditions, func(c timeline.Condition) bool { return c.Type == "Ready" && c.Since.After(at) })
}

// over reports whether a lane had come to its end by a moment.
func over(lane *timeline.Lane, at time.Time) bool {
	return len(lane.Spans) > 0 && !slices.ContainsFunc(lane.Spans, func(s timeline.Span) bool {
		return s.Open() || s.End.Latest.After(at)
	})
}
