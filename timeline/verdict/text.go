package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// join writes the parts that are not empty, separated.
func join(sep string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// name says which container, and of which kind unless it is a main one.
func (v *laneView) name() string {
	if strings.HasPrefix(v.Name, timeline.Unnamed) {
		return v.called()
	}
	switch v.Kind {
	case timeline.LaneInit:
		return "init container " + v.Name
	case timeline.LaneSidecar:
		return "sidecar " + v.Name
	case timeline.LanePod:
		return "the pod"
	}
	return v.Name
}

// called returns a container's name, or what stands for one that is not known.
func (v *laneView) called() string {
	number, unnamed := strings.CutPrefix(v.Name, timeline.Unnamed)
	switch {
	case !unnamed:
		return v.Name
	case v.Kind == timeline.LaneInit:
		return "an init container"
	case v.Kind == timeline.LaneSidecar:
		return "a sidecar"
	case number != "":
		return "another container"
	}
	return "a container"
}

func (v *laneView) imageName() string {
	if v.Container == nil || v.Container.Image == "" {
		return "the image of " + v.name()
	}
	return message.ImageName(v.Container.Image)
}

// failedImage returns the image that a message says could not be pulled: not
// that of the spec where this has been corrected since.
func (v *laneView) failedImage(msg string) string {
	failed := message.FailedImage(msg)
	if c := v.Container; failed == "" || c == nil || c.Image != "" && strings.Contains(failed, c.Image) || strings.Contains(c.Image, failed) {
		return v.imageName()
	}
	return message.ImageName(failed)
}

// lastWords returns an attempt's message; of one that never started, what the
// runtime's layers quote, and nothing of one whose message only repeats its
// cause.
func lastWords(a *timeline.Attempt) string {
	if a.Cause == timeline.CauseRestartAll {
		return ""
	}
	if a.Reason == "StartError" || a.Reason == "ContainerCannotRun" {
		return message.Innermost(a.Message)
	}
	return a.Message
}

// exitWords returns how an attempt ended: "exit 3 after 1s", "OOMKilled after
// 4s".
func exitWords(a *timeline.Attempt) string {
	how := "ended"
	switch {
	case a.Reason == "OOMKilled":
		how = "OOMKilled"
	case a.ExitCode != nil:
		how = fmt.Sprintf("exit %d", *a.ExitCode)
	case a.Signal != 0:
		how = fmt.Sprintf("signal %d", a.Signal)
	}
	if a.Started.IsZero() || a.Exited.IsZero() {
		return how
	}
	switch a.Reason {
	case "ContainerStatusUnknown":
		return "ended unseen (ContainerStatusUnknown)"
	case timeline.ExitUnknown:
		return "lost by the runtime (" + how + ") after at most " + length.Between(a.Started, a.Exited).Sentence()
	}
	return how + " after " + length.Between(a.Started, a.Exited).Sentence()
}

// wrongStory returns how a run ended, its kill's cause first, whatever the exit
// code.
func (v *laneView) wrongStory(a *timeline.Attempt) string {
	if !wrongEnd(a) || a.Cause == "" {
		return oomCode(a)
	}
	return v.story(a, nil)
}

// oomCode returns the exit, with its code where something in the container was
// killed for its memory and the code hides it.
func oomCode(a *timeline.Attempt) string {
	if a.Reason == "OOMKilled" && a.ExitCode != nil && *a.ExitCode == 0 {
		return exitWords(a) + " (exit 0, but a process in it was OOM-killed)"
	}
	return exitWords(a)
}

// oneOrMore names one container and counts more: "app runs", "2 containers run".
func oneOrMore(names []string, one, more string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " " + one
	}
	return fmt.Sprintf("%d containers %s", len(names), more)
}

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
