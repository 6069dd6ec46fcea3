package verdict

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// kubeletStop returns for what the kubelet ended the pod, and its own words on
// it. status.reason says so under any phase: a node's shutdown leaves the phase
// alone, and so does an eviction whose containers exit with 0; DisruptionTarget
// is there as soon as the pod is over (status_manager.go, mergePodStatus).
func (s *scene) kubeletStop() (timeline.Stop, string) {
	p := &s.life.Pod
	if by := timeline.KubeletStop(p.Reason, p.Message); by.Kind != "" {
		return by, p.Message
	}
	if c := s.condition("DisruptionTarget"); c != nil && s.disrupted() == timeline.TerminationByKubelet {
		return timeline.KubeletStop(c.Reason, c.Message), c.Message
	}
	return timeline.Stop{}, ""
}

// endedByKubelet tells for what the kubelet ended the pod, or "".
func (s *scene) endedByKubelet() string {
	by, why := s.kubeletStop()
	if by.Kind != timeline.StopRejected { // no chain of causes: what was short stands first
		return join(": ", by.Detail, message.Cut(why, message.MessageWidth))
	}
	return join(": ", by.Detail, message.Shorten(strings.TrimPrefix(why, "Pod was rejected: ")))
}
