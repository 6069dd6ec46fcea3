package model

import (
	"cmp"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// restartsAll reports whether an attempt was ended so that all of the pod start
// again: by its Killing Event, or by the reason that is left of it.
func (a *attempt) restartsAll() bool {
	return a.killing != nil && message.RestartsAll(a.killing.message) || a.run != nil && a.run.reason == "RestartingAllContainers"
}

// asksForAll reports whether an attempt ended with an exit for which all of the
// pod start again.
func (b *laneBuilder) asksForAll(a *attempt) bool {
	r := a.run
	return r != nil && r.ended && !r.lost() && b.c.spec.RestartsAll(r.code)
}

// goesWithPod reports whether an attempt is stopped because its pod, or its
// pod's sandbox, is.
func (a *attempt) goesWithPod() bool {
	return a.killing != nil && message.GoesWithPod(a.killing.message)
}

// grace returns how long the pod's containers get between T0 and SIGKILL: what
// the deletion granted, unless it came when the pod was over.
func (b *builder) grace() time.Duration {
	switch d := b.l.deletion; {
	case !d.at.IsZero() && !d.unseen && !b.overBeforeDeletion():
		return d.grace
	case b.l.evicted() && !b.l.nodePressure():
		return evictionGrace
	}
	return b.l.grace
}

// evictionGrace is what the kubelet gives a pod that used too much itself, and
// for lack of a resource of the node, where no soft threshold says more
// (pkg/kubelet/eviction/eviction_manager.go, immediateEvictionGracePeriodSeconds).
const evictionGrace = time.Second

// killGrace returns the grace of one attempt's stop: the deletion's own only if
// the deletion is what stopped it.
func (b *builder) killGrace(a *attempt) time.Duration {
	switch {
	case a.restartsAll():
		return 0
	case b.stoppedByKubelet(a):
		return b.l.grace
	case a.killing == nil || a.goesWithPod():
		return max(b.grace(), leastGrace)
	}
	return cmp.Or(a.ownGrace, b.l.grace)
}

// stoppedByKubelet reports whether an attempt was being stopped, at the pod's
// deadline or for a probe, before the deletion was requested: that does not
// change its grace.
func (b *builder) stoppedByKubelet(a *attempt) bool {
	return a.goesWithPod() && a.killing.edge.Latest.Before(b.l.deletion.requested) && (b.l.deadlineExceeded() || b.stoppedItself())
}

// leastGrace is what the kubelet gives a pod that is removed by force
// (pkg/kubelet/pod_workers.go, calculateEffectiveGracePeriod).
const leastGrace = time.Second

// probeGrace returns the grace that a probe gives the container it has killed,
// 0 if none of its own (pkg/kubelet/kuberuntime/kuberuntime_container.go,
// setTerminationGracePeriod).
func probeGrace(c *spec.Container, killing string) time.Duration {
	for _, p := range []int{spec.Startup, spec.Liveness} {
		if string(message.KillCause(killing)) == spec.ProbeNames[p] {
			return c.Probes[p].Grace
		}
	}
	return 0
}

// StopContainer is given at least this long, even when preStop has used up the
// whole grace (pkg/kubelet/kuberuntime/kuberuntime_container.go, minimumGracePeriodInSeconds).
const minimumGrace = 2 * time.Second

// stop draws SIGTERM → exit. Without a preStop hook SIGTERM follows T0 at once;
// a sidecar gets it only after all main containers (and the sidecars after it)
// are gone (pkg/kubelet/kuberuntime/kuberuntime_termination_order.go).
func (b *laneBuilder) stop(a *attempt) {
	t0 := b.killEdge(a)
	if t0.IsZero() || a.start.IsZero() {
		return
	}
	b.killMark(a, t0)
	term, known := b.sigterm(a, t0)
	if !known || !a.exit.IsZero() && a.exit.Latest.Before(term.Earliest) {
		return
	}
	s := timeline.Span{Track: timeline.TrackStop, Phase: timeline.Stopping, Attempt: a.number, Start: term, Outcome: timeline.Ongoing, Reason: "SIGTERM"}
	if !a.exit.IsZero() {
		s.End, s.Outcome = a.exit.NotBefore(term), timeline.Succeeded
		if b.killed(a, t0) {
			s.Outcome, s.Reason = timeline.Failed, "SIGKILL"
			b.mark(timeline.Mark{Track: timeline.TrackStop, Kind: "SIGKILL", Time: a.exit, Message: "the grace period was over", Severity: timeline.Bad, Attempt: a.number})
		}
	}
	b.span(s)
}

// sigterm returns when the process got SIGTERM; known is false while a hook or
// another container still comes first.
func (b *laneBuilder) sigterm(a *attempt, t0 timeline.Edge) (timeline.Edge, bool) {
	term := t0
	if b.c.spec.PreStop != "" {
		end, outcome := b.preStopEnd(a, t0)
		if outcome == timeline.Ongoing {
			return timeline.Edge{}, false
		}
		term = end
		if term.Basis == timeline.Observed {
			term.Basis = timeline.Inferred
		}
		if spent := t0.Plus(b.killGrace(a)); spent.Time.Before(term.Time) {
			term = spent // a hook that outlives the grace does not hold SIGTERM up
		}
	}
	if b.c.kind != timeline.LaneSidecar || b.l.deletion.at.IsZero() && b.terminal.IsZero() {
		return term, true
	}
	turn, done := b.sidecarTurn()
	if !done && a.exit.IsZero() {
		return timeline.Edge{}, false
	}
	if turn.Time.After(term.Time) {
		term = timeline.Edge{Time: turn.Time, Earliest: timeline.LaterTime(term.Earliest, turn.Earliest), Latest: timeline.LaterTime(term.Latest, turn.Latest), Basis: timeline.Inferred}.Clamp()
	}
	if !a.exit.IsZero() && term.Time.After(a.exit.Latest) {
		term = timeline.Edge{Time: a.exit.Time, Earliest: t0.Earliest, Latest: a.exit.Latest, Basis: timeline.Inferred}.Clamp()
	}
	return term, true
}

// sidecarTurn returns when the last container that must stop before this
// sidecar did.
func (b *laneBuilder) sidecarTurn() (turn timeline.Edge, done bool) {
	for j, c := range b.l.containers {
		before := c.kind == timeline.LaneContainer || c.kind == timeline.LaneSidecar && j > b.i
		if a := lastOf(b.builder.attempts[j]); before && a != nil {
			if a.exit.IsZero() {
				return timeline.Edge{}, false
			}
			turn = laterEdge(turn, a.exit)
		}
	}
	return turn, true
}

// killed reports whether an attempt ended by the kubelet's SIGKILL: code 137
// (not the OOM killer's), and about when the grace was over.
func (b *builder) killed(a *attempt, t0 timeline.Edge) bool {
	r := a.run
	if r == nil || !r.ended || r.code != 137 || r.reason == "OOMKilled" || r.lost() {
		return false
	}
	return a.exit.Latest.Add(time.Second).After(t0.Earliest.Add(b.leastGrace(a, t0)))
}

// leastGrace returns the least that an attempt may be given from T0 on: what a
// second request left, where it shortened the grace and the runtime heeds it.
func (b *builder) leastGrace(a *attempt, t0 timeline.Edge) time.Duration {
	g, d := b.effectiveGrace(a), b.l.deletion
	if d.shorter == 0 || b.stoppedByKubelet(a) {
		return g
	}
	return min(g, max(b.r.at(d.shortened.Earliest).Add(d.shorter).Sub(t0.Earliest), leastGrace))
}

// refineKill puts the exit of a container that was killed at its deadline
// there, if its second allows; and one that only a later start reveals at the
// latest there.
func (b *builder) refineKill(a *attempt) {
	t0 := b.killEdge(a)
	if due := t0.Time.Add(max(b.killGrace(a), minimumGrace)); a.killing != nil && (a.run == nil || !a.run.ended) && due.Before(a.exit.Time) {
		a.exit.Time, a.exit.Basis = due, timeline.Inferred
		a.exit = a.exit.NotBefore(a.start)
	}
	if t0.IsZero() || !b.killed(a, t0) {
		return
	}
	g := b.effectiveGrace(a)
	for _, d := range []time.Duration{max(g, minimumGrace), g + minimumGrace} {
		if t := t0.Time.Add(d); !t.Before(a.exit.Earliest) && !t.After(a.exit.Latest) {
			a.exit.Time, a.exit.Basis = t, timeline.Fused
			a.exit = a.exit.NotBefore(a.start)
			return
		}
	}
}

// refineSlept puts the exit of a container whose preStop hook only sleeps after
// the sleep, if its second allows: SIGTERM comes then.
func (b *builder) refineSlept(c *container, a *attempt) {
	d, t0 := c.spec.PreStopSleep, b.killEdge(a)
	if d == 0 || d >= b.killGrace(a) || a.stopFailed != nil || t0.IsZero() || a.exit.IsZero() {
		return
	}
	if over := t0.Time.Add(d); over.After(a.exit.Time) && !over.After(a.exit.Latest) {
		a.exit.Time, a.exit.Basis = over, timeline.Fused
	}
}

// effectiveGrace returns the grace that the kubelet applies, which has short
// ones of its own: hard eviction gives 1 s.
func (b *builder) effectiveGrace(a *attempt) time.Duration {
	if b.l.evicted() {
		return evictionGrace
	}
	return b.killGrace(a)
}

// killDeadline returns when SIGKILL is due for an attempt that is being
// stopped: the grace after T0, and up to 2 s later if a preStop hook uses it
// up.
func (b *builder) killDeadline(a *attempt) timeline.Edge {
	t0 := b.killEdge(a)
	if t0.IsZero() || !a.exit.IsZero() {
		return timeline.Edge{}
	}
	g := b.effectiveGrace(a)
	e := t0.Plus(max(g, minimumGrace))
	if b.l.nodePressure() {
		g = b.killGrace(a) // a soft eviction gives more than the hard one, and neither says which it is
	}
	e.Latest = timeline.LaterTime(e.Latest, t0.Latest.Add(g+minimumGrace))
	if b.l.deletion.shorter > 0 {
		e.Earliest = timeline.EarlierTime(e.Earliest, t0.Earliest.Add(b.leastGrace(a, t0)))
	}
	return e
}

func (b *laneBuilder) killMark(a *attempt, t0 timeline.Edge) {
	message := "the kubelet has seen the deletion"
	if a.killing != nil {
		message = a.killing.message
	}
	b.mark(timeline.Mark{Track: timeline.TrackStop, Kind: "Killing", Time: t0, Message: message, Severity: timeline.Warning, Attempt: a.number})
}
