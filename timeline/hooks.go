package timeline

import (
	"time"

	"github.com/podlife/podlife/timeline/edge"
)

// hooks draws the postStart and preStop hooks of one attempt.
func (b *laneBuilder) hooks(a *attempt) {
	if b.c.spec.postStart != "" && !a.start.IsZero() && (a.hookFailed != nil || !b.overBeforeJoin(a)) {
		b.postStart(a)
	}
	if b.c.spec.preStop != "" && !a.start.IsZero() && (a.killing != nil || !b.overBeforeJoin(a)) {
		b.preStop(a)
	}
}

// postStart runs beside the command from its start on. Its failure is an exact
// Event. Its success is only bounded: the status is not published, and no later
// container is touched, before the hook has returned
// (pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer).
func (b *laneBuilder) postStart(a *attempt) {
	s := Span{
		Track: TrackHooks, Phase: PostStart, Attempt: a.number, Start: a.start,
		Outcome: Ongoing, Message: b.c.spec.postStart,
	}
	s.Start.Time = s.Start.Latest // the hook begins once the process has started
	s.Start = b.hookStart(s.Start, a.started)
	if a.killing != nil {
		s.Start = s.Start.NotAfter(a.killing.edge) // no kill cuts the hook short
	}
	switch end := b.postStartBound(a); {
	case a.hookFailed != nil:
		s.End, s.Outcome, s.Reason = hookEnd(a.hookFailed).NotBefore(s.Start), Failed, "PostStartHookError"
		b.mark(Mark{Track: TrackHooks, Kind: a.hookFailed.rec.reason, Time: a.hookFailed.edge, Message: a.hookFailed.message, Severity: Bad, Attempt: a.number})
	case !end.IsZero():
		s.End, s.Outcome = Edge{Time: end, Earliest: s.Start.Earliest, Latest: end, Basis: Observed}.Clamp().NotBefore(s.Start), Succeeded
		if a.run != nil && a.run.runningAt.IsZero() && a.killing == nil {
			s.Outcome = Unknown // never published as running: it may have been cut short
		}
	}
	b.span(s)
}

// postStartBound is the first sign that the hook has returned.
func (b *laneBuilder) postStartBound(a *attempt) time.Time {
	var hi time.Time
	if a.run != nil {
		hi = edge.EarlierTime(hi, b.r.at(a.run.runningAt))
		hi = edge.EarlierTime(hi, b.r.at(a.run.endedAt))
	}
	if a.killing != nil {
		hi = edge.EarlierTime(hi, a.killing.edge.Latest)
	}
	hi = edge.EarlierTime(edge.EarlierTime(hi, a.exit.Latest), b.firstProbed(a))
	for j := b.i + 1; j < len(b.l.containers) && b.l.containers[j].kind != LaneEphemeral; j++ {
		for k := range b.builder.ev[j] {
			s := &b.builder.ev[j][k]
			if s.kind >= evPulling && s.kind <= evStarted && s.edge.Earliest.After(a.start.Latest) {
				hi = edge.EarlierTime(hi, s.edge.Latest)
				break
			}
		}
	}
	return hi
}

// firstProbed is the first sign of a probe of a container's first run, which the
// kubelet only probes once it has published it as running (pkg/kubelet/prober/worker.go,
// doProbe). After a restart it may be the old run that is published still.
func (b *laneBuilder) firstProbed(a *attempt) time.Time {
	var t time.Time
	if a.number > 1 {
		return t
	}
	for i := range b.ev {
		switch s := &b.ev[i]; s.kind {
		case evProbeFailed, evProbeErrored, evProbeWarning:
			if attemptAt(b.attempts, s) == a {
				t = edge.EarlierTime(t, s.edge.Latest)
			}
		}
	}
	return t
}

// preStop runs from the Killing event (T0) on, before SIGTERM. Its failure is an
// exact Event, the end of one that only sleeps is known (sleepsOver tells it
// while the container runs); else it ended somewhere between T0 and the exit.
func (b *laneBuilder) preStop(a *attempt) {
	t0 := b.killEdge(a)
	if t0.IsZero() || !a.exit.IsZero() && a.exit.Latest.Before(t0.Earliest) {
		return
	}
	s := Span{
		Track: TrackHooks, Phase: PreStop, Attempt: a.number, Start: t0,
		Outcome: Ongoing, Message: b.c.spec.preStop,
	}
	s.Start = b.hookStart(t0, a.killing)
	s.End, s.Outcome = b.preStopEnd(a, t0)
	if a.stopFailed != nil {
		s.Reason = "FailedPreStopHook"
		b.mark(Mark{Track: TrackHooks, Kind: a.stopFailed.rec.reason, Time: a.stopFailed.edge, Message: a.stopFailed.message, Severity: Warning, Attempt: a.number})
	}
	b.span(s)
}

func (b *laneBuilder) preStopEnd(a *attempt, t0 Edge) (Edge, Outcome) {
	switch {
	case a.stopFailed != nil:
		return hookEnd(a.stopFailed).NotBefore(t0), Failed
	case b.c.spec.preStopSleep > 0 && b.c.spec.preStopSleep < b.killGrace(a) && !a.exit.IsZero():
		e := sleptUntil(t0, b.c.spec.preStopSleep)
		return e.Within(time.Time{}, a.exit.Latest).NotBefore(t0), Succeeded
	case !a.exit.IsZero():
		// a hook that outlives the grace is not waited for
		e := Edge{Time: edge.EarlierTime(a.exit.Time, t0.Time.Add(b.killGrace(a))), Earliest: t0.Earliest, Latest: a.exit.Latest, Basis: Observed}.Clamp()
		return e.NotBefore(t0), Succeeded
	}
	return Edge{}, Ongoing
}

// hookLag is how long the kubelet takes at most between a hook's Event and the
// hook itself. The runtime's log shows 45 ms (median), up to 220 ms on a busy node.
const hookLag = 250 * time.Millisecond

// hookStart is when a hook began: just after the kubelet's Event. An Event that
// itself took longer to arrive than usual tells of a node that was too busy for
// either; one that was only listed later, or whose like is always late, tells
// nothing of that.
func (b *builder) hookStart(e Edge, announced *sighting) Edge {
	lag := hookLag
	if announced != nil {
		switch late := announced.told.Sub(e.Latest) - b.r.delivery; {
		case late >= maxDelivery, late <= hookLag && b.r.delivery > hookLag:
			lag += hookLag
		case late > hookLag:
			lag += late
		}
	}
	e.Latest, e.Basis = e.Latest.Add(lag), Fused
	return e
}

// hookEndLag is how long the kubelet takes at most to hear of a failed hook's end
// and to record it; 282 ms were seen on a busy node.
const hookEndLag = 400 * time.Millisecond

// hookEnd is when a failed hook ended: just before the kubelet's Event.
func hookEnd(s *sighting) Edge {
	e := s.edge
	e.Earliest, e.Basis = e.Earliest.Add(-hookEndLag), Fused
	return e
}
