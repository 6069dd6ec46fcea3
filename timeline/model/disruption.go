package model

import (
	"cmp"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
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

func (l *life) phaseReason() string {
	if n := len(l.phases); n > 0 {
		return l.phases[n-1].reason
	}
	return ""
}

func (l *life) hasEvent(reason string) bool {
	for _, rec := range l.events {
		if rec.reason == reason && rec.container == "" && !message.Requeued(rec.message) {
			return true
		}
	}
	return false
}

// disruption returns the reason of the DisruptionTarget condition when the pod
// was asked to stop: the garbage collector may overwrite who asked.
func (b *builder) disruption() string {
	reason := ""
	if c := b.l.condition(corev1.DisruptionTarget); c != nil {
		for _, f := range c.flips {
			if d := b.l.deletion.at; reason != "" && !d.IsZero() && f.at.After(d) {
				break
			}
			if reason = ""; f.status == corev1.ConditionTrue && f.reason != "TerminationByKubelet" {
				reason = f.reason
			}
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
	case l.deletion.at.IsZero():
		return cmp.Or(l.phaseReason(), "Stopped")
	}
	return "Deleted"
}

// stoppedBy returns what had the pod stopped.
func (b *builder) stoppedBy() timeline.Stop {
	l := b.l
	if by := timeline.Disruption(b.disruption()); by.Kind != "" {
		return by
	}
	var taint timeline.Stop
	for i := range b.podEvents() {
		s := &b.podEvents()[i]
		switch s.rec.reason {
		case "Evicted":
			return timeline.Stop{Kind: timeline.StopEvicted, Detail: because("evicted by the kubelet", s.message)}
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
	if l.deletion.at.IsZero() {
		return timeline.Stop{Kind: timeline.StopKubelet, Detail: because("stopped by the kubelet", b.probeOfStop())}
	}
	return cmp.Or(taint, timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"})
}

// probeOfStop names the probe for which a pod is stopped that may not restart.
func (b *builder) probeOfStop() string {
	for i, list := range b.attempts {
		if n := len(list); n > 0 && list[n-1].failedProbe != "" {
			return list[n-1].failedProbe + " probe of " + b.l.containers[i].label + " failed"
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
