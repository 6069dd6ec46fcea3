package model

import (
	"cmp"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// evicted reports whether the kubelet itself ended the pod.
func (l *life) evicted() bool {
	return l.phaseReason() == "Evicted" || l.hasEvent("Evicted")
}

// nodePressure reports whether the pod was evicted for lack of a resource of
// the node, not for what it used too much of itself.
func (l *life) nodePressure() bool {
	return slices.ContainsFunc(l.events, func(rec *eventRecord) bool {
		return rec.reason == "Evicted" && message.NodePressure(rec.message)
	})
}

func (l *life) deadlineExceeded() bool {
	return l.phaseReason() == "DeadlineExceeded" || l.hasEvent("DeadlineExceeded")
}

func (l *life) phaseReason() string { return lastOf(l.phases).reason }

func (l *life) hasEvent(reason string) bool {
	return slices.ContainsFunc(l.events, func(rec *eventRecord) bool {
		return rec.reason == reason && rec.container == "" && !message.Requeued(rec.message)
	})
}

// disruption returns the reason of the DisruptionTarget condition when the pod
// was asked to stop: the garbage collector may overwrite who asked.
func (b *builder) disruption() string {
	reason := ""
	for _, f := range b.l.flips(corev1.DisruptionTarget) {
		if d := b.l.deletion.at; reason != "" && !d.IsZero() && f.at.After(d) {
			break
		}
		if reason = ""; f.status == corev1.ConditionTrue && f.reason != "TerminationByKubelet" {
			reason = f.reason
		}
	}
	return reason
}

// stopReason names what ended the pod, as a CamelCase reason.
func (b *builder) stopReason() string {
	l := b.l
	if reason := b.disruption(); reason != "" {
		return timeline.Clean(reason)
	}
	switch {
	case l.evicted():
		return "Evicted"
	case l.deadlineExceeded():
		return "DeadlineExceeded"
	case l.hasEvent("Preempting") || l.hasEvent("Preempted"):
		return "Preempted"
	case l.deletion.at.IsZero() || b.stoppedItself():
		return cmp.Or(l.phaseReason(), "Stopped")
	}
	return "Deleted"
}

func (b *builder) stoppedBy() timeline.Stop {
	l := b.l
	if by := timeline.Disruption(b.disruption()); by.Kind != "" {
		return by
	}
	var taint timeline.Stop
	for _, s := range b.podEvents() {
		switch s.rec.reason {
		case "Evicted":
			return timeline.Stop{Kind: timeline.StopEvicted, Detail: because("evicted by the kubelet", message.Eviction(s.message))}
		case "Preempted":
			if !message.Requeued(s.message) {
				return timeline.Stop{Kind: timeline.StopPreempted, Detail: because("preempted", s.message)}
			}
		case "Preempting":
			return timeline.Stop{Kind: timeline.StopPreempted, Detail: "preempted by the kubelet for a critical pod"}
		case "TaintManagerEviction":
			if taint = timeline.Disruption(s.rec.reason); message.Cancelled(s.message) {
				taint = timeline.Stop{}
			}
		case "DeadlineExceeded":
			return timeline.Stop{Kind: timeline.StopDeadline, Detail: "ended by its active deadline of " + length.Setting(l.activeFor)}
		}
	}
	if l.deletion.at.IsZero() || b.stoppedItself() {
		return timeline.Stop{Kind: timeline.StopKubelet, Detail: because("stopped by the kubelet", b.probeOfStop())}
	}
	return cmp.Or(taint, timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"})
}

func (b *builder) probeOfStop() string {
	for i, list := range b.attempts {
		if a := lastOf(list); a != nil && a.failedProbe != "" {
			return a.failedProbe + " probe of " + b.l.containers[i].label + " failed"
		}
	}
	return ""
}

func because(what, why string) string {
	if why == "" {
		return what
	}
	return what + ": " + why
}

// cause returns why an attempt was stopped, or "" if it ended by itself or
// still runs.
func (a *attempt) cause(l *life) timeline.Cause {
	switch {
	case a.restartsAll():
		return timeline.CauseRestartAll
	case a.killing == nil && a.wentWithSandbox(l):
		return timeline.CauseSandbox
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
	return l.foundChanged(func(stamp time.Time) time.Duration { return kill.Latest.Sub(stamp) }, sandboxKill)
}

// foundChanged reports whether the kubelet found the pod's sandbox changed at a stamp of
// which the distance to something else is not negative, and less than most.
func (l *life) foundChanged(distance func(stamp time.Time) time.Duration, most time.Duration) bool {
	for _, rec := range l.events {
		near := func(o occurrence) bool { return distance(o.stamp) > -jitter && distance(o.stamp) < most }
		if rec.reason == "SandboxChanged" && slices.ContainsFunc(rec.occurrences, near) {
			return true
		}
	}
	return false
}

// wentWithSandbox reports whether an attempt ended by a signal from outside just
// before the kubelet found the pod's sandbox gone: it went down with it.
func (a *attempt) wentWithSandbox(l *life) bool {
	r := a.run
	if r == nil || !r.ended || r.lost() || r.reason == "OOMKilled" || !sandboxCodes[r.code] && r.reason != timeline.ExitUnknown {
		return false
	}
	soon := sandboxKill
	if r.reason == timeline.ExitUnknown {
		soon = kubeletStart
	}
	return l.foundChanged(func(stamp time.Time) time.Duration { return stamp.Sub(a.exit.Time) }, soon)
}

// sandboxCodes are the exit codes of a process that its sandbox takes down:
// SIGKILL, SIGTERM, and STATUS_CONTROL_C_EXIT on Windows as the API has it.
var sandboxCodes = map[int32]bool{137: true, 143: true, -1073741510: true}

// sandboxKill is how soon after SandboxChanged the old containers are killed.
const sandboxKill = 5 * time.Second

// kubeletStart is how long after the runtime a kubelet may look at its pods when
// the node has booted.
const kubeletStart = time.Minute

// usedUp returns the probe of which the last of failureThreshold failures came
// just before a kill, or "". Where no container of the pod may be restarted,
// the kubelet stops the pod as a whole, and its Events do not name the probe
// (pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodActions).
func usedUp(c *spec.Container, before []*sighting, kill *sighting) string {
	for _, probe := range []int{spec.Startup, spec.Liveness} {
		p := c.Probes[probe]
		failures, last := 0, time.Time{}
		since := kill.edge.Earliest.Add(-timeline.Seconds(int64(p.Failure)*(int64(p.Period)+int64(p.Timeout))) - probeKill)
		for _, f := range before {
			if f.kind == message.ProbeFailed && probeOf(f.message) == probe && f.edge.Latest.After(since) {
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

func probeKills(killing string) bool {
	cause := message.KillCause(killing)
	return cause == timeline.CauseLiveness || cause == timeline.CauseStartup
}

func (a *attempt) killedForProbe() bool { return a.killing != nil && probeKills(a.killing.message) }

func (a *attempt) killedForSpec() bool {
	if a.killing == nil {
		return false
	}
	cause := message.KillCause(a.killing.message)
	return cause == timeline.CauseDefinition || cause == timeline.CauseResize
}
