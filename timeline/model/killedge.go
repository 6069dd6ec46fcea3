package model

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
)

// killEdge returns T0, when the kubelet began to stop an attempt: the Killing
// Event, or, where Events are missing, somewhere between the request and the
// kubelet's first status that knows of it; before the request where a probe may
// have had it killed already, which takes its grace at most. It is zero while
// the attempt is not being stopped.
func (b *builder) killEdge(a *attempt) timeline.Edge {
	if a.killing != nil {
		return a.killing.edge
	}
	d := b.l.deletion
	if d.unseen {
		return timeline.Edge{} // it may have ended long before
	}
	if d.at.IsZero() || a.start.IsZero() || !a.exit.IsZero() && a.exit.Latest.Before(d.requested) || a.run != nil && a.run.lost() {
		return timeline.Edge{}
	}
	hi := b.r.at(d.ackAt)
	if a.run != nil && a.run.ended {
		hi = timeline.EarlierTime(hi, a.exit.Latest)
	}
	if hi.IsZero() {
		return timeline.Edge{} // requested, but the kubelet has not said that it knows
	}
	lo := timeline.EarlierTime(b.r.onNode(d.requested), b.completed().Earliest)
	if a.run == nil || a.run.runningAt.IsZero() { // it may have been killed for its hook
		lo = timeline.EarlierTime(lo, a.start.Earliest)
	}
	if c := b.containerOf(a); b.l.mayHaveStopped(c) {
		grace := max(b.l.grace, c.spec.Probes[spec.Startup].Grace, c.spec.Probes[spec.Liveness].Grace)
		lo = timeline.EarlierTime(lo, timeline.LaterTime(a.start.Earliest, d.requested.Add(-grace-minimumGrace)))
	}
	return timeline.ObservedEdge(lo, hi)
}

// mayHaveStopped reports whether the kubelet may have stopped the pod for a
// probe of a container, with no Event to say so: all of them are missing, or
// the kill's is, of a probe that did fail. Where the container is restarted, a
// kill ends long before.
func (l *life) mayHaveStopped(c *container) bool {
	startup, liveness := c.spec.Probes[spec.Startup].Check != "", c.spec.Probes[spec.Liveness].Check != ""
	if !startup && !liveness || l.restarts == corev1.RestartPolicyAlways && c.spec.Restart == nil || c.kind == timeline.LaneSidecar {
		return false
	}
	kubelets := func(rec *eventRecord) bool { return rec.source == kubelet }
	failed := func(rec *eventRecord) bool { return rec.reason == "Unhealthy" && rec.container == c.name }
	return !slices.ContainsFunc(l.events, kubelets) || slices.ContainsFunc(l.events, failed)
}

// containerOf returns the container of which an attempt is.
func (b *builder) containerOf(a *attempt) *container {
	return b.l.containers[slices.IndexFunc(b.attempts, func(list []*attempt) bool { return slices.Contains(list, a) })]
}

// completed returns when the last main container was done for good, if that was
// before the pod was asked to stop: the kubelet stops its sidecars then. It is
// zero otherwise.
func (b *builder) completed() timeline.Edge {
	var last timeline.Edge
	for i, c := range b.l.containers {
		if c.kind != timeline.LaneContainer {
			continue
		}
		n := len(b.attempts[i])
		if n == 0 {
			return timeline.Edge{}
		}
		lb := &laneBuilder{builder: b, c: c, i: i, attempts: b.attempts[i]}
		a := b.attempts[i][n-1]
		if a.exit.IsZero() || !a.exit.Latest.Before(b.l.deletion.requested) || lb.restartsByPolicy(a) {
			return timeline.Edge{}
		}
		last = laterEdge(last, a.exit)
	}
	return last
}
