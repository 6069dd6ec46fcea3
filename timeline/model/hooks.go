package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

func (b *laneBuilder) hooks(a *attempt) {
	if b.c.spec.PostStart != "" && !a.start.IsZero() && (a.hookFailed != nil || !b.overBeforeJoin(a)) {
		b.postStart(a)
	}
	if b.c.spec.PreStop != "" && !a.start.IsZero() && (a.killing != nil || !b.overBeforeJoin(a)) {
		b.preStop(a)
	}
}

// postStart draws the hook that runs beside the command from its start on. Its
// failure is an exact Event. Its success is only bounded: the status is not
// published, and no later container is touched, before the hook has returned
// (pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer).
func (b *laneBuilder) postStart(a *attempt) {
	s := timeline.Span{
		Track: timeline.TrackHooks, Phase: timeline.PostStart, Attempt: a.number, Start: a.start,
		Outcome: timeline.Ongoing, Message: b.c.spec.PostStart,
	}
	s.Start.Time = s.Start.Latest // the hook begins once the process has started
	s.Start = b.hookStart(s.Start, a.started)
	if a.killing != nil {
		s.Start = s.Start.NotAfter(a.killing.edge) // no kill cuts the hook short
	}
	switch end := b.postStartBound(a); {
	case a.hookFailed != nil:
		s.End, s.Outcome, s.Reason = hookEnd(a.hookFailed).NotBefore(s.Start), timeline.Failed, "PostStartHookError"
		b.mark(timeline.Mark{Track: timeline.TrackHooks, Kind: a.hookFailed.rec.reason, Time: a.hookFailed.edge, Message: a.hookFailed.message, Severity: timeline.Bad, Attempt: a.number})
	case !end.IsZero():
		s.End, s.Outcome = timeline.Edge{Time: end, Earliest: s.Start.Earliest, Latest: end, Basis: timeline.Observed}.Clamp().NotBefore(s.Start), timeline.Succeeded
		if a.run != nil && a.run.runningAt.IsZero() && a.killing == nil {
			s.Outcome = timeline.Unknown // never published as running: it may have been cut short
		}
	}
	b.span(s)
}

// postStartBound returns the first sign that the hook has returned.
func (b *laneBuilder) postStartBound(a *attempt) time.Time {
	var hi time.Time
	if a.run != nil {
		hi = timeline.EarlierTime(hi, b.r.at(a.run.runningAt))
		hi = timeline.EarlierTime(hi, b.r.at(a.run.endedAt))
	}
	if a.killing != nil {
		hi = timeline.EarlierTime(hi, a.killing.edge.Latest)
	}
	hi = timeline.EarlierTime(timeline.EarlierTime(hi, a.exit.Latest), b.firstProbed(a))
	for j := b.i + 1; j < len(b.l.containers) && b.l.containers[j].kind != timeline.LaneEphemeral; j++ {
		for _, s := range b.builder.ev[j] {
			if s.kind.IsStep() && s.edge.Earliest.After(a.start.Latest) {
				hi = timeline.EarlierTime(hi, s.edge.Latest)
				break
			}
		}
	}
	return hi
}

// firstProbed returns the first sign of a probe of a container's first run,
// which the kubelet only probes once it has published it as running
// (pkg/kubelet/prober/worker.go, doProbe). After a restart the old run may
// still be published.
func (b *laneBuilder) firstProbed(a *attempt) time.Time {
	var t time.Time
	if a.number > 1 {
		return t
	}
	for _, s := range b.ev {
		switch s.kind {
		case message.ProbeFailed, message.ProbeErrored, message.ProbeWarning:
			if attemptAt(b.attempts, s) == a {
				t = timeline.EarlierTime(t, s.edge.Latest)
			}
		}
	}
	return t
}

