package ticket

import (
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// The STATUS of a table of pods is one word for a whole pod: its reason, or the
// state of one container, and not which (k8s.io/kubernetes/pkg/printers/
// internalversion, printPod).

// ends are the words for a container that has ended.
var ends = set("Completed", "Error", "OOMKilled", "ContainerCannotRun", "StartError", "DeadlineExceeded", "ContainerStatusUnknown")

// creating are the waiting reasons before a container's first run.
var creating = set("ContainerCreating", "PodInitializing", "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError",
	"RegistryUnavailable", "SignatureValidationFailed", "CreateContainerConfigError", "CreateContainerError", "PreCreateHookError")

// ofThePod are the reasons that the kubelet or a controller gives a whole pod.
var ofThePod = set("Evicted", "NodeLost", "Shutdown", "NodeShutdown", "Terminated", "OutOfcpu", "OutOfmemory", "OutOfpods", "UnexpectedAdmissionError", "Preempting", "NodeAffinity",
	"MatchNodeSelector", "NodeName", "HostPort", "Unschedulable")

// runEnded returns the word if it says that a run has ended, else "".
func runEnded(status string) string {
	if ends[status] || strings.HasPrefix(status, "ExitCode:") || strings.HasPrefix(status, "Signal:") {
		return status
	}
	return ""
}

// row lays a row over the version.
func (v *version) row(w *writer, r *podRow) {
	s := &v.pod.Status
	if r.node != "" {
		v.pod.Spec.NodeName = r.node
	}
	if r.ip != "" {
		s.PodIP = r.ip
	}
	word, init := strings.CutPrefix(r.status, "Init:")
	switch {
	case init:
		v.initRow(w, r, word)
		v.onNode()
	case r.status == "SchedulingGated":
		s.Phase = corev1.PodPending
		v.pod.Spec.SchedulingGates = []corev1.PodSchedulingGate{{Name: "(not printed)"}}
	case r.status == "Pending":
		s.Phase = corev1.PodPending
		if r.node == "" {
			v.condition("PodScheduled", "False", "")
		}
	case r.status == "Terminating":
		v.terminating(w, r)
	case r.status == "Unknown" || r.status == "NodeLost":
		s.Phase, s.Reason = corev1.PodUnknown, "NodeLost"
		v.condition("ContainersReady", "True", "")
		v.condition("Ready", "False", "")
	case ofThePod[r.status] || strings.HasPrefix(r.status, "OutOf"):
		s.Phase, s.Reason = corev1.PodFailed, r.status
	default:
		v.running(w, r)
		v.onNode()
	}
}

// onNode notes that the kubelet has the pod.
func (v *version) onNode() { v.condition("PodScheduled", "True", "") }

// mains returns the statuses of the containers that READY counts, if it counts
// as many as are known; nil where they cannot be matched.
func (v *version) mains(r *podRow) []*corev1.ContainerStatus {
	if len(v.pod.Spec.Containers) != r.of {
		return nil
	}
	list := make([]*corev1.ContainerStatus, 0, r.of)
	for i := range v.pod.Spec.Containers {
		list = append(list, v.status("Containers", v.pod.Spec.Containers[i].Name))
	}
	for i := range v.pod.Spec.Containers { // status may have moved them
		list[i] = v.status("Containers", v.pod.Spec.Containers[i].Name)
	}
	return list
}

// running reads the words of the main containers.
func (v *version) running(w *writer, r *podRow) {
	s := &v.pod.Status
	s.Phase = corev1.PodRunning
	if creating[r.status] && r.ready == 0 && r.restarts <= 0 {
		s.Phase = corev1.PodPending
	}
	ready := r.ready == r.of && r.of > 0 && r.status == "Running"
	v.condition("Ready", truth(ready), "")
	v.condition("ContainersReady", truth(ready), "")
	if r.status != "PodInitializing" && r.status != "ContainerCreating" || len(v.pod.Spec.InitContainers) == 0 {
		v.condition("Initialized", "True", "")
	}
	mains := v.mains(r)
	if len(mains) == 0 {
		return
	}
	if r.of > 1 && allUnnamed(mains) && r.status != "ContainerCreating" && r.status != "PodInitializing" {
		v.several(w, r, mains)
		return
	}
	if r.status == "Running" && (ready || r.of == 1) {
		for _, c := range mains {
			c.Ready = ready
			v.count(c, r, len(mains))
			v.runs(w, c)
		}
		return
	}
	if r.of == 1 || r.status == "ContainerCreating" || r.status == "PodInitializing" {
		for _, c := range mains {
			c.Ready = false
			v.count(c, r, len(mains))
			v.state(w, c, r)
		}
		if r.of == 1 && runEnded(r.status) != "" {
			v.ended(w, r)
		}
	}
}

// runs notes that a container runs, without knowing since when.
func (v *version) runs(w *writer, c *corev1.ContainerStatus) {
	if id := w.rowID(c); c.State.Running == nil || c.ContainerID != id {
		c.ContainerID, c.State = id, corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	}
}

// count takes RESTARTS for the only container.
func (v *version) count(c *corev1.ContainerStatus, r *podRow, of int) {
	if of == 1 && r.restarts >= 0 {
		c.RestartCount = int32(min(r.restarts, 1<<30))
	}
}

// state sets the state that a word stands for.
func (v *version) state(w *writer, c *corev1.ContainerStatus, r *podRow) {
	word := runEnded(r.status)
	if page := w.paged(c.Name, r, word); page != nil {
		c.ContainerID, c.State, c.LastTerminationState = page.fields["Container ID"], page.state.api(page.fields["Container ID"]), corev1.ContainerState{}
		return
	}
	if word == "" {
		if t := c.State.Terminated; t != nil {
			t.ContainerID = w.rowID(c)
			c.LastTerminationState = c.State
		}
		c.State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: r.status}}
		if c.LastTerminationState.Terminated != nil || r.restarts > 0 {
			c.ContainerID = w.rowID(c)
		}
		if r.status == "CrashLoopBackOff" && c.LastTerminationState.Terminated == nil {
			v.crashed(w, c, r)
		}
		return
	}
	t := &corev1.ContainerStateTerminated{Reason: word, ContainerID: w.rowID(c)}
	kind, number, _ := strings.Cut(word, ":")
	n, _ := strconv.Atoi(number)
	switch kind {
	case "ExitCode":
		t.Reason, t.ExitCode = "", int32(n) //nolint:gosec // read as printed
	case "Signal":
		t.Reason, t.Signal = "", int32(n) //nolint:gosec // read as printed
	}
	c.ContainerID = t.ContainerID
	c.LastTerminationState = corev1.ContainerState{}
	c.State = corev1.ContainerState{Terminated: t}
	at := w.t.moment(r.printing)
	v.exit(c.Name, timeline.Exit{
		When:        timeline.Edge{Time: at, Earliest: w.shownBefore(r, at), Latest: at, Basis: timeline.Inferred},
		CodeUnknown: kind != "ExitCode" && kind != "Completed",
	})
}

