package timeline

import "strings"

// stepNames are the phases of a step in words, before the container's name.
var stepNames = map[Phase]string{
	Running:     "the run of ",
	Pulling:     "the pull of ",
	PullBackOff: "the pull back-off of ",
	Creating:    "the creation of ",
	PostStart:   "the postStart hook of ",
	PreStop:     "the preStop hook of ",
	Stopping:    "the stop of ",
	Probing:     "the startup probe of ",
	NotReady:    "the readiness of ",
	BackOff:     "the restart back-off of ",
	Waiting:     "the waiting of ",
}

// podStepNames are the phases of a step of the pod itself.
var podStepNames = map[Phase]string{
	Gated:        "the scheduling gates",
	Scheduling:   "the scheduling",
	Preparing:    "the node's preparation (volumes, sandbox)",
	NotReady:     "a readiness gate",
	Kubelet:      "the kubelet's own latency",
	Unattributed: "not told by any signal",
}

// stepName says a step in words: "the run of migrate", "the pull of app".
func stepName(step *Step) string {
	if _, name, ok := strings.Cut(step.Lane, "/"); ok {
		return stepNames[step.Phase] + name
	}
	if name, ok := podStepNames[step.Phase]; ok {
		return name
	}
	return strings.ToLower(string(step.Phase))
}
