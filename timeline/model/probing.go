package model

import (
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// probedRun is a run of a container as its probes see it.
type probedRun struct {
	*laneBuilder
	attempt *attempt
}

func (r probedRun) startup() {
	p := r.c.spec.Probes[spec.Startup]
	if p.Check == "" || r.attempt.start.IsZero() {
		return
	}
	passed := r.startedEdge()
	start := r.firstProbe(spec.Startup, p, passed)
	if start.IsZero() || r.passedBeforeJoin(passed) {
		return
	}
	s := timeline.Span{Track: timeline.TrackStartup, Phase: timeline.Probing, Attempt: r.attempt.number, Start: start, Outcome: timeline.Ongoing, Message: p.Check}
	switch {
	case !passed.IsZero():
		s.End, s.Outcome = passed.NotBefore(start), timeline.Succeeded
	case r.attempt.killing != nil:
		s.End, s.Outcome = r.attempt.killing.edge.NotBefore(start), timeline.Unknown
		switch r.attempt.cause(r.l) {
		case timeline.CauseStartup:
			s.Outcome, s.Reason = timeline.Failed, "startup probe failed"
		case timeline.CauseLiveness: // which only runs once it has passed
			s.End, s.Outcome = timeline.Edge{Time: s.End.Time, Earliest: start.Earliest, Latest: s.End.Latest, Basis: timeline.Observed}, timeline.Succeeded
		}
	case !r.attempt.exit.IsZero():
		s.End, s.Outcome = r.attempt.exit.NotBefore(start), timeline.Unknown
	}
	r.span(s)
}

// passedBeforeJoin reports whether the probe had succeeded by the first version
// this watcher saw, without a failure to show when it had begun.
func (r probedRun) passedBeforeJoin(passed timeline.Edge) bool {
	return r.l.joinedLate && !passed.Time.After(r.r.at(r.l.firstAt)) && len(r.failures(spec.Startup)) == 0
}

// firstProbe bounds the first probe of a run: not before the initial delay, nor
// before the run was published (the prober needs its container ID), and not
// after the first failure or the success itself.
func (r probedRun) firstProbe(probe int, p spec.Probe, done timeline.Edge) timeline.Edge {
	lo := r.attempt.start.Earliest.Add(time.Duration(p.InitialDelay) * time.Second)
	if r.attempt.run != nil {
		lo = timeline.LaterTime(lo, r.attempt.run.runningLo)
	}
	hi := done.Latest
	failed := r.failures(probe)
	if len(failed) > 0 {
		hi = timeline.EarlierTime(hi, failed[0].edge.Latest)
	}
	if len(failed) == 0 && r.attempt.run != nil && !r.attempt.run.runningAt.IsZero() {
		published := r.r.at(r.attempt.run.runningAt)
		due := timeline.LaterTime(published, r.attempt.start.Latest.Add(time.Duration(p.InitialDelay)*time.Second)).Add(time.Duration(p.Period) * time.Second)
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

// failures lists an attempt's failed probes of one kind, in time order. An
// Event that is found with its count includes those of earlier runs: no more
// are taken for this one's than fit, but of readiness, which also runs out of
// turn.
func (r probedRun) failures(probe int) []*sighting {
	var out []*sighting
	for _, s := range r.ev {
		if s.kind != message.ProbeFailed || probeOf(s.message) != probe || attemptAt(r.attempts, s) != r.attempt {
			continue
		}
		if fit := r.c.spec.Probes[probe].Fit(s.edge.Time.Sub(r.attempt.start.Time)); s.n > fit && probe != spec.Readiness {
			own := *s
			own.n = fit
			s = &own
		}
		out = append(out, s)
	}
	return out
}

// readiness draws Ready and NotReady for containers whose readiness counts. The
// flips go out at once, so the arrival is within milliseconds of the probe's result.
func (r probedRun) readiness() {
	if r.c.kind == timeline.LaneInit || r.c.kind == timeline.LaneEphemeral || r.attempt.start.IsZero() {
		return
	}
	open := timeline.Span{Track: timeline.TrackReadiness, Phase: timeline.NotReady, Attempt: r.attempt.number, Start: r.attempt.start, Outcome: timeline.Ongoing}
	for _, p := range r.c.published {
		if r.attempt.run == nil || p.id != r.attempt.run.id || p.state != stateRunning {
			continue
		}
		phase := timeline.NotReady
		if p.ready {
			phase = timeline.Ready
		} else if p.joined {
			open.Start = r.notReadySince(p)
		}
		if phase == open.Phase {
			continue
		}
		at := r.readyEdge(p).NotBefore(open.Start)
		open.End, open.Outcome = at, timeline.Succeeded
		r.span(open)
		open = timeline.Span{Track: timeline.TrackReadiness, Phase: phase, Attempt: r.attempt.number, Start: at, Outcome: timeline.Ongoing}
	}
	if e := r.attempt.exit; !e.IsZero() {
		if run := r.attempt.run; run != nil && !run.ended && run.listed {
			e.Earliest = timeline.EarlierTime(e.Earliest, r.r.at(run.lastRunningAt)) // that version is older than the Events
		}
		open.End, open.Outcome = e.NotBefore(open.Start), timeline.Succeeded
	}
	if open.Phase == timeline.NotReady {
		open.Message = r.c.spec.Probes[spec.Readiness].Check
	}
	r.span(open)
}

// notReadySince returns since when a run has not been ready that was not in the
// first version a watcher saw: since its start, unless the pod's containers have
// been ready after that.
func (r probedRun) notReadySince(p published) timeline.Edge {
	start, f := r.attempt.start, r.l.firstFlip(corev1.ContainersReady)
	if f.status != corev1.ConditionFalse || f.ltt.Before(start.Latest.Add(staleStarted)) {
		return start
	}
	return timeline.Edge{Time: f.ltt, Earliest: start.Earliest, Latest: r.r.at(p.at), Basis: timeline.Observed}.Clamp()
}

// readyEdge returns when a published readiness began. The first version a
// watcher sees only says "some time before"; ContainersReady may say by when,
// and so does the startup probe of a container that has no readiness probe.
func (r probedRun) readyEdge(p published) timeline.Edge {
	e := r.r.flipped(p.lo, p.at)
	if !p.joined {
		return e
	}
	e.Earliest = r.attempt.start.Earliest
	if !p.ready {
		return e
	}
	if probes := r.c.spec.Probes; probes[spec.Startup].Check != "" && probes[spec.Readiness].Check == "" {
		return r.startedEdge().OrBefore(e)
	}
	ltt := r.l.containersReady()
	if ltt.IsZero() {
		return e
	}
	return timeline.Edge{Time: ltt, Earliest: e.Earliest, Latest: ltt.Add(time.Second), Basis: timeline.Reported}.Clamp()
}

// liveness draws the stretch in which the liveness probe could act. Main
// containers lose it when they are stopped, sidecars keep it.
func (r probedRun) liveness() {
	p := r.c.spec.Probes[spec.Liveness]
	if p.Check == "" || r.attempt.start.IsZero() {
		return
	}
	from := r.attempt.start
	if r.c.spec.Probes[spec.Startup].Check != "" {
		if from = r.startedEdge(); from.IsZero() {
			return
		}
	}
	delay := time.Duration(p.InitialDelay) * time.Second
	start := timeline.Edge{Time: timeline.LaterTime(from.Time, r.attempt.start.Time.Add(delay)), Earliest: timeline.LaterTime(from.Earliest, r.attempt.start.Earliest.Add(delay)), Basis: timeline.Inferred}
	if r.attempt.run != nil {
		start.Time = timeline.LaterTime(start.Time, r.r.at(r.attempt.run.runningAt))
	}
	start.Latest = timeline.LaterTime(start.Time, from.Latest).Add(time.Duration(p.Period) * time.Second)
	s := timeline.Span{Track: timeline.TrackLiveness, Phase: timeline.Probing, Attempt: r.attempt.number, Start: start, Outcome: timeline.Ongoing, Message: p.Check}
	switch {
	case r.attempt.killing != nil && r.c.kind != timeline.LaneSidecar:
		s.End, s.Outcome = r.attempt.killing.edge, timeline.Succeeded
		if r.attempt.cause(r.l) == "liveness" {
			s.Outcome, s.Reason = timeline.Failed, "liveness probe failed"
		}
	case !r.attempt.exit.IsZero():
		s.End, s.Outcome = r.attempt.exit, timeline.Succeeded
	}
	if !s.Open() && !s.End.Time.After(s.Start.Time) {
		return // it ended before the first probe was due
	}
	r.span(s)
}
