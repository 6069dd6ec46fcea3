package ticket

import (
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// onNodes are the reasons of Events that only a pod with a node has, beside the
// kubelet's.
var onNodes = set("Scheduled", "TaintManagerEviction", "NodeNotReady", "DeletingNode", "SuccessfulAttachVolume", "FailedAttachVolume")

// fromEvents lays over the pod what its events imply, where there is nothing else.
func (w *writer) fromEvents(pod *corev1.Pod) {
	v := &version{pod: pod}
	for _, e := range w.events {
		if node := nodeIn(e.message); node != "" && e.reason == "Scheduled" {
			pod.Spec.NodeName = node
		}
		if e.from == "kubelet" || ofContainers[e.reason] || onNodes[e.reason] {
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
	for _, c := range pod.Spec.Containers {
		if w.probed(c.Name) {
			v.runs(w, v.status("Containers", c.Name))
		}
	}
	if e := w.eviction(); e != nil {
		pod.Status.Phase, pod.Status.Reason, pod.Status.Message = corev1.PodFailed, "Evicted", e.message
	}
}

// probed reports whether the newest that is said of a container is a result of
// its probes, and not how it started: then it runs, since when is unknown.
func (w *writer) probed(container string) bool {
	var newest *eventRow
	var at time.Time
	for _, e := range w.events {
		if !ofContainers[e.reason] {
			continue
		}
		if _, name := sectionOf(e); name != "" && name != container || name == "" && len(w.containers) > 1 {
			continue
		}
		if e.reason == "Started" {
			return false
		}
		if last, _, ok := w.edges(e); ok && (newest == nil || last.Time.After(at)) {
			newest, at = e, last.Time
		}
	}
	return newest != nil && newest.reason == "Unhealthy"
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
