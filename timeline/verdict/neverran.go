package verdict

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// nothingRan reports whether no container of the pod ever ran; not of a pod whose
// containers are not in the input.
func (e ending) nothingRan() bool {
	return !e.containersUnknown() && e.first(func(v *laneView) bool { return len(v.Attempts) > 0 }) == nil
}

// containersUnknown reports whether the input does not say what the pod's
// containers did: it names none, as an Event of the pod alone does, or the pod was
// evicted and nothing is published of them but, at most, that they could not be
// located: a kubelet before 1.22 wrote a status without containers then
// (pkg/kubelet/eviction/eviction_manager.go). One that it did not admit, for a
// condition of its node, never ran.
func (e ending) containersUnknown() bool {
	if e.first(func(v *laneView) bool { return v.Container != nil }) == nil {
		return true
	}
	if strings.Contains(e.life.Pod.Message, "node had condition") {
		return false
	}
	if e.notLocated() {
		return true
	}
	return e.life.Pod.Reason == "Evicted" && e.first(func(v *laneView) bool {
		return len(v.Attempts) > 0 || v.Container != nil && v.Container.State != ""
	}) == nil
}

// notLocated reports whether all that is known of a container is that the kubelet
// did not find it when the pod was over.
func (e ending) notLocated() bool {
	return e.first(func(v *laneView) bool { return v.Container != nil && v.Container.RunUnknown }) != nil
}

// neverRan says that no container ever ran, and why; "" where one did.
func (e ending) neverRan() string {
	if !e.nothingRan() {
		return ""
	}
	if by := e.endedByKubelet(); by != "" {
		return "it was " + by + ", and no container ever ran"
	}
	return join(": ", "no container ever ran", e.lastTrouble())
}

// lastTrouble returns what kept a pod from running until it went, or "": the
// cause is known as long as the pod is, and after that.
func (e ending) lastTrouble() string {
	for i := range e.lanes {
		v := &e.lanes[i]
		if v.Kind == timeline.LanePod || v.Container == nil {
			continue
		}
		if why := message.PullCause(v.PullError()); v.Container.PullFailures > 0 && why != "" {
			return "could not pull " + v.failedImage(v.PullError()) + ": " + why + "; failed " + times(v.Container.PullFailures)
		}
		if c := v.Container; c.State == "Waiting" && timeline.IsCreateError(c.Reason) {
			return join(": ", v.name()+" could not be created", message.Shorten(c.Message))
		}
	}
	if m := e.pod.preparation(); m != nil && m.Kind != ownership {
		return m.Kind + ": " + message.Shorten(m.Message)
	}
	if c := e.condition("PodScheduled"); c != nil && c.Status == "False" && c.Reason == "Unschedulable" {
		return join(": ", "unschedulable", message.Cut(firstSentence(c.Message), message.MessageWidth))
	}
	return ""
}
