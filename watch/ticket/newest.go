package ticket

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// newestOf returns the latest moment that a stored Event names: it was printed later.
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
