package ticket

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// version is a pod as one print shows it.
type version struct {
	pod     *corev1.Pod
	deleted timeline.Edge            // when its deletion was asked for
	exits   map[string]timeline.Exit // ends without a time, by container
}

// version lays what print p says over the version before; nil if it shows
// nothing but events.
func (w *writer) version(before *corev1.Pod, p *printing) *version {
	v := &version{pod: before.DeepCopy()}
	says := false
	for _, r := range w.rows {
		if r.printing == p {
			v.row(w, r)
			says = true
		}
	}
	for _, page := range w.pages {
		if page.printing == p {
			v.page(w, page)
			says = says || page.ofPod()
		}
	}
	if !says {
		return nil
	}
	v.bound(w, p)
	return v
}

// ofPod reports whether a page says more of the pod than its events do.
func (p *page) ofPod() bool {
	says := func(field string) bool { return p.fields[field] != "" }
	return len(p.boxes)+len(p.conditions)+len(p.gates) > 0 || slices.ContainsFunc([]string{"Node", "Start Time", "Status", "Reason", "IP"}, says)
}

// bound takes the node from the scheduler's Event where nothing else names it.
func (v *version) bound(w *writer, p *printing) {
	for _, e := range w.events {
		if node := nodeIn(e.message); e.reason == "Scheduled" && node != "" && e.printing == p && v.pod.Spec.NodeName == "" {
			v.pod.Spec.NodeName = node
			v.onNode()
		}
	}
}

// page lays a page of describe over the version.
func (v *version) page(w *writer, p *page) {
	node, _, _ := strings.Cut(p.fields["Node"], "/")
	hasNode := node != "" && node != "<none>"
	if hasNode {
		v.pod.Spec.NodeName = node
	}
	s := &v.pod.Status
	if start, _ := parseTime(p.fields["Start Time"]); !start.IsZero() {
		t := metav1.NewTime(start)
		s.StartTime = &t
	}
	if ip := p.fields["IP"]; ip != "" && ip != "<none>" {
		s.PodIP = ip
	}
	if r := p.fields["Reason"]; r != "" {
		s.Reason, s.Message = r, p.fields["Message"]
	}
	for _, g := range p.gates {
		v.pod.Spec.ReadinessGates = append(v.pod.Spec.ReadinessGates, corev1.PodReadinessGate{ConditionType: corev1.PodConditionType(g.name)})
	}
	for _, c := range p.conditions {
		v.condition(c.name, c.value, p.reasonOf(c.name))
	}
	if _, whole := p.fields["Events"]; hasNode && (whole || len(p.conditions) > 0 || len(p.events) > 0) {
		v.onNode()
	}
	for _, b := range p.boxes {
		v.box(w, p, b)
	}
	if p.allReady() {
		v.condition("ContainersReady", "True", "")
		v.condition("Ready", "True", "")
	}
	v.phase(w, p)
}

// allReady reports whether a page that ends before its conditions shows every
// container ready, which is what makes a pod without readiness gates so.
func (p *page) allReady() bool {
	ready := 0
	for _, b := range p.boxes {
		switch {
		case b.section == "Containers" && b.fields["Ready"] != "True":
			return false
		case b.section == "Containers":
			ready++
		}
	}
	return ready > 0 && len(p.conditions) == 0 && len(p.gates) == 0
}

// reasonOf returns a condition's reason where the rest of the page implies it.
func (p *page) reasonOf(condition string) string {
	if condition == "Ready" && slices.ContainsFunc(p.gates, func(g status) bool { return g.value != "True" }) {
		return "ReadinessGatesNotReady"
	}
	return ""
}

// condition sets a condition, whose time no page prints.
func (v *version) condition(name, value, reason string) {
	list := &v.pod.Status.Conditions
	for i := range *list {
		if c := &(*list)[i]; string(c.Type) == name {
			if string(c.Status) != value {
				c.LastTransitionTime = metav1.Time{}
			}
			c.Status, c.Reason = corev1.ConditionStatus(value), reason
			return
		}
	}
	*list = append(*list, corev1.PodCondition{Type: corev1.PodConditionType(name), Status: corev1.ConditionStatus(value), Reason: reason})
}

// phase reads Status, behind which a deletion hides the phase.
func (v *version) phase(w *writer, p *page) {
	status := p.fields["Status"]
	word, _, _ := strings.Cut(status, " ")
	if word != "Terminating" {
		if phases[word] {
			v.pod.Status.Phase = corev1.PodPhase(word)
		}
		return
	}
	if v.pod.Status.Phase == "" {
		v.pod.Status.Phase = v.likelyPhase()
	}
	v.delete(w.deletion)
}

