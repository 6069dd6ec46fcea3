package verdict

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func (v *laneView) stopSpan() *timeline.Span {
	switch {
	case doing(v.hook, timeline.PreStop):
		return v.hook
	case doing(v.stop, timeline.Stopping):
		return v.stop
	case v.image != nil && v.image.Open():
		return v.image
	case v.hook != nil && v.hook.Open():
		return v.hook
	}
	return v.process
}

// holdout returns the container that the pod's end waits for: one in its
// preStop hook, else one that got SIGTERM, else any that has not exited;
// sidecars last, because they are stopped after the others.
func (e ending) holdout() (*laneView, *timeline.StopStep) {
	if e.life.Termination == nil {
		return nil, nil
	}
	var best *laneView
	var bestStep *timeline.StopStep
	bestRank := 0
	for i := range e.life.Termination.Steps {
		step := &e.life.Termination.Steps[i]
		v := e.view(step.Lane)
		if v == nil || !step.Exited.IsZero() || !(v.running() || doing(v.hook, timeline.PreStop)) {
			continue
		}
		rank := 1
		if doing(v.hook, timeline.PreStop) {
			rank += 2
		} else if doing(v.stop, timeline.Stopping) {
			rank++
		}
		if v.Kind != timeline.LaneSidecar {
			rank += 3
		}
		if rank > bestRank {
			best, bestStep, bestRank = v, step, rank
		}
	}
	return best, bestStep
}

// blockedByStop adds to the fact what the end of the pod waits for.
func (e ending) blockedByStop(f fact) fact {
	if !e.stopRequested() && f.mark == nil {
		return f
	}
	if v, _ := e.holdout(); v != nil {
		b := at(v, v.stopSpan())
		f.view, f.span, f.block = v, b.span, b.block
	}
	return f
}

// stopping describes how far the way down has come and what is next.
func (e ending) stopping() string {
	if e.finishedPhase() {
		return e.stopped()
	}
	v, step := e.holdout()
	if v == nil {
		return e.notStopping()
	}
	var said string
	switch {
	case step.Killing.IsZero():
		return e.notStopping()
	case doing(v.hook, timeline.PreStop) && step.PreStop >= e.grace() && step.PreStop > 0:
		said = fmt.Sprintf("stopping: preStop of %s %s of %s grace, and it sleeps %s", v.name(), e.elapsedSince(v.hook.Start), length.Setting(e.grace()), length.Setting(step.PreStop))
	case doing(v.hook, timeline.PreStop) && (step.PreStop > 0 || v.Kind == timeline.LaneSidecar):
		said = fmt.Sprintf("stopping: preStop of %s %s of %s grace", v.name(), e.elapsedSince(v.hook.Start), length.Setting(e.grace()))
	case doing(v.hook, timeline.PreStop): // its end has no signal
		said = fmt.Sprintf("stopping: preStop of %s, or SIGTERM after it, %s of %s grace", v.name(), e.elapsedSince(v.hook.Start), length.Setting(e.grace()))
	case v.Kind == timeline.LaneSidecar && step.SIGTERM.IsZero():
		said = fmt.Sprintf("stopping: %s waits for the main containers to exit", v.name())
	case doing(v.stop, timeline.Stopping):
		after := ""
		switch {
		case step.PreStop >= e.grace() && step.PreStop > 0:
			after = fmt.Sprintf(", when the grace of %s cut off its preStop (sleep %s),", length.Setting(e.grace()), length.Setting(step.PreStop))
		case step.PreStop > 0:
			after = fmt.Sprintf(", after its preStop (sleep %s),", length.Setting(step.PreStop))
		}
		said = fmt.Sprintf("stopping: %s got SIGTERM %s%s and has not been reported as exited", v.name(), e.ago(v.stop.Start), after)
	default:
		said = fmt.Sprintf("stopping: %s %s", v.name(), e.lasting(step.Killing))
	}
	if kill := e.life.Termination.Kill; !kill.IsZero() {
		said += "; SIGKILL " + e.until(kill)
	}
	return join("; ", said, e.shortened())
}

// outlastsGrace reports whether the stop is bound to end in a SIGKILL, because the
// preStop hook that the pod's end waits for sleeps for as long as the grace or longer.
func (e ending) outlastsGrace() bool {
	_, step := e.holdout()
	return step != nil && !step.Killing.IsZero() && step.PreStop > 0 && step.PreStop >= e.grace()
}

// shortened says that a second request left less grace, and since when: a
// runtime may let the first grace run out all the same.
func (e ending) shortened() string {
	t := e.life.Termination
	if t.Shortened.IsZero() {
		return ""
	}
	return fmt.Sprintf("a second request, %s, shortened the grace of %s to %s, which the runtime may not heed", e.ago(t.Shortened), length.Setting(t.Grace), length.Setting(t.Shorter))
}

// reportedRunning returns a container that has not been reported as stopped, or
// nil: those of a lost node are not.
func (e ending) reportedRunning() *laneView {
	return e.first(func(v *laneView) bool {
		return v.current() != nil && v.Container != nil && v.Container.State == "Running"
	})
}

