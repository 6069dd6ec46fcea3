package model

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// cause returns why an attempt was stopped, or "" if it ended by itself or
// still runs.
func (a *attempt) cause(l *life) timeline.Cause {
	switch {
	case a.restartsAll():
		return timeline.CauseRestartAll
	case a.killing == nil:
		return ""
	}
	if cause := message.KillCause(a.killing.message); cause != "" && !a.goesWithPod() {
		return cause
	}
	switch {
	case l.sandboxChanged(a.killing.edge):
		return timeline.CauseSandbox
	case l.evicted():
		return timeline.CauseEviction
	case l.deadlineExceeded():
		return timeline.CauseDeadline
	case !l.deletion.at.IsZero() && !l.deletion.requested.After(a.killing.edge.Latest):
		return timeline.CauseDeletion
	}
	return cmp.Or(timeline.Cause(a.failedProbe), timeline.CauseStopped)
}

// hookCause returns why the last postStart hook that failed did, if status said
// so: it does for a pass or two, before it speaks of the back-off.
func (b *laneBuilder) hookCause() string {
	for _, a := range slices.Backward(b.attempts) {
		if a.hookFailed == nil && a.cause(b.l) != timeline.CausePostStart {
			continue
		}
		for _, p := range slices.Backward(b.c.published) {
			if int(p.restarts) != a.number-1 {
				continue
			}
			if why := message.HookError(timeline.Clean(p.message)); why != "" {
				return why
			}
		}
		if a.hookFailed != nil {
			return message.HookError(a.hookFailed.message) // older kubelets said it in the Event
		}
		break
	}
	return ""
}

// sandboxChanged reports whether the pod's sandbox was found changed just
// before a kill: the container is stopped to be started again in a new one.
func (l *life) sandboxChanged(kill timeline.Edge) bool {
	for _, rec := range l.events {
		if rec.reason != "SandboxChanged" {
			continue
		}
		for _, o := range rec.occurrences {
			if d := kill.Latest.Sub(o.stamp); d > -jitter && d < sandboxKill {
				return true
			}
		}
	}
	return false
}

// sandboxKill is how soon after SandboxChanged the old containers are killed.
const sandboxKill = 5 * time.Second

// usedUp returns the probe of which the last of failureThreshold failures came
// just before a kill, or "". Where no container of the pod may be restarted,
// the kubelet stops the pod as a whole, and its Events do not name the probe
// (pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodActions).
func usedUp(c *spec.Container, before []sighting, kill *sighting) string {
	for _, probe := range []int{spec.Startup, spec.Liveness} {
		p := c.Probes[probe]
		failures, last := 0, time.Time{}
		since := kill.edge.Earliest.Add(-time.Duration(p.Failure)*time.Duration(p.Period+p.Timeout)*time.Second - probeKill)
		for i := range before {
			if f := &before[i]; f.kind == message.ProbeFailed && probeOf(f.message) == probe && f.edge.Latest.After(since) {
				failures, last = failures+f.n, f.edge.Latest
			}
		}
		if p.Check != "" && failures >= int(p.Failure) && kill.edge.Earliest.Sub(last) < probeKill {
			return spec.ProbeNames[probe]
		}
	}
	return ""
}

// probeKill is how soon after a probe's last failure its container is killed.
const probeKill = 3 * time.Second

// probeKills reports whether a Killing Event is for a probe.
func probeKills(killing string) bool {
	cause := message.KillCause(killing)
	return cause == timeline.CauseLiveness || cause == timeline.CauseStartup
}

// killedForProbe reports whether an attempt was killed for a probe.
func (a *attempt) killedForProbe() bool { return a.killing != nil && probeKills(a.killing.message) }

// killedForSpec reports whether an attempt was killed because its spec had
// changed.
func (a *attempt) killedForSpec() bool {
	if a.killing == nil {
		return false
	}
	cause := message.KillCause(a.killing.message)
	return cause == timeline.CauseDefinition || cause == timeline.CauseResize
}