// likelyPhase returns the phase that a pod's containers imply, where a page
// hides it.
func (v *version) likelyPhase() corev1.PodPhase {
	begun := func(s corev1.ContainerStatus) bool {
		return s.State.Running != nil || s.State.Terminated != nil || s.LastTerminationState.Terminated != nil
	}
	ready := func(c corev1.PodCondition) bool {
		return c.Type == corev1.ContainersReady && c.Status == corev1.ConditionTrue
	}
	if slices.ContainsFunc(v.pod.Status.ContainerStatuses, begun) || slices.ContainsFunc(v.pod.Status.Conditions, ready) {
		return corev1.PodRunning
	}
	return corev1.PodPending
}

// box sets the status of a container.
func (v *version) box(w *writer, p *page, b *box) {
	if b.state == nil && b.last == nil && b.restarts < 0 && b.fields["Container ID"] == "" {
		return // no status yet, or it was trimmed
	}
	s := v.status(b.section, w.boxName(b))
	v.onNode()
	s.Image, s.ImageID = firstOf(b.fields["Image"], s.Image), firstOf(b.fields["Image ID"], s.ImageID)
	s.Ready = b.fields["Ready"] == "True"
	if b.restarts >= 0 { // or the page was cut before it says
		s.RestartCount = int32(b.restarts) //nolint:gosec // read as a count
	}
	s.ContainerID = b.fields["Container ID"]
	if b.state != nil {
		s.State = b.state.api(s.ContainerID)
	}
	s.LastTerminationState = corev1.ContainerState{}
	v.endless(w, p, s.Name, b)
	if b.last == nil {
		return
	}
	id := ""
	if s.State.Waiting != nil { // then it is the current container that has ended
		if s.ContainerID == "" {
			s.ContainerID = timeline.UnknownUID + s.Name
		}
		id = s.ContainerID
	}
	if b.running() && b.last.undated() {
		id = timeline.UnknownUID + s.Name + "/last"
	}
	s.LastTerminationState = b.last.api(id)
}

// undated reports whether the times of an end were cut out of a page.
func (s *runState) undated() bool {
	return s != nil && s.kind == "Terminated" && s.started.IsZero() && s.finished.IsZero() && !s.never && (s.coded || s.reason != "") && s.reason != "ContainerStatusUnknown"
}

// endless bounds an end of which the page does not print the time.
func (v *version) endless(w *writer, p *page, name string, b *box) {
	s, at := b.state, w.t.moment(p.printing)
	if s == nil || s.kind != "Terminated" {
		if s = b.last; s == nil || b.running() && !s.undated() {
			return
		}
		if b.running() && !b.state.started.IsZero() {
			at = b.state.started
		}
	}
	if !s.finished.IsZero() || s.never {
		return
	}
	from := s.started
	if from.IsZero() {
		from = w.unaskedAt(at)
	}
	v.exit(name, timeline.Exit{When: timeline.Edge{Time: at, Earliest: from, Latest: at, Basis: timeline.Inferred}, CodeUnknown: !s.coded && s.reason != "Completed"})
}

// boxName returns the name under which the container is known.
func (w *writer) boxName(b *box) string {
	if b.name != "" {
		return b.name
	}
	for _, k := range w.containers {
		if k.section == b.section {
			return k.name
		}
	}
	return timeline.Unnamed
}

// status finds or adds a container's status.
func (v *version) status(section, name string) *corev1.ContainerStatus {
	list := &v.pod.Status.ContainerStatuses
	switch section {
	case "Init Containers":
		list = &v.pod.Status.InitContainerStatuses
	case "Ephemeral Containers":
		list = &v.pod.Status.EphemeralContainerStatuses
	}
	for i := range *list {
		if (*list)[i].Name == name {
			return &(*list)[i]
		}
	}
	*list = append(*list, corev1.ContainerStatus{Name: name})
	return &(*list)[len(*list)-1]
}

// api returns a state as the API has it.
func (s *runState) api(id string) corev1.ContainerState {
	switch s.kind {
	case "Running":
		return corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.NewTime(s.started)}}
	case "Terminated":
		t := &corev1.ContainerStateTerminated{
			Reason: s.reason, Message: s.message, Signal: int32(s.signal), ExitCode: int32(s.code), ContainerID: id, //nolint:gosec // read as 32 bits
			StartedAt: metav1.NewTime(s.started), FinishedAt: metav1.NewTime(s.finished),
		}
		if s.never {
			t.StartedAt = metav1.Unix(0, 0)
		}
		return corev1.ContainerState{Terminated: t}
	}
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: s.reason, Message: s.message}}
}
