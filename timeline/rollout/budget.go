package rollout

import (
	"fmt"
	"slices"

	"github.com/podlife/podlife/timeline"
)

// settled reports whether a state is one in which pods are not replaced. While they
// are, a PodDisruptionBudget that allows nothing says no more than that; and it
// holds no rollout, for controllers delete pods without asking it.
func (r *rule) settled() bool {
	switch r.state {
	case timeline.RolloutComplete, timeline.RolloutRolledBack, timeline.RolloutDegraded:
		return true
	}
	return false
}

// held returns the first PodDisruptionBudget because of which the Eviction API
// refuses to remove a pod, or nil. One that counts fewer ready pods than there are
// lags behind. (A pod that is not ready may be evicted all the same, by its
// unhealthyPodEvictionPolicy: pkg/registry/core/pod/storage/eviction.go.)
func (v *view) held(budgets []timeline.Budget) *timeline.Budget {
	for i := range budgets {
		b := &budgets[i]
		if b.Namespace != v.Namespace || b.Allowed > 0 || b.Expected == 0 {
			continue
		}
		selected := 0
		for _, l := range slices.Concat(v.new, v.old) {
			if ready(l) && !leaving(l) && slices.Contains(l.Pod.Budgets, b.Name) {
				selected++
			}
		}
		if selected > 0 && b.Healthy >= selected {
			return b
		}
	}
	return nil
}

// sayHeld says that a drain would wait, and for what; "" where it would not.
func (v *view) sayHeld(budgets []timeline.Budget) string {
	b := v.held(budgets)
	if b == nil {
		return ""
	}
	return fmt.Sprintf("a drain would wait: PodDisruptionBudget %s allows 0 disruptions, %d of %d healthy, %d wanted", b.Name, b.Healthy, b.Expected, b.Desired)
}
