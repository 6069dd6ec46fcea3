package model

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// startup draws the window from the first startup probe to `started`.
func (b *laneBuilder) startup(a *attempt) {
	p := b.c.spec.probes[probeStartup]
	if p.check == "" || a.start.IsZero() {
		return
	}
	passed := b.startedEdge(a)
	start := b.firstProbe(a, probeStartup, p, passed)
	if start.IsZero() || b.passedBeforeJoin(a, passed) {
		return
	}
	s := timeline.Span{Track: timeline.TrackStartup, Phase: timeline.Probing, Attempt: a.number, Start: start, Outcome: timeline.Ongoing, Message: p.check}
	switch {
	case !passed.IsZero():
		s.End, s.Outcome = passed.NotBefore(start), timeline.Succeeded
	case a.killing != nil:
		s.End, s.Outcome = a.killing.edge.NotBefore(start), timeline.Unknown
		if a.cause(b.l) == "startup" {
			s.Outcome, s.Reason = timeline.Failed, "startup probe failed"
		}
	case !a.exit.IsZero():
		s.End, s.Outcome = a.exit.NotBefore(start), timeline.Unknown
	}
	b.span(s)
}

// passedBeforeJoin: the probe had succeeded by the first version this watcher
// saw, and no failure tells when it had begun.
func (b *laneBuilder) passedBeforeJoin(a *attempt, passed timeline.Edge) bool {
	return b.l.joinedLate && !passed.Time.After(b.r.at(b.l.firstAt)) && len(b.failures(a, probeStartup)) == 0
}

// firstProbe bounds the first probe of a run: not before the initial delay, nor
// before the run was published (the prober needs its container ID), and not
// after the first failure or the success itself.
func (b *laneBuilder) firstProbe(a *attempt, probe int, p probeSpec, done timeline.Edge) timeline.Edge {
	lo := a.start.Earliest.Add(time.Duration(p.initialDelay) * time.Second)
	if a.run != nil {
		lo = timeline.LaterTime(lo, a.run.runningLo)
	}
	hi := done.Latest
	failed := b.failures(a, probe)
	if len(failed) > 0 {
		hi = timeline.EarlierTime(hi, failed[0].edge.Latest)
	}
	if len(failed) == 0 && a.run != nil && !a.run.runningAt.IsZero() {
		published := b.r.at(a.run.runningAt)
		due := timeline.LaterTime(published, a.start.Latest.Add(time.Duration(p.initialDelay)*time.Second)).Add(time.Duration(p.period) * time.Second)
		if hi.IsZero() {
			return timeline.Edge{Time: timeline.LaterTime(lo, published), Earliest: lo, Latest: timeline.LaterTime(due, lo), Basis: timeline.Inferred}.Clamp()
		}
		hi = timeline.EarlierTime(hi, due.Add(time.Second)) // the failures in between have been lost
	}
	if hi.IsZero() {
		return timeline.Edge{}
	}
	if lo.After(hi) {
		lo = hi
	}
	return timeline.Edge{Time: hi, Earliest: lo, Latest: hi, Basis: timeline.Fused}
}

// failures lists an attempt's failed probes of one kind, in time order. An Event
// that is found with its count tells of those of earlier runs too: no more are
// taken for this one's than fit, but of readiness, which also runs out of turn.
func (b *laneBuilder) failures(a *attempt, probe int) []*sighting {
	var out []*sighting
	for k := range b.ev {
		s := &b.ev[k]
		if s.kind != evProbeFailed || probeOf(s.message) != probe || attemptAt(b.attempts, s) != a {
			continue
		}
		if fit := b.c.spec.probes[probe].fit(s.edge.Time.Sub(a.start.Time)); s.n > fit && probe != probeReadiness {
			own := *s
			own.n = fit
			s = &own
		}
		out = append(out, s)
	}
	return out
}

// fit is how many times a probe can have failed in a run that goes on for d.
func (p probeSpec) fit(d time.Duration) int {
	d -= time.Duration(p.initialDelay) * time.Second
	return 1 + int(max(d, 0)/(time.Duration(max(p.period, 1))*time.Second))
}

// A restart's first publication can still carry the old instance's
// started=true; the startup probe cannot have succeeded before the kubelet had
// published the container ID it runs against (pkg/kubelet/prober/worker.go, doProbe).
const staleStarted = 3 * time.Second

