package stats

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// count counts a life by what came of its start.
func (g *Group) count(l *timeline.Life) {
	switch {
	case Starting(l):
		g.Starting++
	case l.Startup.Complete:
		g.Ready++
	case l.ReadyUnseen:
		g.Unknown++
	case DeletedEarly(l):
		g.Deleted++
	default:
		g.Never++
		if Completed(l) {
			g.Completed++
		}
	}
}

// Completed reports whether a pod has run to its end as it was to, as a Job's does,
// without having been seen ready: nothing was wrong with it.
func Completed(l *timeline.Life) bool {
	return l.Pod.Phase == "Succeeded" && !l.Startup.Complete && !l.ReadyUnseen
}

// measures returns which lives show how long the parts of a start take: not those that
// never were ready, unless no other is there, as of a Job; and none that was deleted on
// its way, for the stage that it was in was cut short.
func (g *Group) measures() func(*timeline.Life) bool {
	others := g.Ready+g.Starting+g.Unknown > 0
	return func(l *timeline.Life) bool {
		return !over(l) || l.Startup.Complete || l.ReadyUnseen || !others && !DeletedEarly(l)
	}
}

// Starting reports whether a pod is still on its way to its first Ready.
func Starting(l *timeline.Life) bool { return !l.Startup.Complete && !l.ReadyUnseen && !over(l) }

// over reports whether a pod that was never ready never will be.
func over(l *timeline.Life) bool {
	return !l.Pod.Gone.IsZero() || l.Pod.Phase == "Succeeded" || l.Pod.Phase == "Failed" || deleted(l)
}

func deleted(l *timeline.Life) bool { return !l.Pod.DeletionRequested.IsZero() }

// DeletedEarly reports whether a pod was deleted on its way to its first Ready, and
// nothing had gone wrong until then: its rollout was overtaken, or it was one too many.
func DeletedEarly(l *timeline.Life) bool {
	if l.Startup.Complete || l.ReadyUnseen || !deleted(l) && l.Pod.Gone.IsZero() || l.Pod.Reason != "" {
		return false
	}
	for i := range l.Lanes {
		if cameToNothing(&l.Lanes[i], l.Pod.DeletionRequested) {
			return false
		}
	}
	return true
}

// cameToNothing reports whether a container had failed before a moment, or had run to its
// end, as that of a Job does.
func cameToNothing(lane *timeline.Lane, before time.Time) bool {
	if c := lane.Container; c != nil {
		if c.PullFailures > 0 || timeline.IsCreateError(c.Reason) || timeline.IsStartError(c.Reason) || timeline.IsImageError(c.Reason) {
			return true
		}
	}
	return timeline.Find(lane.Attempts, func(a *timeline.Attempt) bool {
		if !a.Over() || !before.IsZero() && (a.Exited.IsZero() || !a.Exited.Time.Before(before)) {
			return false
		}
		return a.Failed() || a.Cause.Unhealthy() || lane.Kind == timeline.LaneContainer
	}) != nil
}
