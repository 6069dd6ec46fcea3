package verdict

import (
	"cmp"
	"fmt"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func isFailed(e ending) (fact, bool) {
	by, _ := e.kubeletStop()
	shutdown := by.Kind == timeline.StopShutdown && e.finishedPhase()
	if e.life.Pod.Phase != "Failed" && !e.finished("PodFailed") && !shutdown {
		return fact{}, false
	}
	f := e.ended()
	if f.view != nil {
		return f, true
	}
	f.mark = e.pod.lastMark(func(m *timeline.Mark) bool { return m.Severity == timeline.Warning || m.Severity == timeline.Bad })
	if f.mark != nil {
		f.since = f.mark.Time.Time
	}
	return f, true
}

func sayFailed(e ending, f fact) string {
	if f.view == nil {
		if f.mark != nil && e.nothingRan() {
			return join(": ", "failed without running a container", f.mark.Kind, message.Shorten(f.mark.Message))
		}
		if by := e.endedBy(); by != "" && e.life.Pod.Reason == "" {
			return join("; ", by, "how its containers ended is unknown")
		}
		return join(": ", "failed without a known exit", e.life.Pod.Reason, message.Shorten(e.life.Pod.Message))
	}
	a := f.view.lastExit()
	if p := &e.life.Pod; p.Reason != "" {
		return fmt.Sprintf("ended by the kubelet: %s; %s %s", cmp.Or(message.Shorten(p.Message), p.Reason), f.view.name(), exitWords(a))
	}
	if by := e.endedByKubelet(); by != "" {
		return fmt.Sprintf("%s; %s %s", by, f.view.name(), exitWords(a))
	}
	said := f.view.name() + " failed" + e.afterCreation(a) + ": " + f.view.howEnded(a)
	if a.Reason == "StartError" || a.Reason == "ContainerCannotRun" { // its exit code is the runtime's, not a process's
		said = f.view.name() + " could not be started"
	}
	if a.Message != "" {
		said += ": " + message.InnerWords(lastWords(a), message.MessageWidth)
	}
	if n := f.view.failures(); n > 1 {
		said += "; " + count(n-1, "restart") + " before"
	}
	return said
}

func isSucceeded(e ending) (fact, bool) {
	if e.life.Pod.Phase != "Succeeded" && !e.finished("PodCompleted") {
		return fact{}, false
	}
	f := e.ended()
	if f.view != nil && wrongEnd(f.view.lastExit()) || e.life.Pod.RestartPolicy == "Always" {
		f.severity = timeline.Warning
	}
	return f, true
}

func saySucceeded(e ending, f fact) string {
	if f.view == nil {
		return "completed"
	}
	a := f.view.lastExit()
	said := "completed"
	switch tries := f.view.tries(); {
	case wrongEnd(a):
		said = "ended" + tries
	case tries != "":
		said = "succeeded" + tries + ","
	}
	said += e.afterCreation(a) + ": " + f.view.name() + " " + f.view.wrongStory(a)
	switch {
	case e.life.Pod.RestartPolicy != "Always":
	case wrongEnd(a):
		said += "; restartPolicy Always should have had it restarted"
	default:
		said += "; restartPolicy Always lets no pod complete by itself, and what ended it is not in the input"
	}
	return said
}

// finished reports whether the pod is over before its phase says so: the
// kubelet withholds a terminal phase until no container can be running
// (status_manager.go, mergePodStatus), but its Ready condition already has the
// reason.
func (e ending) finished(reason string) bool {
	c := e.condition("Ready")
	return c != nil && c.Status != "True" && c.Reason == reason && e.first((*laneView).running) == nil
}

// afterCreation returns how long after the pod's creation an attempt ended.
func (e ending) afterCreation(a *timeline.Attempt) string {
	if a.Exited.IsZero() || e.created().IsZero() {
		return ""
	}
	return " " + length.Between(e.created(), a.Exited).Total() + " after creation"
}
