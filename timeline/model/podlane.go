package model

import (
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/verdict"
)

// change is a point at which the pod enters a phase; an empty phase ends the track.
type change struct {
	edge            timeline.Edge
	phase           timeline.Phase
	reason, message string
}

// podLane draws what the pod as a whole was doing: one phase after the other,
// each begun by the best signal there is.
func (b *builder) podLane() timeline.Lane {
	lane := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "pod", Probes: []timeline.ProbeInfo{}}
	changes := b.upToStarting()
	changes = append(changes, b.readyChanges(changes)...)
	changes = b.ending(changes)
	lane.Spans, lane.Marks = ordered(joined(changes), b.podMarks())
	return lane
}

func joined(changes []change) []timeline.Span {
	var spans []timeline.Span
	for i, c := range changes {
		if c.phase == "" {
			continue
		}
		s := timeline.Span{Track: timeline.TrackPod, Phase: c.phase, Start: c.edge, Outcome: timeline.Ongoing, Reason: c.reason, Message: c.message}
		if i > 0 && len(spans) > 0 {
			s.Start = s.Start.NotBefore(spans[len(spans)-1].End)
		}
		if i+1 < len(changes) {
			s.End, s.Outcome = changes[i+1].edge.NotBefore(s.Start), timeline.Succeeded
		}
		spans = append(spans, s)
	}
	return spans
}

// createdEdge returns creationTimestamp's second, narrowed by what came after.
// A pod that was seen within moments of its creation was seen when it was
// created.
func (b *builder) createdEdge() timeline.Edge {
	if b.l.created.IsZero() {
		return b.firstTold()
	}
	e := timeline.ReportedEdge(b.l.created)
	if told := b.l.told.created; !told.IsZero() {
		e = told
	}
	first := b.r.at(b.l.firstAt)
	e = e.Within(time.Time{}, timeline.EarlierTime(first, b.scheduled.Latest))
	if first.Sub(b.l.created) < 2*time.Second && e.Basis == timeline.Fused {
		e.Time = e.Latest
	}
	return e
}

// firstTold returns the first sign of a pod whose creation is not known: it
// existed by then.
func (b *builder) firstTold() timeline.Edge {
	first := timeline.ObservedEdge(time.Time{}, b.r.at(b.l.firstAt))
	for _, s := range b.podEvents() {
		first = timeline.EarlierEdge(first, s.edge)
	}
	return first
}

// scheduledEdge returns when the pod got its node: the scheduler's Event (µs),
// else the condition's second, else the first version that had a node.
func (b *builder) scheduledEdge() timeline.Edge {
	for _, s := range b.podEvents() {
		if s.rec.reason == "Scheduled" {
			return s.edge
		}
	}
	l := b.l
	if l.nodePreset {
		return timeline.ReportedEdge(l.created)
	}
	for _, f := range l.flips(corev1.PodScheduled) {
		if f.status == corev1.ConditionTrue && !f.ltt.IsZero() {
			return timeline.ReportedEdge(f.ltt).Within(l.created, b.r.at(f.at))
		}
	}
	if l.told.text {
		return b.scheduledByThen()
	}
	if l.node == "" {
		return timeline.Edge{}
	}
	return timeline.ObservedEdge(l.created, timeline.EarlierTime(b.r.at(l.nodeAt), l.startTime))
}

