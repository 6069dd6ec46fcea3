package model

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// life holds the facts about one pod UID: what its versions said, folded into
// lists of changes, and the Events, slices and samples that name it.
type life struct {
	uid             types.UID
	namespace, name string
	version         int  // of the facts; the derived parts are cached by it
	shared          bool // with a clone of the model: to be copied before anything changes

	// from versions of the pod
	seen        bool // a version of the pod itself was observed
	joinedLate  bool // containers had been started by the first version seen
	rv          uint64
	firstAt     time.Time
	lastAt      time.Time // of the newest version
	posted      time.Time // of the newest status that was seen
	created     time.Time // creationTimestamp
	badCreation time.Time // what it says where that cannot be
	node        string
	nodeAt      time.Time
	nodePreset  bool // spec.nodeName was there from the first version: no scheduler
	bornGated   bool
	gates       []string  // names of the scheduling gates left
	ungatedAt   time.Time // first version without scheduling gates, after one with
	ungatedLo   time.Time // second of the managedFields entry of whoever removed them
	owner       string
	ownerUID    string
	owners      []string // besides owner, written as it is
	revision    string   // of its owner's template
	labels      map[string]string
	qos         string
	ip          string
	restarts    corev1.RestartPolicy
	grace       time.Duration
	activeFor   time.Duration // spec.activeDeadlineSeconds
	readyGates  []string
	finalizers  []string
	manifest    *timeline.PodManifest
	startTime   time.Time // status.startTime: the kubelet's first look
	phases      []phaseChange
	conditions  []*condition
	containers  []*container
	deletion    deletion
	generations []generationChange

	events  []*eventRecord
	byEvent map[types.UID]*eventRecord
	members []*membership
	samples []*probeCount
	delays  delays // of its fresh events
	told    reconstruction

	cache cache
}

type phaseChange struct {
	phase           corev1.PodPhase
	reason, message string
	at, lo          time.Time
}

// deletion is the request as first seen, and what the kubelet and the API
// server made of it later: the final grace-0 write must not move the request.
type deletion struct {
	requested time.Time // deletionTimestamp − grace, of the first version bearing one
	grace     time.Duration
	at        time.Time // arrival of that version
	removal   time.Time // deletionTimestamp of the grace-0 write that precedes DELETED
	removalAt time.Time
	held      bool          // finalizers kept the object at that time
	holders   []string      // … these
	ackAt     time.Time     // first version in which the kubelet had seen the request
	gen       int64         // generation the request made
	unseen    bool          // that version was the removal's: the request was before, and is not known
	shorter   time.Duration // the grace that a second request left; 0: none shortened it
	shortened timeline.Edge // that request, on the arrivals' clock
	gone      time.Time     // arrival of DELETED
	goneLo    time.Time     // API second of the last write but status: a finalizer's removal
}

func (d *deletion) remove(when, at time.Time, finalizers []string) {
	d.removal, d.removalAt, d.held, d.holders = when, at, len(finalizers) > 0, timeline.CleanAll(finalizers)
}

// shorten takes in a second request. Its deletionTimestamp is the first one's
// request and the new grace, or the present where that is over (apiserver's
// registry/rest/delete.go, BeforeDelete).
func (d *deletion) shorten(when, at time.Time, grace time.Duration) {
	d.shorter, d.shortened = grace, timeline.ObservedEdge(d.at, at)
	if when.After(d.requested.Add(grace)) {
		d.shortened = timeline.ReportedEdge(when).Within(d.at, at)
	}
}

// generationChange is a spec change: a resize, an ephemeral container, a deletion.
type generationChange struct {
	generation int64
	at         time.Time
	resized    bool
}

const mirrorAnnotation = "kubernetes.io/config.mirror"

func (m *Model) applyPod(p *corev1.Pod, typ timeline.ObservationType, at time.Time) bool {
	if typ == timeline.Bookmark || p.UID == "" {
		return false
	}
	if static := types.UID(p.Annotations[mirrorAnnotation]); static != "" && static != p.UID {
		m.mirror(static, p.UID)
	}
	l := m.life(p.UID)
	rv := version(p.ResourceVersion)
	fresh := rv == 0 && typ != timeline.Deleted || rv > l.rv
	if rv == 0 && l.seen && typ != timeline.Deleted && !at.After(l.lastAt) {
		fresh = false // a list without versions, read twice
	}
	gone := typ == timeline.Deleted && l.deletion.gone.IsZero()
	if !fresh && !gone {
		return false
	}
	known, posted := l.seen, statusTime(p, at)
	if fresh {
		if !known {
			m.pods++
		}
		l.fold(p, rv, at)
	}
	if gone {
		l.deletion.gone, l.deletion.goneLo = at, lastSpecWrite(p, at)
		l.lastAt = timeline.LaterTime(l.lastAt, at)
		m.forget()
	}
	if typ == timeline.Modified && known && posted.After(l.posted) {
		m.clock.observe(at, posted)
	}
	l.posted = timeline.LaterTime(l.posted, posted)
	l.version++
	return true
}

