package model

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// The kubelet's crash back-off with its defaults (pkg/kubelet/kubelet.go,
// newCrashLoopBackOff): no delay before the first restart, then 10 s doubling
// to 300 s, measured from the previous exit; forgotten after a run of 600 s.
const (
	backOffBase  = 10 * time.Second
	backOffCap   = 300 * time.Second
	backOffReset = 600 * time.Second
)

// phaseAfter says what a container does after attempt i ended at cursor until
// its next step: BackOff when an Event, the published reason or the kubelet's
// own sequence says so, else Waiting. The published reason comes a pass late
// and may never be seen, so it alone is not enough.
func (b *laneBuilder) phaseAfter(i int, cursor timeline.Edge) timeline.Phase {
	until := time.Time{}
	if n := next(b.attempts, i); n != nil {
		until = n.begin()
	}
	for _, s := range b.ev {
		if s.kind == message.RestartBackOff && !s.edge.Latest.Before(cursor.Earliest) && (until.IsZero() || s.edge.Time.Before(until)) {
			return timeline.BackOff
		}
	}
	for _, p := range b.c.published {
		if p.reason == "CrashLoopBackOff" && (until.IsZero() || p.at.Before(until)) && b.r.at(p.at).After(cursor.Earliest) {
			return timeline.BackOff
		}
	}
	delay := b.delayAfter(i, true)
	if delay > 0 && (until.IsZero() && b.willRestart(i) || until.Sub(cursor.Earliest) >= min(delay, backOffBase)) {
		return timeline.BackOff
	}
	return timeline.Waiting
}

// delayAfter returns how long the kubelet waits after the exit of attempt i: by
// its own message if there is one ("back-off 40s restarting failed …"), else by
// its sequence (kuberuntime_manager.go, doBackOff), in which missed runs count
// as crashes or not. A restart of all containers removes them first, and what is
// removed backs nothing off.
func (b *laneBuilder) delayAfter(i int, missed bool) time.Duration {
	if a := b.attempts[i]; a.restartsAll() || b.asksForAll(a) {
		return 0
	}
	if d, ok := b.saidDelay(i); ok {
		return d
	}
	var delay, entry time.Duration // entry is what the kubelet keeps for the next restart
	last := 0
	for k, a := range b.attempts[:i+1] {
		for ; missed && last+1 < a.number && entry < backOffCap; last++ { // a restartCount may be anything
			entry = nextBackOff(entry)
		}
		last = a.number
		if b.newKubelet(k) || b.respecced(k) {
			entry = 0 // it is kept in memory, by image and resources
		}
		dead := a
		if a.killedForProbe() || a.killedForSpec() { // restarted in the same pass, judged by the run that was dead before it
			if dead = nil; k > 0 {
				dead = b.attempts[k-1]
			}
		}
		if dead == nil {
			delay = 0
			continue
		}
		if dead.ended().Sub(a.begin()) > backOffReset {
			entry = 0
		}
		if delay = entry; dead != a && a.ended().Sub(dead.ended()) >= entry {
			delay = 0
		}
		entry = nextBackOff(entry)
	}
	return delay
}

// newKubelet reports whether the kubelet has been restarted between the start
// of attempt k and the next, or since the last: its Events about a pod name the
// version that it first saw (pkg/kubelet/config/config.go, checkAndUpdatePod).
func (b *laneBuilder) newKubelet(k int) bool {
	from := b.attempts[k].started
	if from == nil {
		return false
	}
	if n := next(b.attempts, k); n != nil {
		return n.started != nil && n.started.rec.seen != from.rec.seen
	}
	return slices.ContainsFunc(b.ev, func(s *sighting) bool {
		return s.rec.source == from.rec.source && s.rec.seen != from.rec.seen && s.edge.Earliest.After(from.edge.Latest)
	})
}

// respecced reports whether the image or the resources were changed between the
// start of attempt k and the next, or since the last.
func (b *laneBuilder) respecced(k int) bool {
	a, n := b.attempts[k], next(b.attempts, k)
	return a.killedForSpec() || slices.ContainsFunc(b.c.respecs, func(t time.Time) bool {
		at := b.r.at(t)
		return at.After(a.begin()) && (n == nil || at.Before(n.begin()))
	})
}