// startedEdge is when a run's startup probe succeeded: the last change to
// started=true, unless it cannot be this run's own.
func (b *laneBuilder) startedEdge(a *attempt) timeline.Edge {
	if a.run == nil {
		return timeline.Edge{}
	}
	var e timeline.Edge
	started := false
	for k, p := range b.c.published {
		if p.id != a.run.id {
			continue
		}
		first := k == 0 || b.c.published[k-1].id != p.id || b.c.published[k-1].state != stateRunning
		switch {
		case p.state != stateRunning: // it keeps what it had when it ended
		case !p.started:
			started = false
		case first && !p.joined && p.lo.Sub(a.run.startedAt) < staleStarted:
		case !started:
			started, e = true, b.r.flipped(p.lo, p.at)
			if p.joined {
				e = b.startedBefore(a, e)
			}
		}
	}
	if !started {
		return timeline.Edge{}
	}
	for _, s := range b.failures(a, probeStartup) {
		e = e.Within(s.edge.Earliest, time.Time{})
	}
	// The others run only once it has started. What failed before the last of
	// the above is of the run that ended in the same second, and does not bind.
	for _, probe := range []int{probeReadiness, probeLiveness} {
		for _, s := range b.failures(a, probe) {
			e = e.Within(time.Time{}, s.edge.Latest)
		}
	}
	return e.NotBefore(a.start)
}

// readiness draws Ready and NotReady for containers whose readiness counts. The
// flips go out at once, so the arrival is within milliseconds of the probe's result.
func (b *laneBuilder) readiness(a *attempt) {
	if b.c.kind == timeline.LaneInit || b.c.kind == timeline.LaneEphemeral || a.start.IsZero() {
		return
	}
	open := timeline.Span{Track: timeline.TrackReadiness, Phase: timeline.NotReady, Attempt: a.number, Start: a.start, Outcome: timeline.Ongoing}
	for _, p := range b.c.published {
		if a.run == nil || p.id != a.run.id || p.state != stateRunning {
			continue
		}
		phase := timeline.NotReady
		if p.ready {
			phase = timeline.Ready
		}
		if phase == open.Phase {
			continue
		}
		at := b.readyEdge(p, a).NotBefore(open.Start)
		open.End, open.Outcome = at, timeline.Succeeded
		b.span(open)
		open = timeline.Span{Track: timeline.TrackReadiness, Phase: phase, Attempt: a.number, Start: at, Outcome: timeline.Ongoing}
	}
	if !a.exit.IsZero() {
		open.End, open.Outcome = a.exit.NotBefore(open.Start), timeline.Succeeded
	}
	if open.Phase == timeline.NotReady {
		open.Message = b.c.spec.probes[probeReadiness].check
	}
	b.span(open)
}

// readyEdge is when a published readiness began. The first version a watcher
// sees only says "some time before"; ContainersReady may tell by when, and so
// does the startup probe of a container that has no readiness probe.
func (b *laneBuilder) readyEdge(p published, a *attempt) timeline.Edge {
	e := b.r.flipped(p.lo, p.at)
	if !p.joined {
		return e
	}
	e.Earliest = a.start.Earliest
	if !p.ready {
		return e
	}
	if probes := b.c.spec.probes; probes[probeStartup].check != "" && probes[probeReadiness].check == "" {
		return b.startedEdge(a).OrBefore(e)
	}
	ltt := b.containersReady()
	if ltt.IsZero() {
		return e
	}
	return timeline.Edge{Time: ltt, Earliest: e.Earliest, Latest: ltt.Add(time.Second), Basis: timeline.Reported}.Clamp()
}

// liveness draws the stretch in which the liveness probe could act. Main
// containers lose it when they are stopped, sidecars keep it.
func (b *laneBuilder) liveness(a *attempt) {
	p := b.c.spec.probes[probeLiveness]
	if p.check == "" || a.start.IsZero() {
		return
	}
	from := a.start
	if b.c.spec.probes[probeStartup].check != "" {
		if from = b.startedEdge(a); from.IsZero() {
			return
		}
	}
	delay := time.Duration(p.initialDelay) * time.Second
	start := timeline.Edge{Time: timeline.LaterTime(from.Time, a.start.Time.Add(delay)), Earliest: timeline.LaterTime(from.Earliest, a.start.Earliest.Add(delay)), Basis: timeline.Inferred}
	if a.run != nil {
		start.Time = timeline.LaterTime(start.Time, b.r.at(a.run.runningAt))
	}
	start.Latest = timeline.LaterTime(start.Time, from.Latest).Add(time.Duration(p.period) * time.Second)
	s := timeline.Span{Track: timeline.TrackLiveness, Phase: timeline.Probing, Attempt: a.number, Start: start, Outcome: timeline.Ongoing, Message: p.check}
	switch {
	case a.killing != nil && b.c.kind != timeline.LaneSidecar:
		s.End, s.Outcome = a.killing.edge, timeline.Succeeded
		if a.cause(b.l) == "liveness" {
			s.Outcome, s.Reason = timeline.Failed, "liveness probe failed"
		}
	case !a.exit.IsZero():
		s.End, s.Outcome = a.exit, timeline.Succeeded
	}
	if !s.Open() && !s.End.Time.After(s.Start.Time) {
		return // it ended before the first probe was due
	}
	b.span(s)
}
