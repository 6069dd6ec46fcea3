package ticket

import (
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// onNodes are the reasons of Events that only a pod with a node has, beside the
// kubelet's.
var onNodes = set("Scheduled", "TaintManagerEviction", "NodeNotReady", "DeletingNode", "SuccessfulAttachVolume", "FailedAttachVolume")

// fromEvents lays over the pod what its events imply, where there is nothing
// else, and returns the ends of runs that they imply.
func (w *writer) fromEvents(pod *corev1.Pod) map[string]timeline.Exit {
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
		v.fromNewest(w, c.Name)
	}
	if e := w.kubeletStop(); e != nil {
		pod.Status.Phase, pod.Status.Reason, pod.Status.Message = corev1.PodFailed, e.reason, e.message
	}
	return v.exits
}

// fromNewest sets the state of a container in which the newest Event about it
// leaves it.
func (v *version) fromNewest(w *writer, container string) {
	e, last := w.newestOf(container)
	if e == nil {
		return
	}
	status := v.status("Containers", container)
	switch reason := waitingReason(e); {
	case e.reason == "Unhealthy": // then it runs, since when is unknown
		v.runs(w, status)
	case reason == "CrashLoopBackOff":
		v.backsOff(w, status, last)
	case reason != "":
		status.State.Waiting = &corev1.ContainerStateWaiting{Reason: reason, Message: e.message}
	}
}

// failures are the beginnings of messages of BackOff and Failed Events, and the
// reason with which a container waits then (pkg/kubelet/kuberuntime,
// pkg/kubelet/images); of several that fit the first is meant.
var failures = []struct{ event, begins, reason string }{
	{"BackOff", "Back-off restarting failed ", "CrashLoopBackOff"},
	{"BackOff", "Back-off pulling image", "ImagePullBackOff"},
	{"Failed", "Error: ImagePullBackOff", "ImagePullBackOff"},
	{"Failed", "Error: ErrImagePull", "ErrImagePull"},
	{"Failed", "Error: ErrImageNeverPull", "ErrImageNeverPull"},
	{"Failed", "Error: InvalidImageName", "InvalidImageName"},
	{"Failed", "Error: secret ", "CreateContainerConfigError"},
	{"Failed", "Error: configmap ", "CreateContainerConfigError"},
	{"Failed", "Error: couldn't find key ", "CreateContainerConfigError"},
	{"Failed", "Error: container has runAsNonRoot", "CreateContainerConfigError"},
	{"Failed", "Error: failed to create containerd task", "RunContainerError"},
	{"Failed", "Error: failed to start container", "RunContainerError"},
	{"Failed", "Error: ", "CreateContainerError"},
}

// waitingReason returns the reason with which a container waits after an Event,
// or "".
func waitingReason(e *eventRow) string {
	for _, f := range failures {
		if f.event == e.reason && strings.HasPrefix(e.message, f.begins) {
			return f.reason
		}
	}
	return ""
}

// newestOf returns the newest Event about a container, and when it was last; nil
// where an Event says how it started, which is enough to know the rest. That its
// image is there is no news of one that could not be made of it.
func (w *writer) newestOf(container string) (newest *eventRow, at timeline.Edge) {
	var pulled *eventRow
	var there timeline.Edge
	for _, e := range append(slices.Clone(w.events), storedRows(w.stored)...) {
		last, ok := w.lastOf(e)
		switch {
		case !ok || !w.about(e, container):
		case e.reason == "Started":
			return nil, at
		case e.reason == "Pulled":
			if pulled == nil || last.Time.After(there.Time) {
				pulled, there = e, last
			}
		case newest == nil || last.Time.After(at.Time):
			newest, at = e, last
		}
	}
	if pulled != nil && there.Time.After(at.Time) && (newest == nil || !strings.Contains(waitingReason(newest), "Container")) {
		return pulled, there
	}
	return newest, at
}

// storedRows returns Events that stood there as YAML or JSON as rows.
func storedRows(stored []*storedEvent) []*eventRow {
	rows := make([]*eventRow, 0, len(stored))
	for _, o := range stored {
		e := o.event
		rows = append(rows, &eventRow{reason: e.Reason, message: e.Message, fieldPath: e.InvolvedObject.FieldPath, at: newestOf(e)})
	}
	return rows
}

// lastOf returns when an Event was last; false where nothing says so.
func (w *writer) lastOf(e *eventRow) (timeline.Edge, bool) {
	if e.printing == nil {
		return timeline.ReportedEdge(e.at.Add(-time.Second)), !e.at.IsZero() // the end of its second
	}
	last, _, ok := w.edges(e)
	return last, ok
}

// about reports whether an Event is about a container: by its words, or because
// there is only one.
func (w *writer) about(e *eventRow, container string) bool {
	_, name := sectionOf(e)
	return ofContainers[e.reason] && (name == container || name == "" && len(w.containers) <= 1)
}

// backsOff notes that a container waits to be started again, after a run that
// ended before the kubelet said so last.
func (v *version) backsOff(w *writer, c *corev1.ContainerStatus, said timeline.Edge) {
	c.ContainerID = w.rowID(c)
	c.State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff"}}
	c.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ContainerID: c.ContainerID}}
	v.exit(c.Name, timeline.Exit{
		When:        timeline.Edge{Time: said.Time, Earliest: w.unaskedAt(said.Earliest), Latest: said.Latest, Basis: timeline.Inferred},
		CodeUnknown: true,
	})
}

// kubeletStop returns the kubelet's Event that says that it evicted or rejected
// the pod, or nil.
func (w *writer) kubeletStop() *eventRow {
	for _, e := range w.events {
		if e.from == "kubelet" && timeline.KubeletStop(e.reason, e.message).Kind == timeline.StopRejected {
			return e
		}
		if e.reason == "Evicted" && (strings.HasPrefix(e.message, "The node ") || strings.Contains(e.message, "exceeds the ") || strings.Contains(e.message, "exceeded ")) {
			return e
		}
	}
	return nil
}
