package model

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// probes describes the configured probes and what is known of their results.
func (b *laneBuilder) probes() []timeline.ProbeInfo {
	list := []timeline.ProbeInfo{}
	for i, p := range b.c.spec.probes {
		if p.check == "" {
			continue
		}
		info := timeline.ProbeInfo{
			Probe: probeNames[i], PeriodSeconds: p.period, FailureThreshold: p.failure, Check: p.check,
			InitialDelaySeconds: p.initialDelay, TimeoutSeconds: p.timeout, SuccessThreshold: p.success,
		}
		b.results(i, &info)
		list = append(list, info)
	}
	return list
}

// results counts failures (Events, or the kubelet's counter when that says
// more) and successes (only the counter tells).
func (b *laneBuilder) results(probe int, info *timeline.ProbeInfo) {
	for k := range b.ev {
		s := &b.ev[k]
		if s.kind == evProbeFailed && probeOf(s.message) == probe {
			info.Failures += s.n
			info.LastFailure, info.LastMessage = s.edge, s.message
		}
	}
	failed, known := b.l.counted(b.c.name, probe, "failed")
	ok, _ := b.l.counted(b.c.name, probe, "successful")
	info.Failures = max(info.Failures, int(failed))
	info.Successes, info.SuccessesKnown = int(ok), known
	n := len(b.attempts)
	if n == 0 {
		return
	}
	a := b.attempts[n-1]
	passing := b.passing(probe, a)
	info.Passed = passing.Passed
	info.Streak = b.streak(probe, a, passing, info)
	if probe == probeStartup && !passing.Passed {
		info.Carried = b.carried()
		info.Streak += info.Carried
	}
	info.Tick = b.tick(probe, a, passing, info)
}

// streak counts the failures since the last success. Where a success need not
// show, of liveness or of readiness below its threshold, one must have been
// where the next failure took too long to come.
func (b *laneBuilder) streak(probe int, a *attempt, last passing, info *timeline.ProbeInfo) int {
	hidden := probe == probeLiveness || probe == probeReadiness && last.Passed
	n := 0
	var next *sighting
	for _, s := range slices.Backward(b.failures(a, probe)) {
		if !last.Since.IsZero() && !s.edge.Time.After(last.Since) {
			break
		}
		if hidden && next != nil && next.edge.Time.Sub(s.edge.Time) > time.Duration(next.n)*info.Patience() {
			break
		}
		n += s.n
		next = s
	}
	return n
}

// carried counts the failures of the startup probe in the runs before that still
// count. A run that ends by itself ends no streak: the kubelet forgets it when
// the probe succeeds, or when it has acted on it (pkg/kubelet/prober/worker.go, doProbe).
func (b *laneBuilder) carried() int {
	n := 0
	for i := len(b.attempts) - 2; i >= 0; i-- {
		a := b.attempts[i]
		if a.number+1 != b.attempts[i+1].number { // nobody saw how the runs in between ended
			break
		}
		failed := occurrences(b.failures(a, probeStartup))
		if killed(a, probeKills) || failed >= int(b.c.spec.probes[probeStartup].failure) || !b.startedEdge(a).IsZero() || b.newKubelet(i) {
			break
		}
		n += failed
	}
	return n
}

func occurrences(list []*sighting) int {
	n := 0
	for _, s := range list {
		n += max(s.n, 1)
	}
	return n
}

// tick is a moment at which a probe ran that runs on in the current run. The
// grid of liveness outlives a run. Readiness has a new one whenever it ran out
// of turn, as it does while it is not ready (pkg/kubelet/prober/worker.go, run).
func (b *laneBuilder) tick(probe int, a *attempt, last passing, info *timeline.ProbeInfo) time.Time {
	started := b.c.spec.probes[probeStartup].check == "" || !b.startedEdge(a).IsZero()
	if !b.runs(a) || started == (probe == probeStartup) {
		return time.Time{}
	}
	if probe == probeLiveness && info.Streak >= int(info.FailureThreshold) {
		return time.Time{} // it waits for the next run
	}
	at := b.lastFailed(probe, a, info.TimeoutSeconds)
	if probe == probeReadiness {
		at = timeline.LaterTime(at, last.Since)
	}
	if at.IsZero() {
		return at
	}
	if early := a.start.Time.Add(time.Duration(info.InitialDelaySeconds) * time.Second).Sub(at); early > 0 {
		at = at.Add((early - 1).Truncate(info.Period()))
	}
	return at
}

// lastFailed is when a probe last began that failed, if that is known well: of
// liveness in any run, of others in this one.
func (b *laneBuilder) lastFailed(probe int, a *attempt, timeout int32) time.Time {
	for k := len(b.ev) - 1; k >= 0; k-- {
		s := &b.ev[k]
		if s.kind != evProbeFailed || probeOf(s.message) != probe || s.edge.Uncertainty() > time.Second/5 {
			continue
		}
		if probe == probeLiveness || attemptAt(b.attempts, s) == a {
			return s.edge.Time.Add(-message.ProbeTook(s.message, timeout))
		}
	}
	return time.Time{}
}

// runs reports whether a run goes on with nothing in the way of its probes.
func (b *laneBuilder) runs(a *attempt) bool {
	if c := b.l.condition(corev1.PodReady); c != nil && len(c.flips) > 0 && b.l.nodeLost(c.flips[len(c.flips)-1]) {
		return false
	}
	return !a.start.IsZero() && a.exit.IsZero() && a.killing == nil && b.l.deletion.requested.IsZero()
}

type passing struct {
	Passed bool
	Since  time.Time
}

// passing says whether a probe passes in the current run, and since when; for
// liveness nothing but the absence of failures tells.
func (b *laneBuilder) passing(probe int, a *attempt) passing {
	switch probe {
	case probeStartup:
		if e := b.startedEdge(a); !e.IsZero() {
			return passing{true, e.Time}
		}
	case probeReadiness:
		for _, s := range slices.Backward(b.spans) {
			if s.Track == timeline.TrackReadiness && s.Attempt == a.number && s.Phase == timeline.Ready {
				if s.Open() {
					return passing{true, s.Start.Time}
				}
				return passing{false, s.Start.Time}
			}
		}
	case probeLiveness:
		return passing{len(b.failures(a, probe)) == 0 && a.exit.IsZero(), time.Time{}}
	}
	return passing{}
}
