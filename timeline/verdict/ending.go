package verdict

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// ending is a life on its way out, or at its end.
type ending struct{ *lifeView }

// disrupted returns the reason of the DisruptionTarget condition: who ends the
// pod.
func (e ending) disrupted() string {
	if e.isCond("DisruptionTarget") {
		return e.condition("DisruptionTarget").Reason
	}
	return ""
}

// kubeletStop returns for what the kubelet ended the pod, and its own words on
// it. status.reason says so under any phase: a node's shutdown leaves the phase
// alone, and so does an eviction whose containers exit with 0; DisruptionTarget
// is there as soon as the pod is over (status_manager.go, mergePodStatus).
func (e ending) kubeletStop() (timeline.Stop, string) {
	p := &e.life.Pod
	if by := timeline.KubeletStop(p.Reason, p.Message); by.Kind != "" {
		return by, p.Message
	}
	if c := e.condition("DisruptionTarget"); c != nil && e.disrupted() == timeline.TerminationByKubelet {
		return timeline.KubeletStop(c.Reason, c.Message), c.Message
	}
	return timeline.Stop{}, ""
}

func (e ending) endedByKubelet() string {
	by, why := e.kubeletStop()
	if by.Kind != timeline.StopRejected { // no chain of causes: what was short stands first
		return join(": ", by.Detail, message.Cut(message.Eviction(why), message.MessageWidth))
	}
	return join(": ", by.Detail, message.Shorten(message.Rejection(why)))
}

// endedBy says who ended the pod, where it was not simply deleted; "" where that
// is not known, or nothing did.
func (e ending) endedBy() string {
	by := timeline.Disruption(e.disrupted())
	if t := e.life.Termination; t != nil && t.By.Kind != "" {
		by = t.By
	}
	switch {
	case by.Deleted() || by.Kind == "":
		return e.endedByKubelet()
	case by.Kind == timeline.StopCollected && e.isCond("DisruptionTarget"): // "PodGC: node no longer exists"
		return join(": ", by.Detail, strings.TrimPrefix(e.condition("DisruptionTarget").Message, "PodGC: "))
	}
	return message.Cut(by.Detail, message.MessageWidth)
}

// endingSince returns when the pod was asked to stop, or stopped by itself.
func (e ending) endingSince() time.Time {
	if t := e.life.Termination; t != nil && !t.Requested.IsZero() {
		return t.Requested.Time
	}
	if !e.life.Pod.DeletionRequested.IsZero() {
		return e.life.Pod.DeletionRequested
	}
	if e.disrupted() != "" && e.ended().since.IsZero() {
		return e.condition("DisruptionTarget").Since // written before the deletion is requested
	}
	return e.ended().since
}

// request names what the way down began with.
func (e ending) request() string {
	if by := e.life.Termination.By; by.Kind != "" && !by.Deleted() {
		return "being " + message.Cut(by.Detail, message.MessageWidth)
	}
	return "deletion"
}

// ended returns the attempt that decided how the pod ended. Sidecars do not:
// they are stopped when the others are done.
func (e ending) ended() fact {
	if f := e.lastEnded(false); f.view != nil {
		return f
	}
	return e.lastEnded(true)
}

// lastEnded returns the last failed attempt of the sidecars or of the others,
// or their last one when none failed.
func (e ending) lastEnded(sidecars bool) fact {
	f := fact{}
	var decider *timeline.Attempt
	for i := range e.lanes {
		v := &e.lanes[i]
		a := v.lastExit()
		if a == nil || !v.starts() || (v.Kind == timeline.LaneSidecar) != sidecars {
			continue
		}
		bad := a.Failed() || wrongEnd(a)
		worse := decider == nil || bad && !(decider.Failed() || wrongEnd(decider))
		if worse || bad == (decider.Failed() || wrongEnd(decider)) && a.Exited.Time.After(decider.Exited.Time) {
			decider, f.view, f.since = a, v, a.Exited.Time
		}
	}
	return f
}

func (e ending) lastEnd() string {
	f := e.ended()
	if f.view == nil && e.nothingRan() {
		return "no container ever ran"
	}
	if f.view == nil {
		return ""
	}
	return f.view.name() + " " + exitWords(f.view.lastExit())
}
