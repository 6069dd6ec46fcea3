package verdict

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// stepNames are the phases of a step in words, before the container's name.
var stepNames = map[timeline.Phase]string{
	timeline.Running:     "the run of ",
	timeline.Pulling:     "the pull of ",
	timeline.PullBackOff: "the pull back-off of ",
	timeline.Creating:    "the creation of ",
	timeline.PostStart:   "the postStart hook of ",
	timeline.PreStop:     "the preStop hook of ",
	timeline.Stopping:    "the stop of ",
	timeline.Probing:     "the startup probe of ",
	timeline.NotReady:    "the readiness of ",
	timeline.BackOff:     "the restart back-off of ",
	timeline.Waiting:     "the waiting of ",
}

// podStepNames are the phases of a step of the pod itself.
var podStepNames = map[timeline.Phase]string{
	timeline.Gated:        "the scheduling gates",
	timeline.Scheduling:   "the scheduling",
	timeline.Preparing:    "the node's preparation (volumes, sandbox)",
	timeline.NotReady:     "a readiness gate",
	timeline.Kubelet:      "the kubelet's own latency",
	timeline.Unattributed: "not told by any signal",
}

// stepName says a step in words: "the run of migrate", "the pull of app".
func stepName(step *timeline.Step) string {
	if _, name, ok := strings.Cut(step.Lane, "/"); ok {
		return stepNames[step.Phase] + name
	}
	if name, ok := podStepNames[step.Phase]; ok {
		return name
	}
	return strings.ToLower(string(step.Phase))
}
