package ticket

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// newest returns the latest moment that a stored Pod names: it was printed later.
func newest(p *corev1.Pod) time.Time {
	latest := timeline.RealTime(p.CreationTimestamp.Time)
	see := func(t time.Time) {
		if t = timeline.RealTime(t); t.After(latest) {
			latest = t
		}
	}
	if p.Status.StartTime != nil {
		see(p.Status.StartTime.Time)
	}
	for _, c := range p.Status.Conditions {
		see(c.LastTransitionTime.Time)
	}
	for _, f := range p.ManagedFields {
		if f.Time != nil {
			see(f.Time.Time)
		}
	}
	for _, s := range slices.Concat(p.Status.InitContainerStatuses, p.Status.ContainerStatuses, p.Status.EphemeralContainerStatuses) {
		for _, state := range []corev1.ContainerState{s.State, s.LastTerminationState} {
			if state.Running != nil {
				see(state.Running.StartedAt.Time)
			}
			if state.Terminated != nil {
				see(state.Terminated.FinishedAt.Time)
			}
		}
	}
	if d := p.DeletionTimestamp; d != nil {
		grace := time.Duration(0)
		if g := p.DeletionGracePeriodSeconds; g != nil {
			grace = timeline.Seconds(*g)
		}
		see(d.Add(-grace))
	}
	if latest.IsZero() {
		return latest
	}
	return latest.Add(time.Second)
}

func newestOf(e *corev1.Event) time.Time {
	all := []time.Time{e.CreationTimestamp.Time, e.FirstTimestamp.Time, e.LastTimestamp.Time, e.EventTime.Time}
	if e.Series != nil {
		all = append(all, e.Series.LastObservedTime.Time)
	}
	latest := slices.MaxFunc(all, time.Time.Compare)
	if latest.IsZero() {
		return latest
	}
	return latest.Add(time.Second)
}
