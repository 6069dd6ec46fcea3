package model

import (
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// startedBefore narrows when a run's startup probe succeeded that had done so by
// the first version a watcher saw: by the time all containers were ready, and,
// of a sidecar, before the container after it began, for which it was waited
// (pkg/kubelet/kuberuntime/kuberuntime_container.go, computeInitContainerActions).
func (b *laneBuilder) startedBefore(a *attempt, seen timeline.Edge) timeline.Edge {
	e := timeline.Edge{Time: seen.Time, Earliest: a.start.Earliest, Latest: seen.Latest, Basis: seen.Basis}
	if ltt := b.containersReady(); !ltt.IsZero() && !ltt.Add(time.Second).Before(a.start.Earliest) {
		e = timeline.Edge{Time: ltt, Earliest: e.Earliest, Latest: ltt.Add(time.Second), Basis: timeline.Fused}.Clamp()
	}
	if after := b.stepAfter(a); !after.IsZero() && after.Latest.Before(e.Latest) && after.Latest.After(e.Earliest) {
		e = timeline.Edge{Time: after.Time, Earliest: e.Earliest, Latest: after.Latest, Basis: timeline.Fused}.Clamp()
	}
	return e
}

// containersReady is the second in which all containers became ready, if the
// first version a watcher saw says so.
func (b *laneBuilder) containersReady() time.Time {
	c := b.l.condition(corev1.ContainersReady)
	if c == nil || len(c.flips) == 0 || c.flips[0].status != corev1.ConditionTrue {
		return time.Time{}
	}
	return c.flips[0].ltt
}

// stepAfter is the first that was done for the container that a sidecar's first
// run kept waiting.
func (b *laneBuilder) stepAfter(a *attempt) timeline.Edge {
	if b.c.kind != timeline.LaneSidecar || a.number != 1 || b.i+1 >= len(b.builder.attempts) || len(b.builder.attempts[b.i+1]) == 0 {
		return timeline.Edge{}
	}
	next := b.builder.attempts[b.i+1][0]
	switch {
	case next.number != 1:
		return timeline.Edge{}
	case next.pulled != nil:
		return next.pulled.edge
	case next.created != nil:
		return next.created.edge
	}
	return next.start
}