func (e ending) stopped() string {
	if v := e.reportedRunning(); v != nil {
		return v.name() + " is still reported as running"
	}
	end := e.ended()
	switch {
	case e.notLocated():
		return "how its containers ended is unknown"
	case e.containersUnknown():
		return "what its containers did is not in the input"
	}
	if e.nothingRan() {
		return "no container ever ran"
	}
	if end.view == nil {
		return "all containers have stopped"
	}
	said := end.view.name() + " " + exitWords(end.view.lastExit())
	if t := e.life.Termination; t != nil {
		killed := func(step *timeline.StopStep) bool { return step.Lane == end.view.ID && step.SIGKILL }
		if step := timeline.FindLast(t.Steps, killed); step != nil {
			said = end.view.name() + " killed by SIGKILL after " + length.Between(step.Killing, step.Exited).Sentence()
		}
	}
	if e.life.Pod.DeletionRequested.IsZero() {
		return said
	}
	next := "deleting the API object"
	if f := e.life.Pod.Finalizers; len(f) > 0 {
		next = "deletion blocked by finalizer " + message.Cut(strings.Join(f, ", "), message.MessageWidth)
	}
	return "all containers have stopped (" + said + "); " + next
}

// notStopping describes a pod that was asked to stop but has not begun to: the
// kubelet cancels neither a running pull nor a postStart hook for it.
func (e ending) notStopping() string {
	if t := e.life.Termination; t != nil && !t.Stopped.IsZero() {
		return e.stopped()
	}
	if by, _ := e.kubeletStop(); by.Kind != "" && e.life.Termination == nil && e.life.Pod.DeletionRequested.IsZero() {
		return "its containers have not been reported as stopped"
	}
	if e.life.Termination == nil && e.life.Pod.DeletionRequested.IsZero() {
		return "its deletion has not been requested yet"
	}
	since := "deletion requested " + e.ago(second(e.endingSince()))
	if t := e.life.Termination; t != nil && !t.Requested.IsZero() {
		what := "asked to stop "
		if !e.life.Pod.DeletionRequested.IsZero() || t.By.Deleted() {
			what = "deletion requested "
		}
		since = what + e.ago(t.Requested)
	}
	if v := e.first(func(v *laneView) bool { return doing(v.image, timeline.Pulling) }); v != nil {
		return fmt.Sprintf("%s; it waits for the pull of %s (%s so far), which is not cancelled", since, v.imageName(), e.elapsedSince(v.image.Start))
	}
	if v := e.first(func(v *laneView) bool { return doing(v.hook, timeline.PostStart) }); v != nil {
		return fmt.Sprintf("%s; it waits for the postStart hook of %s (%s so far), which is not cancelled", since, v.name(), e.elapsedSince(v.hook.Start))
	}
	if e.first((*laneView).running) == nil {
		return since + "; no container is running"
	}
	if e.life.NowUnknown { // what is said of the deletion is newer than what is said of the containers
		return since + "; its containers have not been reported as stopped"
	}
	return since + "; the kubelet has not begun to stop the containers"
}

func (e ending) killedStep() *timeline.StopStep {
	if e.life.Termination == nil {
		return nil
	}
	return timeline.Find(e.life.Termination.Steps, func(step *timeline.StopStep) bool { return step.SIGKILL })
}

// notableStep returns the container whose way down says most: one that needed
// SIGKILL, else one that failed, else the slowest that waited for no other; nil
// when none was running.
func (e ending) notableStep() *timeline.StopStep {
	var best *timeline.StopStep
	rank, longest := -1, time.Duration(0)
	for i := range e.life.Termination.Steps {
		step := &e.life.Termination.Steps[i]
		v := e.view(step.Lane)
		if step.Killing.IsZero() || step.Exited.IsZero() || v == nil {
			continue
		}
		r := 0
		switch a := v.lastExit(); {
		case step.SIGKILL:
			r = 3
		case a != nil && wrongEnd(a):
			r = 2
		case v.Kind != timeline.LaneSidecar:
			r = 1
		}
		if d := step.Exited.Time.Sub(step.Killing.Time); r > rank || (r == rank && d > longest) {
			best, rank, longest = step, r, d
		}
	}
	if spent := e.graceSpender(best); spent != nil {
		return spent
	}
	return best
}

// stopStory describes one container's way down: "app stopped in 9s (preStop 6s,
// exit 0)".
func (e ending) stopStory(step *timeline.StopStep) string {
	v := e.view(step.Lane)
	how, code, pre := "stopped in ", "", ""
	if step.SIGKILL {
		how = "killed by SIGKILL after "
	} else if a := v.lastExit(); a != nil {
		code = codeWords(a)
	}
	if step.HasPreStop {
		pre = "preStop" + hookTime(step.Killing, step.PreStopEnd)
		if e.spentGrace(step) {
			pre += " used up the grace of " + length.Setting(e.grace())
		}
	}
	cause := ""
	if a := v.lastExit(); a != nil {
		cause, _ = v.killCause(a)
	}
	if a := v.lastExit(); a != nil && a.ExitCode != nil && *a.ExitCode == 143 && handled(step) {
		code = "exit 143 after it handled SIGTERM"
	}
	said := v.name() + " " + how + length.Between(step.Killing, step.Exited).Sentence()
	if detail := join(", ", cause, pre, code); detail != "" {
		said += " (" + detail + ")"
	}
	return said
}
