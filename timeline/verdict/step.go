package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// stepNames are the phases of a container's step in words; %s is its name.
var stepNames = map[timeline.Phase]string{
	timeline.Running:     "running %s",
	timeline.Pulling:     "waiting for %s's image",
	timeline.PullBackOff: "in the pull back-off of %s",
	timeline.Creating:    "creating %s",
	timeline.PostStart:   "waiting for %s's postStart hook",
	timeline.PreStop:     "waiting for %s's preStop hook",
	timeline.Stopping:    "stopping %s",
	timeline.Probing:     "waiting for %s's startup probe",
	timeline.NotReady:    "waiting for %s's readiness probe",
	timeline.BackOff:     "in the restart back-off of %s",
	timeline.Waiting:     "waiting to start %s",
}

// podStepNames are the phases of a step of the pod itself.
var podStepNames = map[timeline.Phase]string{
	timeline.Gated:        "waiting on scheduling gates",
	timeline.Scheduling:   "waiting for the scheduler",
	timeline.Preparing:    "preparing volumes, sandbox and network",
	timeline.NotReady:     "waiting for a readiness gate",
	timeline.Kubelet:      "kubelet overhead",
	timeline.Unattributed: "in steps that no signal shows",
}

// stepName says in words what the start was doing in a step: "running migrate",
// "waiting for app's image".
func (l *lifeView) stepName(step *timeline.Step) string {
	if _, name, ok := strings.Cut(step.Lane, "/"); ok {
		if v := l.view(step.Lane); v != nil && step.Phase == timeline.Running {
			if first := v.firstProbe(); first != "" {
				return "waiting for " + first
			}
		}
		return fmt.Sprintf(stepNames[step.Phase], name)
	}
	if name, ok := podStepNames[step.Phase]; ok {
		return name
	}
	return strings.ToLower(string(step.Phase))
}

// firstProbe names the probe for whose first try a container that runs waits,
// and the delay of its spec: "busybox's startup probe (initialDelaySeconds 20)".
// It is "" where no delay is set: the run itself is what passes.
func (v *laneView) firstProbe() string {
	if v.Kind == timeline.LaneInit {
		return ""
	}
	for _, name := range []string{"startup", "readiness"} {
		if p := v.probe(name); p != nil {
			if p.InitialDelaySeconds == 0 {
				return ""
			}
			return fmt.Sprintf("%s's %s probe (initialDelaySeconds %d)", v.called(), name, p.InitialDelaySeconds)
		}
	}
	return ""
}