// crashed adds the end of the run that a row in CrashLoopBackOff had, of which
// it prints at most how long ago it was: 12 (4m58s ago).
func (v *version) crashed(w *writer, c *corev1.ContainerStatus, r *podRow) {
	c.ContainerID = w.rowID(c)
	c.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ContainerID: c.ContainerID}}
	page := w.crashPage(c)
	if page != nil {
		c.LastTerminationState = page.last.api(c.ContainerID)
		if !page.last.finished.IsZero() {
			return
		}
	}
	at := w.t.moment(r.printing)
	when := timeline.Edge{Time: at, Earliest: w.unaskedAt(at), Latest: at, Basis: timeline.Inferred}
	if a, ok := ageSpan(r.restarted, r.printing.style); ok {
		when = w.ago(r.printing, a)
	}
	v.exit(c.Name, timeline.Exit{When: when, CodeUnknown: page == nil})
}

// exit notes the end of a container's run that the status has without its time.
func (v *version) exit(container string, e timeline.Exit) {
	if v.exits == nil {
		v.exits = map[string]timeline.Exit{}
	}
	v.exits[container] = e
}

// shownBefore returns the moment of the row before, or the earliest creation.
func (w *writer) shownBefore(r *podRow, at time.Time) time.Time {
	from := time.Time{}
	for _, o := range w.rows {
		if o.printing != nil && r.printing != nil && o.printing.n < r.printing.n && w.t.moment(o.printing).Before(at) {
			from = w.t.moment(o.printing)
		}
	}
	if from.IsZero() {
		return w.unaskedAt(at)
	}
	return from
}

// settled is how long a pod shows the end of a container that is started again
// at most: the first restart comes at once.
const settled = 20 * time.Second

// ended separates a pod that is over from one whose container is about to be
// started again: the row only says for how long the pod has existed.
func (v *version) ended(w *writer, r *podRow) {
	a, ok := ageSpan(r.age, r.printing.style)
	later := false
	for _, o := range w.rows {
		later = later || o.printing.n > r.printing.n && o.status != r.status && o.status != "Terminating"
	}
	for _, p := range w.pages {
		for _, b := range p.boxes {
			later = later || b.restarts > r.restarts || b.state != nil && b.state.kind == "Waiting"
		}
		later = later || p.fields["Status"] != "" && p.fields["Status"] != "Failed" && p.fields["Status"] != "Succeeded"
	}
	if later || r.restarts > 0 || !ok || a.min < settled && r.status != "Completed" {
		return
	}
	v.pod.Status.Phase = corev1.PodFailed
	if r.status == "Completed" {
		v.pod.Status.Phase = corev1.PodSucceeded
	}
}

// unaskedAt returns a moment at which the deletion had not been asked for yet:
// the creation, if it is known.
func (w *writer) unaskedAt(at time.Time) time.Time {
	if e := w.createdEdge(); !e.IsZero() && e.Earliest.Before(at) {
		return e.Earliest
	}
	return at.Add(-ever)
}

func truth(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// ever is how far back a moment is put of which nothing bounds how long ago it
// was: lengths from there are worded as unknown.
const ever = 250 * 365 * 24 * time.Hour
