package model

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// readyChanges follows the Ready condition once the pod has started.
func (b *builder) readyChanges(before []change) []change {
	var list []change
	seen := false // a Ready
	for _, f := range b.l.flips(corev1.PodReady) {
		phase := timeline.NotReady
		if f.status == corev1.ConditionTrue {
			phase = timeline.Ready
		}
		if phase == timeline.NotReady && len(list) == 0 && !b.l.lostBefore(f) {
			continue // not yet ready is Starting
		}
		if n := len(list); n > 0 && list[n-1].phase == phase {
			continue
		}
		ch := change{edge: f.edge(b.r), phase: phase}
		if phase == timeline.NotReady && len(list) == 0 && len(before) > 0 {
			list = append(list, change{edge: unseenUntil(ch.edge, before[len(before)-1].edge)})
		}
		if phase == timeline.Ready && !seen && !b.firstReadyKnown() {
			ch.edge = timeline.Edge{Time: ch.edge.Time, Earliest: timeline.LaterTime(b.l.created, b.scheduled.Earliest), Latest: ch.edge.Latest, Basis: timeline.Inferred}.Clamp()
		}
		if phase == timeline.Ready {
			ch.edge = b.afterStarts(ch.edge)
		} else {
			ch.reason, ch.message = timeline.Clean(f.reason), timeline.Clean(f.message)
			if b.l.nodeLost(f) {
				ch.reason = "NodeLost"
			}
		}
		list, seen = append(list, ch), seen || phase == timeline.Ready
	}
	if len(list) > 0 && len(before) > 0 && list[0].edge.Time.Before(before[len(before)-1].edge.Time) {
		list[0].edge = list[0].edge.NotBefore(before[len(before)-1].edge)
	}
	return list
}

// afterStarts puts a Ready, of which only the second is known, after the starts
// in it: a pod is ready only while all its containers run.
func (b *builder) afterStarts(ready timeline.Edge) timeline.Edge {
	for i, c := range b.l.containers {
		if c.kind != timeline.LaneContainer {
			continue
		}
		for _, a := range b.attempts[i] {
			if a.start.Time.After(ready.Time) && !a.start.Time.After(ready.Latest) {
				ready = ready.NotBefore(a.start)
			}
		}
	}
	return ready
}

// unseenUntil ends a phase that began at from at some time before lost: the
// Ready in between was not seen.
func unseenUntil(lost, from timeline.Edge) timeline.Edge {
	return timeline.Edge{Time: from.Time, Earliest: from.Earliest, Latest: lost.Latest, Basis: timeline.Observed}.Clamp()
}

// lostBefore reports whether the pod was Ready at some time before it was
// watched: the condition was False from the kubelet's first status on, so that
// one which has turned False since has been True.
func (l *life) lostBefore(f flip) bool {
	return f.joined && !l.startTime.IsZero() && f.ltt.Sub(l.startTime) > staleTransition
}

// firstReadyKnown reports whether the first Ready transition that was seen is
// the pod's first. A watcher that joined late finds only the last one in the
// condition; a restart, a failed readiness probe, or Events too old to be kept
// speak against it.
func (b *builder) firstReadyKnown() bool {
	l := b.l
	if !l.joinedLate {
		return true
	}
	if b.r.at(l.firstAt).Sub(l.created) > eventTTL {
		return false
	}
	if f := l.firstFlip(corev1.PodReady); f.status == corev1.ConditionFalse && f.joined && !l.startTime.IsZero() && f.ltt.Sub(l.startTime) > firstPost {
		return false // it may have turned, or was posted late
	}
	for i, c := range l.containers {
		if len(c.published) > 0 && c.published[0].joined && c.published[0].restarts > 0 {
			return false
		}
		for _, s := range b.ev[i] {
			if s.kind == message.ProbeFailed && probeOf(s.message) == spec.Readiness && s.edge.Time.Before(b.r.at(l.firstAt)) {
				return false
			}
		}
	}
	return true
}

// firstPost is how long after its startTime a pod usually has its first status, in which Ready is False.
const firstPost = 2 * time.Second

func (b *builder) readyUnseen(pod timeline.Lane) bool {
	return !b.firstReadyKnown() && !slices.ContainsFunc(pod.Spans, func(s timeline.Span) bool { return s.Phase == timeline.Ready })
}

// eventTTL is how long an API server keeps Events by default.
const eventTTL = time.Hour

// nodeLost reports whether a flip to NotReady is the node controller's, which
// flips Ready alone; the kubelet itself never says Ready=False while
// ContainersReady is True without a reason
// (pkg/controller/util/node/controller_utils.go, MarkPodsNotReady).
func (l *life) nodeLost(f flip) bool {
	if f.status != corev1.ConditionFalse || f.reason != "" {
		return false
	}
	status := corev1.ConditionStatus("")
	for _, g := range l.flips(corev1.ContainersReady) {
		if g.at.After(f.at) {
			break
		}
		status = g.status
	}
	return status == corev1.ConditionTrue
}