// mirror makes the events of a static pod, which carry the UID of its
// manifest, belong to the mirror pod.
func (m *Model) mirror(static, mirror types.UID) {
	if m.mirrors[static] == mirror {
		return
	}
	m.mirrors[static] = mirror
	early := m.lives[static]
	if early == nil || early.seen {
		return
	}
	delete(m.lives, static)
	if early.shared {
		early = early.clone()
	}
	l := m.life(mirror)
	for _, e := range early.events {
		if l.record(e.uid) == nil {
			l.byEvent[e.uid] = e
			l.events = append(l.events, e)
		}
	}
	l.version++
}

func (l *life) fold(p *corev1.Pod, rv uint64, at time.Time) {
	first, before := !l.seen, l.lastAt
	lo := statusTime(p, at)
	if lo.IsZero() {
		lo = before // all that is known: not in the version before
	}
	if first {
		l.foldConstants(p, at)
	}
	l.rv, l.lastAt, l.seen = max(l.rv, rv), timeline.LaterTime(l.lastAt, at), true
	l.foldSpec(p, at, before)
	l.foldDeletion(p, at, first)
	l.foldStatus(p, at, lo, first)
}

func (l *life) foldDeletion(p *corev1.Pod, at time.Time, first bool) {
	if p.DeletionTimestamp.IsZero() {
		return
	}
	d, grace := &l.deletion, time.Duration(0)
	if g := p.DeletionGracePeriodSeconds; g != nil {
		grace = timeline.Seconds(*g)
	}
	requested := stamped(p.DeletionTimestamp.Add(-grace), at)
	if requested.IsZero() {
		requested = at.Truncate(time.Second) // by now it was asked for
	}
	when := requested.Add(grace)
	switch {
	case d.at.IsZero():
		d.requested, d.grace, d.at, d.gen = requested, grace, at, p.Generation
		if grace == 0 {
			d.remove(when, at, p.Finalizers)
			d.unseen = first && stoppedFirst(p)
		}
	case grace == 0 && d.removal.IsZero():
		d.remove(when, at, p.Finalizers)
	case grace > 0 && grace < d.grace && (d.shorter == 0 || grace < d.shorter):
		d.shorten(when, at, grace) // the first one stays the request
	}
	if d.ackAt.IsZero() && p.Status.ObservedGeneration >= d.gen && p.Status.ObservedGeneration > 0 {
		d.ackAt = at
	}
}

func (l *life) foldStatus(p *corev1.Pod, at, lo time.Time, first bool) {
	s := &p.Status
	if n := len(l.phases); n == 0 || l.phases[n-1].phase != s.Phase || l.phases[n-1].reason != s.Reason {
		l.phases, _ = trim(append(l.phases, phaseChange{s.Phase, timeline.Clean(s.Reason), timeline.Clean(cut(s.Message)), at, lo}), maxFlips)
	}
	if l.startTime.IsZero() && !s.StartTime.IsZero() {
		l.startTime = stamped(s.StartTime.Time, at)
	}
	if s.QOSClass != "" {
		l.qos = timeline.Clean(string(s.QOSClass))
	}
	if s.PodIP != "" {
		l.ip = timeline.Clean(s.PodIP)
	}
	if first {
		l.joinedLate = anyCreated(s)
	}
	l.foldConditions(s.Conditions, at, lo, first)
	named := l.lookup()
	for _, statuses := range [][]corev1.ContainerStatus{s.InitContainerStatuses, s.ContainerStatuses, s.EphemeralContainerStatuses} {
		for i := range statuses {
			if c := named(statuses[i].Name); c != nil {
				c.fold(&statuses[i], at, lo, statusTime(p, at), first)
			}
		}
	}
}

// anyCreated reports whether a container has been created, also where a page of
// describe was trimmed of its ID.
func anyCreated(s *corev1.PodStatus) bool {
	has := func(c corev1.ContainerStatus) bool {
		return c.ContainerID != "" || c.State.Running != nil || c.State.Terminated != nil || c.LastTerminationState.Terminated != nil
	}
	return slices.ContainsFunc(s.InitContainerStatuses, has) || slices.ContainsFunc(s.ContainerStatuses, has)
}

// lookup returns what finds a container by its name: nil if there is none. Few
// containers are found sooner without an index, and without building one.
func (l *life) lookup() func(name string) *container {
	if len(l.containers) <= 32 {
		return l.named
	}
	index := make(map[string]*container, len(l.containers))
	for _, c := range slices.Backward(l.containers) {
		index[c.name] = c // the first of a name wins, as in named
	}
	return func(name string) *container { return index[name] }
}

func (l *life) named(name string) *container {
	for _, c := range l.containers {
		if c.name == name {
			return c
		}
	}
	return nil
}

// statusTime returns the API server's second at which the kubelet last wrote
// the status: a lower bound for the arrival that does not depend on the client.
func statusTime(p *corev1.Pod, at time.Time) time.Time {
	for i := range p.ManagedFields {
		f := &p.ManagedFields[i]
		if f.Manager == kubelet && f.Subresource == "status" && f.Time != nil {
			return stamped(f.Time.Time, at)
		}
	}
	return time.Time{}
}