func nextBackOff(d time.Duration) time.Duration {
	return min(max(2*d, backOffBase), backOffCap)
}

func (a *attempt) ended() time.Time {
	if a.exit.IsZero() && a.run != nil {
		return a.run.finishedAt // its start failed
	}
	return a.exit.Time
}

// saidDelay reads the delay from the newest waiting message that was published
// after attempt i had ended, and before the next was.
func (b *laneBuilder) saidDelay(i int) (time.Duration, bool) {
	for _, p := range slices.Backward(b.c.published) {
		if p.state != stateWaiting || int(p.restarts) != b.attempts[i].number-1 {
			continue
		}
		if d, ok := message.BackOffDelay(p.message); ok {
			return d, true
		}
	}
	return 0, false
}

// restartDeadline predicts the next start of a container that is backing off.
// From 1.35 on the kubelet stretches what remains by up to half and polls each
// second; before, it retried every 10 to 15 s.
func (b *laneBuilder) restartDeadline() (timeline.Edge, bool) {
	n := len(b.attempts)
	if n == 0 || !b.willRestart(n-1) {
		return timeline.Edge{}, false
	}
	a := b.attempts[n-1]
	exit := a.exit
	if a.start.IsZero() && a.run != nil {
		exit = timeline.ReportedEdge(a.run.finishedAt)
	}
	delay := b.delayAfter(n-1, true)
	if exit.IsZero() || delay == 0 {
		return timeline.Edge{}, false
	}
	slack := 17 * time.Second
	if b.stretches() {
		slack = min(delay, time.Minute)/2 + 2*time.Second
	}
	from := exit.Earliest.Add(b.delayAfter(n-1, false))
	return timeline.Edge{Time: exit.Time.Add(delay), Earliest: from, Latest: exit.Latest.Add(delay + slack), Basis: timeline.Inferred}, true
}

// stretches reports whether the kubelet is of 1.35 or later, by the wording of
// its Created Event.
func (b *laneBuilder) stretches() bool {
	i := slices.IndexFunc(b.ev, func(s *sighting) bool { return s.kind == message.Created })
	return i < 0 || message.Stretches(b.ev[i].message)
}

// willRestart reports whether the kubelet starts the container again after the
// attempt's exit (pkg/api/v1/pod/util.go, ContainerShouldRestart).
func (b *laneBuilder) willRestart(i int) bool {
	a := b.attempts[i]
	if i+1 < len(b.attempts) {
		return true
	}
	if b.c.kind == timeline.LaneEphemeral || b.stopped(a) {
		return false
	}
	return a.restartsAll() || b.restartsByPolicy(a)
}

// restartsByPolicy reports whether a container is started again that ended as
// attempt a did.
func (b *laneBuilder) restartsByPolicy(a *attempt) bool {
	code := int32(-1)
	if a.run != nil && a.run.ended {
		code = a.run.code
	}
	if want, ruled := b.c.spec.ByRule(code); ruled {
		return want
	}
	policy := b.l.restarts
	if p := b.c.spec.Restart; p != nil {
		policy = corev1.RestartPolicy(*p)
	}
	switch {
	case b.c.kind == timeline.LaneSidecar:
		return true
	case b.c.kind == timeline.LaneInit && code == 0:
		return false
	case policy == corev1.RestartPolicyNever:
		return false
	case policy == corev1.RestartPolicyOnFailure || b.c.kind == timeline.LaneInit:
		return code != 0
	}
	return true
}

// stopped reports whether an attempt ended when the pod was on its way out.
func (b *laneBuilder) stopped(a *attempt) bool {
	if a.goesWithPod() && !b.l.sandboxChanged(a.killing.edge) {
		return true
	}
	ended := a.exit.Time
	if a.exit.IsZero() && a.run != nil {
		ended = a.run.began()
	}
	if stop := b.firstStop(); b.l.deletion.unseen && !stop.IsZero() {
		return !ended.Before(stop.Add(-maxDelivery))
	}
	stop := b.podStop()
	return !stop.IsZero() && !ended.Before(stop.Earliest)
}

// podStop returns when the pod stopped starting containers.
func (b *builder) podStop() timeline.Edge {
	return timeline.EarlierEdge(b.stopEdge(), timeline.EarlierEdge(b.terminal, b.gone))
}
