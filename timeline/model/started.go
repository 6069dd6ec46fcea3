package model

import (
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
)

// startedBefore narrows when a run's startup probe succeeded that had done so by
// the first version a watcher saw: by the time all containers were ready, and,
// of a sidecar, before the container after it began, for which it was waited
// (pkg/kubelet/kuberuntime/kuberuntime_container.go, computeInitContainerActions).
func (r probedRun) startedBefore(seen timeline.Edge) timeline.Edge {
	e := timeline.Edge{Time: seen.Time, Earliest: r.attempt.start.Earliest, Latest: seen.Latest, Basis: seen.Basis}
	if ltt := r.l.containersReady(); !ltt.IsZero() && !ltt.Add(time.Second).Before(r.attempt.start.Earliest) {
		e = timeline.Edge{Time: ltt, Earliest: e.Earliest, Latest: ltt.Add(time.Second), Basis: timeline.Fused}.Clamp()
	}
	if after := r.stepAfter(); !after.IsZero() && after.Latest.Before(e.Latest) && after.Latest.After(e.Earliest) {
		e = timeline.Edge{Time: after.Time, Earliest: e.Earliest, Latest: after.Latest, Basis: timeline.Fused}.Clamp()
	}
	return e
}

// containersReady returns the second in which all containers became ready, if
// the first version a watcher saw says so.
func (l *life) containersReady() time.Time {
	f := l.firstFlip(corev1.ContainersReady)
	if f.status != corev1.ConditionTrue {
		return time.Time{}
	}
	return f.ltt
}

// stepAfter returns the first step for the container that a sidecar's first run
// kept waiting.
func (r probedRun) stepAfter() timeline.Edge {
	if r.c.kind != timeline.LaneSidecar || r.attempt.number != 1 || r.i+1 >= len(r.builder.attempts) || len(r.builder.attempts[r.i+1]) == 0 {
		return timeline.Edge{}
	}
	next := r.builder.attempts[r.i+1][0]
	switch {
	case next.number != 1:
		return timeline.Edge{}
	case next.pulled != nil:
		return next.pulled.edge
	case next.created != nil:
		return next.created.edge
	}
	return next.start
}

// startedEdge returns when a run's startup probe succeeded: the last change to
// started=true, unless it cannot be this run's own.
func (r probedRun) startedEdge() timeline.Edge {
	if r.attempt.run == nil {
		return timeline.Edge{}
	}
	var e timeline.Edge
	started := false
	for k, p := range r.c.published {
		if p.id != r.attempt.run.id {
			continue
		}
		first := k == 0 || r.c.published[k-1].id != p.id || r.c.published[k-1].state != stateRunning
		switch {
		case p.state != stateRunning: // it keeps what it had when it ended
		case !p.started:
			started = false
		case first && p.postedBy().Sub(r.attempt.run.startedAt) < staleStarted:
		case !started:
			started, e = true, r.r.flipped(p.lo, p.at)
			if p.joined {
				e = r.startedBefore(e)
			}
		}
	}
	if !started {
		return timeline.Edge{}
	}
	for _, s := range r.failures(spec.Startup) {
		e = e.Within(s.edge.Earliest, time.Time{})
	}
	// The others run only once it has started. What failed before the last of
	// the above is of the run that ended in the same second, and does not bind.
	for _, probe := range []int{spec.Readiness, spec.Liveness} {
		for _, s := range r.failures(probe) {
			if r.attempt.number > 1 && s.edge.Earliest.Before(r.attempt.start.Latest.Add(staleStarted)) {
				continue // probed by the old run's result
			}
			e = e.Within(time.Time{}, s.edge.Latest)
		}
	}
	return e.NotBefore(r.attempt.start)
}

// postedBy returns the second in which a state was posted at the latest, as far
// as is known: of the first version a watcher saw that may be long before.
func (p published) postedBy() time.Time {
	if p.joined {
		return p.at.Add(-time.Second)
	}
	return p.lo
}

// A restart's first publication can still carry the old instance's
// started=true; the startup probe cannot have succeeded before the kubelet had
// published the container ID it runs against (pkg/kubelet/prober/worker.go, doProbe).
const staleStarted = 3 * time.Second