// preStop draws the hook that runs from the Killing Event (T0) on, before
// SIGTERM. Its failure is an exact Event, and one that only sleeps ends by
// itself (while the container runs, sleepsOver ends it); else it ended
// somewhere between T0 and the exit.
func (b *laneBuilder) preStop(a *attempt) {
	t0 := b.killEdge(a)
	if t0.IsZero() || !a.exit.IsZero() && a.exit.Latest.Before(t0.Earliest) {
		return
	}
	s := timeline.Span{
		Track: timeline.TrackHooks, Phase: timeline.PreStop, Attempt: a.number, Start: t0,
		Outcome: timeline.Ongoing, Message: b.c.spec.PreStop,
	}
	s.Start = b.hookStart(t0, a.killing)
	s.End, s.Outcome = b.preStopEnd(a, t0)
	if a.stopFailed != nil {
		s.Reason = "FailedPreStopHook"
		b.mark(timeline.Mark{Track: timeline.TrackHooks, Kind: a.stopFailed.rec.reason, Time: a.stopFailed.edge, Message: a.stopFailed.message, Severity: timeline.Warning, Attempt: a.number})
	}
	b.span(s)
}

func (b *laneBuilder) preStopEnd(a *attempt, t0 timeline.Edge) (timeline.Edge, timeline.Outcome) {
	switch {
	case a.stopFailed != nil:
		return hookEnd(a.stopFailed).NotBefore(t0), timeline.Failed
	case b.c.spec.PreStopSleep > 0 && b.c.spec.PreStopSleep < b.killGrace(a) && !a.exit.IsZero():
		e := sleptUntil(t0, b.c.spec.PreStopSleep)
		return e.Within(time.Time{}, a.exit.Latest).NotBefore(t0), timeline.Succeeded
	case !a.exit.IsZero():
		// a hook that outlives the grace is not waited for
		e := timeline.Edge{Time: timeline.EarlierTime(a.exit.Time, t0.Time.Add(b.killGrace(a))), Earliest: t0.Earliest, Latest: a.exit.Latest, Basis: timeline.Observed}.Clamp()
		return e.NotBefore(t0), timeline.Succeeded
	}
	return timeline.Edge{}, timeline.Ongoing
}

// hookLag is how long the kubelet takes at most between a hook's Event and the
// hook itself. The runtime's log shows 45 ms (median), up to 220 ms on a busy node.
const hookLag = 250 * time.Millisecond

// hookStart returns when a hook began: just after the kubelet's Event. An Event
// that itself took longer to arrive than usual comes from a node that was too
// busy for either; one that was only listed later, or whose like is always
// late, proves nothing. A hook is a process that the runtime starts, as a
// container is: where that took long, so may this, and longer (on a cluster that had
// just come up, 1.75 s after a start that took 1.1 s).
func (b *builder) hookStart(e timeline.Edge, announced *sighting) timeline.Edge {
	lag := max(hookLag, b.slowestStart())
	if announced != nil {
		switch late := announced.told.Sub(e.Latest) - b.r.delivery; {
		case late >= maxDelivery, late <= hookLag && b.r.delivery > hookLag:
			lag += hookLag
		case late > hookLag:
			lag += late
		}
	}
	e.Latest, e.Basis = e.Latest.Add(lag), timeline.Fused
	return e
}

// slowestStart returns the longest that the runtime took to start a container of
// the pod that it had created, of those whose Events are exact; where none is,
// how busy the node was is not known.
func (b *builder) slowestStart() time.Duration {
	slowest, known := time.Duration(0), false
	for _, a := range slices.Concat(b.attempts...) {
		if a.created != nil && a.started != nil && a.created.edge.Basis == timeline.Exact && a.started.edge.Basis == timeline.Exact {
			slowest, known = max(slowest, a.started.edge.Time.Sub(a.created.edge.Time)), true
		}
	}
	if !known {
		return slowStart
	}
	return min(2*slowest, slowStart)
}

// slowStart is more than a busy runtime takes for a start: what takes longer
// waits for something that a hook does not need, such as a device.
const slowStart = 2 * time.Second

// hookEndLag is how long the kubelet takes at most to hear of a failed hook's end
// and to record it; 282 ms were seen on a busy node.
const hookEndLag = 400 * time.Millisecond

// hookEnd returns when a failed hook ended: just before the kubelet's Event.
func hookEnd(s *sighting) timeline.Edge {
	e := s.edge
	e.Earliest, e.Basis = e.Earliest.Add(-hookEndLag), timeline.Fused
	return e
}
