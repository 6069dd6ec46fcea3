package ticket

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// fromEvents lays over the pod what its events imply, where there is nothing else.
func (w *writer) fromEvents(pod *corev1.Pod) {
	v := &version{pod: pod}
	for _, e := range w.events {
		if node := nodeIn(e.message); node != "" && e.reason == "Scheduled" {
			pod.Spec.NodeName = node
		}
		if e.reason == "Scheduled" || e.from == "kubelet" || ofContainers[e.reason] {
			v.onNode()
		}
	}
	for _, o := range w.stored {
		if e := o.event; e.Source.Component == "kubelet" || ofContainers[e.Reason] {
			pod.Spec.NodeName = firstOf(pod.Spec.NodeName, e.Source.Host)
			v.onNode()
		}
	}
	if len(pod.Status.Conditions) == 0 {
		pod.Status.Phase = corev1.PodPending
	}
	if e := w.eviction(); e != nil {
		pod.Status.Phase, pod.Status.Reason, pod.Status.Message = corev1.PodFailed, "Evicted", e.message
	}
}

// eviction returns the kubelet's Event that says that it evicted the pod, or nil.
func (w *writer) eviction() *eventRow {
	for _, e := range w.events {
		if e.reason == "Evicted" && (strings.HasPrefix(e.message, "The node ") || strings.Contains(e.message, "exceeds the ") || strings.Contains(e.message, "exceeded ")) {
			return e
		}
	}
	return nil
}
