package model

import (
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// condition is the history of one pod condition, as published.
type condition struct {
	typ   corev1.PodConditionType
	label string
	flips []flip
	ltt   time.Time // lastTransitionTime as last published: later than that of the last flip where a flip and its return were missed
}

// flip is a change of status, reason or message of a condition.
// ltt (lastTransitionTime) moves only when the status flips, and is the moment
// of publishing, not of the fact. When a lost node returns, Ready gets its old
// ltt back; ltt is zero then, and at is the truth.
type flip struct {
	status          corev1.ConditionStatus // "" once the condition was removed
	reason, message string
	ltt, lo, at     time.Time
	joined          bool // in the first version this watcher saw: not a change
}

func (l *life) foldConditions(list []corev1.PodCondition, at, lo time.Time, first bool) {
	known, listed := make(map[corev1.PodConditionType]*condition, len(l.conditions)), make(map[corev1.PodConditionType]bool, len(list))
	for _, h := range l.conditions {
		known[h.typ] = h
	}
	for i := range list {
		c := &list[i]
		h, said := known[c.Type], cut(c.Message)
		if h == nil {
			h = &condition{typ: c.Type, label: timeline.Clean(string(c.Type))}
			known[c.Type], l.conditions = h, append(l.conditions, h)
		}
		listed[c.Type] = true
		h.ltt = stamped(c.LastTransitionTime.Time, at)
		before := h.last()
		if before.status == c.Status && before.reason == c.Reason && before.message == said {
			continue
		}
		f := flip{c.Status, c.Reason, said, stamped(c.LastTransitionTime.Time, at), lo, at, first}
		if f.ltt.Before(before.ltt) {
			f.ltt = time.Time{} // of an earlier flip that came back
		}
		h.flips, _ = trim(append(h.flips, f), maxFlips)
	}
	for _, h := range l.conditions {
		if h.last().status != "" && !listed[h.typ] {
			h.flips, _ = trim(append(h.flips, flip{lo: lo, at: at}), maxFlips)
		}
	}
}

// flips returns what became of a condition, oldest first.
func (l *life) flips(typ corev1.PodConditionType) []flip {
	for _, c := range l.conditions {
		if c.typ == typ {
			return c.flips
		}
	}
	return nil
}

// firstFlip returns the oldest that is known of a condition, zero if that is nothing.
func (l *life) firstFlip(typ corev1.PodConditionType) flip {
	flips := l.flips(typ)
	return lastOf(flips[:min(1, len(flips))])
}

func (c *condition) last() flip { return lastOf(c.flips) }

// lastOf returns the last of a list, zero if there is none.
func lastOf[T any](list []T) (last T) {
	if len(list) == 0 {
		return last
	}
	return list[len(list)-1]
}

// edge returns when the flip was published. A second reported long before the
// arrival's own is an old one that came back, or a clock that is off.
func (f flip) edge(r ruler) timeline.Edge {
	at := r.at(f.at)
	if f.joined && !f.ltt.IsZero() {
		return timeline.ReportedEdge(f.ltt).Within(time.Time{}, at)
	}
	if f.ltt.IsZero() || at.Sub(f.ltt) > staleTransition && !f.lo.IsZero() && f.lo.After(f.ltt.Add(staleTransition)) {
		return r.seen(f.lo, f.at)
	}
	e := timeline.ReportedEdge(f.ltt).Within(r.lo(f.lo, f.at), at)
	if e.Latest.Equal(at) {
		e.Time = at // a flip is published at once, and arrived within its second
	}
	return e
}

// The status manager posts within its 10 s resync; a transition time older than
// that against its own posting belongs to an earlier flip.
const staleTransition = 12 * time.Second
