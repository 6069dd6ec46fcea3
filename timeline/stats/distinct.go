package stats

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// Distinct returns lives with each pod once, by its UID: recordings that overlap have
// some in common, and what is counted twice makes a sample look larger than it is. The
// start is that of the life that knows most of it, the end of one that saw it.
func Distinct(lives []timeline.Life) []timeline.Life {
	at := map[string]int{}
	var out []timeline.Life
	for _, l := range lives {
		i, again := at[l.Pod.UID]
		switch {
		case l.Pod.UID == "":
		case again:
			out[i] = joined(out[i], l)
			continue
		default:
			at[l.Pod.UID] = len(out)
		}
		out = append(out, l)
	}
	return out
}

// joined returns what two lives know of one pod.
func joined(a, b timeline.Life) timeline.Life {
	if knowsMore(&b, &a) {
		a, b = b, a
	}
	if t := b.Termination; t != nil && (a.Termination == nil || a.Termination.Gone.IsZero()) {
		a.Termination, a.Pod.DeletionRequested, a.Pod.Gone = t, b.Pod.DeletionRequested, b.Pod.Gone
	}
	return a
}

// knowsMore reports whether a life knows more of its start than another of the same pod.
func knowsMore(l, than *timeline.Life) bool {
	x, y := outcome(l), outcome(than)
	switch {
	case x != y:
		return x > y
	case l.Startup.Complete:
		return looseness(l) < looseness(than)
	}
	return l.Startup.Total > than.Startup.Total
}

// outcome ranks what a life knows to have come of its start: that it went on when a
// recording ended is the least.
func outcome(l *timeline.Life) int {
	switch {
	case l.Startup.Complete:
		return 3
	case Starting(l):
		return 0
	case l.ReadyUnseen:
		return 1
	}
	return 2
}

// looseness returns how far apart the bounds of the whole start are.
func looseness(l *timeline.Life) time.Duration {
	x := StartupLength(l)
	return x.Hi - x.Lo
}
