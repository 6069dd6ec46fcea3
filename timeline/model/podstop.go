package model

import (
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
)

// ending cuts the track where the pod began to go: at the deletion request, an
// eviction, the active deadline, or simply its end.
func (b *builder) ending(list []change) []change {
	cut := func(from timeline.Edge) {
		list = slices.DeleteFunc(list, func(c change) bool { return c.edge.Time.After(from.Time) && c.phase != "" })
	}
	begin := b.stopEdge()
	if !begin.IsZero() {
		cut(begin)
		list = append(list, change{edge: begin, phase: timeline.Terminating, reason: b.stopReason()})
	}
	if end := b.terminal; !end.IsZero() && (begin.IsZero() || b.l.deletion.at.IsZero()) {
		cut(end)
		list = append(list, change{edge: end})
	}
	if b.l.deletion.held {
		list = append(list, change{edge: b.removalEdge(), phase: timeline.Finalizing, message: strings.Join(b.l.deletion.holders, ", ")})
	}
	if !b.gone.IsZero() {
		list = append(list, change{edge: b.gone})
	}
	return list
}

func (b *builder) removalEdge() timeline.Edge {
	d := b.l.deletion
	return timeline.ReportedEdge(d.removal).Within(time.Time{}, b.r.at(d.removalAt))
}

// stopEdge returns when the pod's end began: an eviction's or deadline's Event
// precedes any deletion, and a node's shutdown has none, nor an Event of its
// own. The deletion of a pod that is over only removes the object, and is no
// stop.
func (b *builder) stopEdge() timeline.Edge {
	var e timeline.Edge
	if !b.overBeforeDeletion() {
		e = b.requestEdge()
	}
	for _, s := range b.podEvents() {
		if stopEvents[s.rec.reason] {
			if b.terminal.IsZero() || !s.edge.Time.After(b.terminal.Time) {
				e = timeline.EarlierEdge(e, s.edge)
			}
			break
		}
	}
	if a := b.mainsStopped(); a != nil {
		e = timeline.EarlierEdge(e, a.killing.edge)
	}
	runs := func(c *container) bool { return c.current().state == stateRunning }
	if e.IsZero() && b.l.phaseReason() == "DeadlineExceeded" && !slices.ContainsFunc(b.l.containers, runs) {
		return b.deadlineEdge()
	}
	return e
}

// deadlineEdge returns when the pod's active deadline was over: the kubelet looks
// each second.
func (b *builder) deadlineEdge() timeline.Edge {
	if b.l.activeFor == 0 || b.l.startTime.IsZero() {
		return timeline.Edge{}
	}
	e := timeline.ReportedEdge(b.l.startTime.Add(b.l.activeFor))
	e.Basis, e.Latest = timeline.Inferred, e.Latest.Add(time.Second)
	return e
}

// mainsStopped returns the last run of the main container that was the first to
// be killed to go with the pod, or nil. One whose sandbox is replaced will run
// again; and the Event of a kill that no probe explains can be here before the
// version with the request that it follows.
func (b *builder) mainsStopped() *attempt {
	var first *attempt
	for i, c := range b.l.containers {
		a := lastOf(b.attempts[i])
		if c.kind != timeline.LaneContainer || a == nil || !a.goesWithPod() || b.l.sandboxChanged(a.killing.edge) || a.failedProbe == "" && !b.r.at(b.l.lastAt).After(a.killing.edge.Latest) {
			continue
		}
		if first == nil || a.killing.edge.Time.Before(first.killing.edge.Time) {
			first = a
		}
	}
	return first
}

// stoppedItself reports whether the kubelet had begun to stop the pod before the
// deletion was requested. The clock of a node that is behind makes every stop
// look so: a probe that had used up its failures, or the arrivals, must agree.
func (b *builder) stoppedItself() bool {
	a, d := b.mainsStopped(), b.l.deletion
	if a == nil || d.at.IsZero() {
		return a != nil
	}
	if !a.killing.edge.Latest.Before(d.requested) || d.unseen {
		return false
	}
	return a.failedProbe != "" || a.killing.told.Before(b.r.at(d.at).Add(-maxDelivery))
}

var stopEvents = map[string]bool{"Evicted": true, "DeadlineExceeded": true, "Preempting": true}

// overBeforeDeletion reports whether a version with the terminal phase came
// before any with a deletion. Where both came at once, a granted grace speaks
// for a pod that ran.
func (b *builder) overBeforeDeletion() bool {
	d := b.l.deletion
	for _, p := range b.l.phases {
		if p.phase == corev1.PodSucceeded || p.phase == corev1.PodFailed {
			return d.at.IsZero() || p.at.Before(d.at) || p.at.Equal(d.at) && d.grace == 0 && !d.unseen
		}
	}
	return false
}

// firstStop returns the first Killing Event that a deletion causes; it follows
// the request.
func (b *builder) firstStop() time.Time {
	var t time.Time
	for _, a := range slices.Concat(b.attempts...) {
		if a.goesWithPod() {
			t = timeline.EarlierTime(t, a.killing.edge.Latest)
		}
	}
	return t
}

func (b *builder) requestEdge() timeline.Edge {
	d := b.l.deletion
	if d.at.IsZero() {
		return timeline.Edge{}
	}
	e := timeline.ReportedEdge(d.requested)
	if told := b.l.told.deleted; !told.IsZero() {
		e = told
	}
	if d.unseen {
		e.Earliest, e.Basis = b.l.created, timeline.Observed
	}
	e = e.Within(time.Time{}, timeline.EarlierTime(b.r.at(d.at), b.firstStop()))
	if e.Basis == timeline.Fused {
		e.Time = e.Latest // it was seen within the second of the request
	}
	return e
}

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
		lb := &laneBuilder{builder: b, c: c, i: i, attempts: b.attempts[i]}
		a := lastOf(b.attempts[i])
		if a == nil || a.exit.IsZero() || !a.exit.Latest.Before(b.l.deletion.requested) || lb.restartsByPolicy(a) {
			return timeline.Edge{}
		}
		last = laterEdge(last, a.exit)
	}
	return last
}

// stoppedFirst reports whether a pod that is removed without a grace was stopped
// with one before: it ran, runs no longer, and would have been started again.
func stoppedFirst(p *corev1.Pod) bool {
	runs := func(c corev1.ContainerStatus) bool { return c.State.Running != nil }
	return p.Spec.RestartPolicy == corev1.RestartPolicyAlways && p.Status.Reason == "" && anyCreated(&p.Status) &&
		!slices.ContainsFunc(p.Status.ContainerStatuses, runs) && !slices.ContainsFunc(p.Status.InitContainerStatuses, runs)
}