func (b *builder) upToStarting() []change {
	l := b.l
	list := []change{{edge: b.createdEdge(), phase: timeline.Scheduling}}
	switch {
	case l.bornGated:
		list[0].phase, list[0].reason, list[0].message = timeline.Gated, "SchedulingGated", strings.Join(l.gates, ", ")
		if l.ungatedAt.IsZero() {
			return list
		}
		list = append(list, change{edge: timeline.ObservedEdge(l.ungatedLo, b.r.at(l.ungatedAt)), phase: timeline.Scheduling})
	case l.nodePreset, l.created.IsZero() && !b.scheduled.IsZero(): // how long it waited for its node is not known
		list = list[:0]
	}
	if b.scheduled.IsZero() {
		if c := lastOf(l.flips(corev1.PodScheduled)); c.status == corev1.ConditionFalse {
			last := &list[len(list)-1]
			last.reason, last.message = timeline.Clean(c.reason), timeline.Clean(c.message)
		}
		return list
	}
	first := b.firstStep(func(c *container) bool { return c.kind != timeline.LaneEphemeral }).OrBefore(b.becameTrue(corev1.PodReadyToStartContainers))
	if first.IsZero() {
		first = b.firstTrouble()
	}
	if first.IsZero() {
		first = b.laterRun()
	}
	preparing := change{edge: b.scheduled, phase: timeline.Preparing}
	preparing.reason, preparing.message = b.prepareTrouble(first)
	list = append(list, preparing)
	if first.IsZero() {
		return list
	}
	if !slices.ContainsFunc(l.containers, func(c *container) bool { return c.kind == timeline.LaneInit || c.kind == timeline.LaneSidecar }) {
		return append(list, change{edge: first, phase: timeline.Starting})
	}
	list = append(list, change{edge: first, phase: timeline.Initializing})
	// The kubelet takes the first step of a main container when the init containers are
	// done, and publishes Initialized only later.
	done := b.firstStep(func(c *container) bool { return c.kind == timeline.LaneContainer }).OrBefore(b.becameTrue(corev1.PodInitialized))
	if !done.IsZero() {
		list = append(list, change{edge: done, phase: timeline.Starting})
	}
	return list
}

// prepareTrouble returns what kept the node from preparing the pod until done
// (zero: it still does), if an Event says so. The same Events come of later
// sandboxes, and of mounts that are tried again when the pod has long started.
func (b *builder) prepareTrouble(done timeline.Edge) (reason, words string) {
	for _, s := range b.podEvents() {
		waited := message.Unmounted(s.message) != ""
		switch volume := timeline.IsVolumeError(s.rec.reason); {
		case !done.IsZero() && s.edge.Earliest.After(done.Latest):
		case waited && (!volume || words != ""): // which says less than what came before
		case volume || timeline.IsSandboxError(s.rec.reason):
			reason, words = s.rec.reason, s.message
		}
	}
	return reason, words
}

// firstStep returns the first sign of work on any of the containers. A run that
// is known not to be the first is no such sign.
func (b *builder) firstStep(of func(*container) bool) timeline.Edge {
	var first timeline.Edge
	for i, c := range b.l.containers {
		if !of(c) {
			continue
		}
		for _, s := range b.ev[i] {
			if s.kind.IsStep() {
				first = timeline.EarlierEdge(first, s.edge)
				break
			}
		}
		if list := b.attempts[i]; len(list) > 0 && list[0].number == 1 {
			first = timeline.EarlierEdge(first, list[0].start)
		}
	}
	return first
}

// firstTrouble returns when a container was first said to wait for more than
// its turn. As its image, creation or restart is the trouble, the pod was
// prepared.
func (b *builder) firstTrouble() timeline.Edge {
	var first timeline.Edge
	for _, c := range b.l.containers {
		i := slices.IndexFunc(c.published, func(p published) bool { return p.state == stateWaiting && !verdict.Ordinary(p.reason) })
		if i < 0 {
			continue
		}
		e := b.r.seen(c.published[i].lo, c.published[i].at)
		if c.published[i].joined {
			e.Earliest = timeline.EarlierTime(e.Earliest, b.scheduled.Earliest)
		}
		first = timeline.EarlierEdge(first, e)
	}
	return first
}

// laterRun returns by when the first run had begun where only a later one is
// known, and no condition says more: Kubernetes before 1.29 publishes none of
// the sandbox, and a page of describe may end before them.
func (b *builder) laterRun() timeline.Edge {
	var by timeline.Edge
	for i, c := range b.l.containers {
		if list := b.attempts[i]; c.kind != timeline.LaneEphemeral && len(list) > 0 {
			by = timeline.EarlierEdge(by, list[0].start)
		}
	}
	if by.IsZero() {
		return by
	}
	return timeline.ObservedEdge(b.scheduled.Earliest, by.Latest)
}

// becameTrue returns when a condition was first seen true; up to Kubernetes
// 1.35 PodReadyToStartContainers is so only after the first container's start.
func (b *builder) becameTrue(typ corev1.PodConditionType) timeline.Edge {
	for _, f := range b.l.flips(typ) {
		if f.status == corev1.ConditionTrue {
			return f.edge(b.r)
		}
	}
	return timeline.Edge{}
}
