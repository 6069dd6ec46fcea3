package model

import (
	"cmp"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// builder derives one life's lanes from its facts. It has no "now": what is
// open stays open, so that the result can be kept until a fact changes.
type builder struct {
	l        *life
	r        ruler
	ev       [][]*sighting // per container, and last the pod's own
	attempts [][]*attempt  // per container

	scheduled timeline.Edge
	terminal  timeline.Edge // phase Succeeded or Failed was published
	gone      timeline.Edge
}

func newBuilder(l *life, orphans []*eventRecord, r ruler) *builder {
	b := &builder{l: l, r: r, ev: l.sightings(orphans, r)}
	b.attempts = make([][]*attempt, len(l.containers))
	for i, c := range l.containers {
		b.attempts[i] = c.attempts(b.ev[i], r)
	}
	b.scheduled = b.scheduledEdge()
	b.terminal = b.terminalEdge()
	if d := l.deletion; !d.gone.IsZero() {
		lastSeen := r.lo(time.Time{}, d.gone) // where a gap hides when it went, it was there before
		b.gone = timeline.ObservedEdge(timeline.LaterTime(lastSeen, timeline.LaterTime(d.removal, d.goneLo)), r.at(d.gone))
	}
	for c, list := range b.attempts {
		for i, a := range list {
			b.refineKill(a)
			b.refineSlept(l.containers[c], a)
			if n := next(list, i); n != nil {
				n.follow(a)
			}
		}
	}
	return b
}

// terminalEdge returns when phase Succeeded or Failed was published. To a
// watcher that came later it was after the last exit, and usually at once.
func (b *builder) terminalEdge() timeline.Edge {
	for i, p := range b.l.phases {
		if p.phase != corev1.PodSucceeded && p.phase != corev1.PodFailed {
			continue
		}
		e := b.r.seen(p.lo, p.at)
		if i > 0 {
			return e
		}
		e.Earliest = b.l.created
		if p.reason == "DeadlineExceeded" {
			e.Earliest = timeline.LaterTime(e.Earliest, b.l.startTime.Add(b.l.activeFor))
		}
		for _, c := range b.l.containers {
			for _, r := range c.runs {
				e.Earliest = timeline.LaterTime(e.Earliest, r.finishedAt)
			}
		}
		if e.Earliest.After(b.l.created) {
			e.Time = e.Earliest.Add(relist)
		}
		return e.Clamp()
	}
	return timeline.Edge{}
}

func (b *builder) podEvents() []*sighting { return b.ev[len(b.ev)-1] }

// lanes builds every lane: the pod, its containers in the order in which they
// start, ephemeral containers, then the Services.
func (b *builder) lanes() []timeline.Lane {
	lanes := make([]timeline.Lane, 0, len(b.l.containers)+2)
	for i := range b.l.containers {
		lanes = append(lanes, b.containerLane(i))
	}
	pod := b.podLane()
	lanes = append([]timeline.Lane{pod}, lanes...)
	return append(lanes, b.serviceLanes()...)
}

func (b *builder) containerLane(i int) timeline.Lane {
	c := b.l.containers[i]
	lb := &laneBuilder{builder: b, c: c, i: i, ev: b.ev[i], attempts: b.attempts[i]}
	lane := timeline.Lane{
		ID: string(c.kind) + "/" + c.label, Kind: c.kind, Name: c.label,
		Restarts: lb.restarts(), Container: lb.container(), Attempts: lb.attemptList(),
	}
	if a := lastOf(lb.attempts); a != nil {
		lane.Missed = max(0, a.number-len(lb.attempts)-c.olderRuns)
	}
	lb.image()
	lb.process()
	for _, a := range lb.attempts {
		lb.hooks(a)
		if !lb.overBeforeJoin(a) {
			run := probedRun{lb, a}
			run.startup()
			run.readiness()
			run.liveness()
		}
		lb.stop(a)
	}
	lb.eventMarks()
	lane.Probes = lb.probes()
	lane.Spans, lane.Marks = ordered(lb.spans, lb.marks)
	return lane
}

// laneBuilder collects the spans and marks of one container's lane.
type laneBuilder struct {
	*builder
	c        *container
	i        int
	ev       []*sighting
	attempts []*attempt
	spans    []timeline.Span
	marks    []timeline.Mark
}

func (b *laneBuilder) span(s timeline.Span) { b.spans = append(b.spans, s) }

func (b *laneBuilder) mark(m timeline.Mark) {
	m.Count = max(m.Count, 1)
	b.marks = append(b.marks, m)
}

// overBeforeJoin reports whether the run had ended by the first version this
// watcher saw, so that its probes and its successful hooks left no trace. Of one
// that no version names, the start of the next shows it.
func (b *laneBuilder) overBeforeJoin(a *attempt) bool {
	switch {
	case !b.l.joinedLate:
		return false
	case a.run != nil:
		return a.run.ended && a.run.endedAt.Equal(b.l.firstAt)
	}
	return !a.exit.IsZero() && !a.exit.Earliest.After(b.r.at(b.l.firstAt))
}

// restarts returns the kubelet's restartCount, or what was seen when that is
// more.
func (b *laneBuilder) restarts() int {
	n := b.nextNumber() - 2
	for _, p := range b.c.published {
		n = max(n, int(p.restarts))
	}
	return max(n, 0)
}

// nextNumber returns the number of the attempt after the last.
func (b *laneBuilder) nextNumber() int {
	if a := lastOf(b.attempts); a != nil {
		return a.number + 1
	}
	return 1
}

func (b *laneBuilder) container() *timeline.Container {
	c, now := b.c, b.c.current()
	return &timeline.Container{
		Name: c.label, Index: c.index, Of: c.of, Image: c.spec.Image, Resources: cmp.Or(c.allocated, c.spec.Resources),
		PostStart: c.spec.PostStart, PreStop: c.spec.PreStop, PreStopSleeps: c.spec.PreStopSleep, HookCause: b.hookCause(),
		State: stateNames[now.state], Reason: timeline.Clean(now.reason), Message: timeline.Clean(now.message),
		Ready: now.ready, Started: now.started, PullFailures: b.pullFailures(), ImageSize: imageSize(b.ev), ImageID: c.imageID, Manifest: c.spec.Manifest,
		RunUnknown: b.runUnknown(),
	}
}

func (b *laneBuilder) attemptList() []timeline.Attempt {
	list := make([]timeline.Attempt, 0, len(b.attempts))
	for _, a := range b.attempts {
		out := timeline.Attempt{Number: a.number, Started: a.start, Exited: a.exit, Cause: a.cause(b.l), Pull: pulledBefore(b.ev, a), RestartsAll: b.asksForAll(a)}
		if a.created != nil {
			out.Created = a.created.edge
		}
		if r := a.run; r != nil {
			out.ContainerID = timeline.Clean(r.id)
			if r.ended {
				out.Signal, out.Reason, out.Message = r.signal, r.reason, r.message
				if !r.lost() {
					out.ExitCode = r.exitCode()
				}
			}
		}
		list = append(list, out)
	}
	return list
}

var trackOrder = map[timeline.Track]int{
	timeline.TrackPod: 0, timeline.TrackImage: 1, timeline.TrackProcess: 2, timeline.TrackHooks: 3, timeline.TrackStartup: 4,
	timeline.TrackReadiness: 5, timeline.TrackLiveness: 6, timeline.TrackStop: 7, timeline.TrackEndpoint: 8,
}

// ordered sorts spans by track, attempt and start and makes each track disjoint,
// and marks by time. Slices are never nil: they are contract.
func ordered(spans []timeline.Span, marks []timeline.Mark) ([]timeline.Span, []timeline.Mark) {
	slices.SortStableFunc(spans, func(a, b timeline.Span) int {
		return cmp.Or(cmp.Compare(trackOrder[a.Track], trackOrder[b.Track]), cmp.Compare(a.Attempt, b.Attempt), a.Start.Time.Compare(b.Start.Time))
	})
	out := spans[:0]
	for _, s := range spans {
		out = appendDisjoint(out, s)
	}
	slices.SortStableFunc(marks, func(a, b timeline.Mark) int { return a.Time.Time.Compare(b.Time.Time) })
	return exact(out), exact(marks)
}

// exact returns a copy of s without the room that appending left: a third of what
// thousands of pods take. It is never nil.
func exact[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }

// appendDisjoint keeps one track free of overlaps: a span that begins before
// its predecessor's end cuts it there. Truncated seconds of different sources
// can overlap by less than one.
func appendDisjoint(out []timeline.Span, s timeline.Span) []timeline.Span {
	if !s.Open() {
		s.End = s.End.NotBefore(s.Start)
	}
	if n := len(out); n > 0 && out[n-1].Track == s.Track {
		prev := &out[n-1]
		switch {
		case prev.Open():
			if prev.Outcome == timeline.Ongoing {
				prev.Outcome = timeline.Unknown
			}
			prev.End = timeline.ObservedEdge(prev.Start.Earliest, s.Start.Latest).NotAfter(s.Start).NotBefore(prev.Start)
		case prev.End.Time.After(s.Start.Time):
			prev.End = prev.End.NotAfter(s.Start).NotBefore(prev.Start)
		}
		if s.Start.Time.Before(prev.End.Time) {
			s.Start = s.Start.NotBefore(prev.End)
			if !s.Open() {
				s.End = s.End.NotBefore(s.Start)
			}
		}
	}
	return append(out, s)
}
