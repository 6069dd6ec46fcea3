package timeline

import (
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// change is a point at which the pod enters a phase; an empty phase ends the track.
type change struct {
	edge            Edge
	phase           Phase
	reason, message string
}

// podLane draws what the pod as a whole was doing: one phase after the other,
// each begun by the best signal there is.
func (b *builder) podLane() Lane {
	lane := Lane{ID: "pod", Kind: LanePod, Name: "pod", Probes: []ProbeInfo{}}
	changes := b.upToStarting()
	changes = append(changes, b.readyChanges(changes)...)
	changes = b.ending(changes)
	lane.Spans, lane.Marks = ordered(joined(changes), b.podMarks())
	return lane
}

// joined makes spans of changes: each lasts until the next.
func joined(changes []change) []Span {
	var spans []Span
	for i, c := range changes {
		if c.phase == "" {
			continue
		}
		s := Span{Track: TrackPod, Phase: c.phase, Start: c.edge, Outcome: Ongoing, Reason: c.reason, Message: c.message}
		if i > 0 && len(spans) > 0 {
			s.Start = s.Start.notBefore(spans[len(spans)-1].End)
		}
		if i+1 < len(changes) {
			s.End, s.Outcome = changes[i+1].edge.notBefore(s.Start), Succeeded
		}
		spans = append(spans, s)
	}
	return spans
}

// createdEdge is creationTimestamp's second, narrowed by what came after. A pod
// that was seen within moments of its creation was seen when it was created.
func (b *builder) createdEdge() Edge {
	e := reported(b.l.created)
	first := b.r.at(b.l.firstAt)
	e = e.within(time.Time{}, sooner(first, b.scheduled.Earliest))
	if first.Sub(b.l.created) < 2*time.Second && e.Basis == Fused {
		e.Time = e.Latest
	}
	return e
}

// scheduledEdge is when the pod got its node: the scheduler's event (µs), else
// the condition's second, else the first version that had a node.
func (b *builder) scheduledEdge() Edge {
	for i := range b.podEvents() {
		if s := &b.podEvents()[i]; s.rec.reason == "Scheduled" {
			return s.edge
		}
	}
	l := b.l
	if l.nodePreset {
		return reported(l.created)
	}
	if c := l.condition(corev1.PodScheduled); c != nil {
		for _, f := range c.flips {
			if f.status == corev1.ConditionTrue && !f.ltt.IsZero() {
				return reported(f.ltt).within(l.created, b.r.at(f.at))
			}
		}
	}
	if l.node == "" {
		return Edge{}
	}
	return observed(l.created, sooner(b.r.at(l.nodeAt), l.startTime))
}

// upToStarting lists the changes up to Starting.
func (b *builder) upToStarting() []change {
	l := b.l
	list := []change{{edge: b.createdEdge(), phase: Scheduling}}
	switch {
	case l.bornGated:
		list[0].phase, list[0].reason = Gated, "SchedulingGated"
		if l.ungatedAt.IsZero() {
			return list
		}
		list = append(list, change{edge: observed(l.ungatedLo, b.r.at(l.ungatedAt)), phase: Scheduling})
	case l.nodePreset:
		list = list[:0]
	}
	if b.scheduled.IsZero() {
		if c := l.condition(corev1.PodScheduled).last(); c.status == corev1.ConditionFalse {
			last := &list[len(list)-1]
			last.reason, last.message = Clean(c.reason), Clean(c.message)
		}
		return list
	}
	preparing := change{edge: b.scheduled, phase: Preparing}
	preparing.reason, preparing.message = b.prepareTrouble()
	list = append(list, preparing)
	first := soonest(b.firstStep(func(c *container) bool { return c.kind != LaneEphemeral }), b.becameTrue(corev1.PodReadyToStartContainers))
	if first.IsZero() {
		return list
	}
	if !slices.ContainsFunc(l.containers, func(c *container) bool { return c.kind == LaneInit || c.kind == LaneSidecar }) {
		return append(list, change{edge: first, phase: Starting})
	}
	list = append(list, change{edge: first, phase: Initializing})
	if done := b.initializedEdge(); !done.IsZero() {
		list = append(list, change{edge: done, phase: Starting})
	}
	return list
}

// prepareTrouble is what kept the node from preparing the pod, if an Event says so.
func (b *builder) prepareTrouble() (reason, message string) {
	for i := range b.podEvents() {
		if s := &b.podEvents()[i]; prepareErrors[s.rec.reason] {
			reason, message = s.rec.reason, s.message
		}
	}
	return reason, message
}

// prepareErrors are the Warning events of volumes, sandbox and network.
var prepareErrors = map[string]bool{
	"FailedMount": true, "FailedAttachVolume": true, "FailedMapVolume": true, "FailedCreatePodSandBox": true,
	"FailedPodSandBoxStatus": true, "FailedPrepareDynamicResources": true, "NetworkNotReady": true,
	"FailedCreatePodContainer": true, "FailedSync": true,
}

// firstStep is the first sign of work on any of the containers. A run that is
// known not to be the first is no such sign.
func (b *builder) firstStep(of func(*container) bool) Edge {
	var first Edge
	for i, c := range b.l.containers {
		if !of(c) {
			continue
		}
		for k := range b.ev[i] {
			if s := &b.ev[i][k]; s.kind >= evPulling && s.kind <= evStarted {
				first = soonest(first, s.edge)
				break
			}
		}
		if list := b.attempts[i]; len(list) > 0 && list[0].number == 1 {
			first = soonest(first, list[0].start)
		}
	}
	return first
}

// becameTrue is when a condition was first seen true; up to Kubernetes 1.35
// PodReadyToStartContainers says so only after the first container's start.
func (b *builder) becameTrue(typ corev1.PodConditionType) Edge {
	if c := b.l.condition(typ); c != nil {
		for _, f := range c.flips {
			if f.status == corev1.ConditionTrue {
				return f.edge(b.r)
			}
		}
	}
	return Edge{}
}

// initializedEdge is the first step of a main container: the kubelet takes it
// when the init containers are done, and publishes Initialized only later.
func (b *builder) initializedEdge() Edge {
	first := b.firstStep(func(c *container) bool { return c.kind == LaneContainer })
	return soonest(first, b.becameTrue(corev1.PodInitialized))
}

// readyChanges follows the Ready condition once the pod has started.
func (b *builder) readyChanges(before []change) []change {
	c := b.l.condition(corev1.PodReady)
	if c == nil {
		return nil
	}
	var list []change
	for _, f := range c.flips {
		phase := NotReady
		if f.status == corev1.ConditionTrue {
			phase = Ready
		}
		if phase == NotReady && len(list) == 0 {
			continue // not yet ready is Starting
		}
		if n := len(list); n > 0 && list[n-1].phase == phase {
			continue
		}
		ch := change{edge: f.edge(b.r), phase: phase}
		if len(list) == 0 && !b.firstReadyKnown() {
			ch.edge = Edge{ch.edge.Time, b.scheduled.Earliest, ch.edge.Latest, Observed}.clamp()
		}
		if phase == NotReady {
			ch.reason, ch.message = Clean(f.reason), Clean(f.message)
			if b.l.nodeLost(f) {
				ch.reason = "NodeLost"
			}
		}
		list = append(list, ch)
	}
	if len(list) > 0 && len(before) > 0 && list[0].edge.Time.Before(before[len(before)-1].edge.Time) {
		list[0].edge = list[0].edge.notBefore(before[len(before)-1].edge)
	}
	return list
}

// firstReadyKnown reports whether the first Ready transition that was seen is
// the pod's first. To a watcher that joined late the condition tells only the
// last one; a restart, a failed readiness probe, or Events too old to be kept
// speak against it.
func (b *builder) firstReadyKnown() bool {
	l := b.l
	if !l.joinedLate {
		return true
	}
	if b.r.at(l.firstAt).Sub(l.created) > eventTTL {
		return false
	}
	for i, c := range l.containers {
		if len(c.published) > 0 && c.published[0].joined && c.published[0].restarts > 0 {
			return false
		}
		for k := range b.ev[i] {
			s := &b.ev[i][k]
			if s.kind == evProbeFailed && probeOf(s.message) == probeReadiness && s.edge.Time.Before(b.r.at(l.firstAt)) {
				return false
			}
		}
	}
	return true
}

// eventTTL is how long an API server keeps Events by default.
const eventTTL = time.Hour

// nodeLost: the node controller flips Ready alone; the kubelet itself never
// says Ready=False while ContainersReady is True without a reason
// (pkg/controller/util/node/controller_utils.go, MarkPodsNotReady).
func (l *life) nodeLost(f flip) bool {
	if f.status != corev1.ConditionFalse || f.reason != "" {
		return false
	}
	c := l.condition(corev1.ContainersReady)
	if c == nil {
		return false
	}
	status := corev1.ConditionStatus("")
	for _, g := range c.flips {
		if g.at.After(f.at) {
			break
		}
		status = g.status
	}
	return status == corev1.ConditionTrue
}

// ending cuts the track where the pod began to go: at the deletion request, an
// eviction, the active deadline, or simply its end.
func (b *builder) ending(list []change) []change {
	cut := func(from Edge) {
		list = slices.DeleteFunc(list, func(c change) bool { return c.edge.Time.After(from.Time) && c.phase != "" })
	}
	begin := b.stopEdge()
	if !begin.IsZero() {
		cut(begin)
		list = append(list, change{edge: begin, phase: Terminating, reason: b.stopReason()})
	}
	if end := b.terminal; !end.IsZero() && (begin.IsZero() || b.l.deletion.at.IsZero()) {
		cut(end)
		list = append(list, change{edge: end})
	}
	if b.l.deletion.held {
		list = append(list, change{edge: b.removalEdge(), phase: Finalizing})
	}
	if !b.gone.IsZero() {
		list = append(list, change{edge: b.gone})
	}
	return list
}

func (b *builder) removalEdge() Edge {
	d := b.l.deletion
	return reported(d.removal).within(time.Time{}, b.r.at(d.removalAt))
}

// stopEdge is when the pod's end began: an eviction's or deadline's event
// precedes any deletion. The deletion of a pod that is over only removes the
// object, and is no stop.
func (b *builder) stopEdge() Edge {
	var e Edge
	if !b.overBeforeDeletion() {
		e = b.requestEdge()
	}
	for i := range b.podEvents() {
		s := &b.podEvents()[i]
		if stopEvents[s.rec.reason] {
			if b.terminal.IsZero() || !s.edge.Time.After(b.terminal.Time) {
				e = soonest(e, s.edge)
			}
			break
		}
	}
	return e
}

var stopEvents = map[string]bool{"Evicted": true, "DeadlineExceeded": true, "Preempting": true}

// overBeforeDeletion: a version with the terminal phase came before any with a
// deletion. Where both came at once, a granted grace speaks for a pod that ran.
func (b *builder) overBeforeDeletion() bool {
	d := b.l.deletion
	for _, p := range b.l.phases {
		if p.phase == corev1.PodSucceeded || p.phase == corev1.PodFailed {
			return d.at.IsZero() || p.at.Before(d.at) || p.at.Equal(d.at) && d.grace == 0
		}
	}
	return false
}

// firstStop is the first Killing event that a deletion causes; it follows the request.
func (b *builder) firstStop() time.Time {
	var t time.Time
	for i := range b.attempts {
		for _, a := range b.attempts[i] {
			if a.killing != nil && strings.HasPrefix(a.killing.message, stoppingMessage) {
				t = sooner(t, a.killing.edge.Latest)
			}
		}
	}
	return t
}

// requestEdge is when deletion was requested; a zero edge if it was not.
func (b *builder) requestEdge() Edge {
	d := b.l.deletion
	if d.at.IsZero() {
		return Edge{}
	}
	e := reported(d.requested).within(time.Time{}, sooner(b.r.at(d.at), b.firstStop()))
	if e.Basis == Fused {
		e.Time = e.Latest // it was seen within the second of the request
	}
	return e
}
