package model

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

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
	if want, ruled := b.c.spec.byRule(code); ruled {
		return want
	}
	policy := b.l.restarts
	if p := b.c.spec.restart; p != nil {
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
	stop := b.podStop()
	return !stop.IsZero() && !ended.Before(stop.Earliest)
}

// podStop is when the pod stopped starting containers.
func (b *builder) podStop() timeline.Edge {
	return timeline.EarlierEdge(b.stopEdge(), timeline.EarlierEdge(b.terminal, b.gone))
}

// byRule applies restartPolicyRules (by exit code), which come before any policy.
func (s *containerSpec) byRule(code int32) (restart, ruled bool) {
	for _, rule := range s.rules {
		on := rule.ExitCodes
		if on == nil {
			continue
		}
		listed := false
		for _, v := range on.Values {
			listed = listed || v == code
		}
		if listed == (on.Operator == corev1.ContainerRestartRuleOnExitCodesOpIn) {
			return rule.Action != "", true
		}
	}
	return false, false
}
