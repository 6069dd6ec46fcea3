package verdict

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// created is when the pod was created, as well as it is known.
func (s *scene) created() timeline.Edge {
	for i := range s.pod.Spans {
		if sp := &s.pod.Spans[i]; sp.Track == timeline.TrackPod {
			return sp.Start
		}
	}
	t := s.life.Pod.Created
	if t.IsZero() {
		return timeline.Edge{}
	}
	return timeline.Edge{Time: t, Earliest: t, Latest: t.Add(time.Second), Basis: timeline.Reported}
}

// endingSince is when the pod was asked to stop, or stopped by itself.
func (s *scene) endingSince() time.Time {
	if t := s.life.Termination; t != nil && !t.Requested.IsZero() {
		return t.Requested.Time
	}
	if !s.life.Pod.DeletionRequested.IsZero() {
		return s.life.Pod.DeletionRequested
	}
	if s.disrupted() != "" && s.ended().since.IsZero() {
		return s.condition("DisruptionTarget").Since // written before the deletion is requested
	}
	return s.ended().since
}

// request names what the way down began with.
func (s *scene) request() string {
	if by := s.life.Termination.By; by.Kind != "" && !by.Deleted() {
		return "being " + message.Cut(by.Detail, message.MessageWidth)
	}
	return "deletion"
}

func (s *scene) grace() time.Duration {
	if t := s.life.Termination; t != nil && t.Grace > 0 {
		return t.Grace
	}
	return s.life.Pod.GracePeriod
}

func (s *scene) view(lane string) *laneView {
	return s.first(func(v *laneView) bool { return v.ID == lane })
}

// stopSpan is the open span that a container on its way down is in.
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

// holdout is the container that the pod's end waits for: one in its preStop
// hook, else one that got SIGTERM, else any that has not exited; sidecars
// last, because they are stopped after the others.
func (s *scene) holdout() (*laneView, *timeline.StopStep) {
	if s.life.Termination == nil {
		return nil, nil
	}
	var best *laneView
	var bestStep *timeline.StopStep
	bestRank := 0
	for i := range s.life.Termination.Steps {
		step := &s.life.Termination.Steps[i]
		v := s.view(step.Lane)
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
func (s *scene) blockedByStop(f fact) fact {
	if !s.ending() && f.mark == nil {
		return f
	}
	if v, _ := s.holdout(); v != nil {
		b := at(v, v.stopSpan())
		f.view, f.span, f.block = v, b.span, b.block
	}
	return f
}

// stopping tells how far the way down has come and what is next.
func (s *scene) stopping() string {
	if s.finishedPhase() {
		return s.stopped()
	}
	v, step := s.holdout()
	if v == nil {
		return s.notStopping()
	}
	var said string
	switch {
	case step.Killing.IsZero():
		return s.notStopping()
	case doing(v.hook, timeline.PreStop) && step.PreStop >= s.grace() && step.PreStop > 0:
		said = fmt.Sprintf("stopping: preStop of %s %s of %s grace, and it sleeps %s", v.name(), s.elapsedSince(v.hook.Start), length.Setting(s.grace()), length.Setting(step.PreStop))
	case doing(v.hook, timeline.PreStop) && (step.PreStop > 0 || v.Kind == timeline.LaneSidecar):
		said = fmt.Sprintf("stopping: preStop of %s %s of %s grace", v.name(), s.elapsedSince(v.hook.Start), length.Setting(s.grace()))
	case doing(v.hook, timeline.PreStop): // nothing tells when it has ended
		said = fmt.Sprintf("stopping: preStop of %s, or SIGTERM after it, %s of %s grace", v.name(), s.elapsedSince(v.hook.Start), length.Setting(s.grace()))
	case v.Kind == timeline.LaneSidecar && step.SIGTERM.IsZero():
		said = fmt.Sprintf("stopping: %s waits for the main containers to exit", v.name())
	case doing(v.stop, timeline.Stopping):
		after := ""
		if step.PreStop > 0 {
			after = fmt.Sprintf(", after its preStop (sleep %s),", length.Setting(step.PreStop))
		}
		said = fmt.Sprintf("stopping: %s got SIGTERM %s ago%s and has not been reported as exited", v.name(), s.elapsedSince(v.stop.Start), after)
	default:
		said = fmt.Sprintf("stopping: %s for %s", v.name(), s.elapsedSince(step.Killing))
	}
	if kill := s.life.Termination.Kill; !kill.IsZero() {
		said += "; SIGKILL " + s.until(kill)
	}
	return said
}

// stopped is for a pod whose containers are down while its object remains.
func (s *scene) stopped() string {
	if v := s.first((*laneView).running); v != nil && v.Container != nil && v.Container.State == "Running" {
		return v.name() + " is still reported as running"
	}
	end := s.ended()
	if s.first(func(v *laneView) bool { return len(v.Attempts) > 0 }) == nil {
		return "no container ever ran"
	}
	if end.view == nil {
		return "all containers have stopped"
	}
	said := end.view.name() + " " + exitWords(end.view.lastExit())
	if t := s.life.Termination; t != nil {
		for i := range t.Steps {
			if step := &t.Steps[i]; step.Lane == end.view.ID && step.SIGKILL {
				said = end.view.name() + " killed by SIGKILL after " + length.Between(step.Killing, step.Exited).Sentence()
			}
		}
	}
	if s.life.Pod.DeletionRequested.IsZero() {
		return said
	}
	next := "the object is about to go"
	if f := s.life.Pod.Finalizers; len(f) > 0 {
		next = "finalizer " + message.Cut(strings.Join(f, ", "), message.MessageWidth) + " has to be removed before the object goes"
	}
	return "all containers have stopped (" + said + "); " + next
}

// notStopping is for a pod that was asked to stop but has not begun to: the
// kubelet cancels neither a running pull nor a postStart hook for it.
func (s *scene) notStopping() string {
	if t := s.life.Termination; t != nil && !t.Stopped.IsZero() {
		return s.stopped()
	}
	if by, _ := s.kubeletStop(); by.Kind != "" && s.life.Termination == nil && s.life.Pod.DeletionRequested.IsZero() {
		return "its containers have not been reported as stopped"
	}
	if s.life.Termination == nil && s.life.Pod.DeletionRequested.IsZero() {
		return "its deletion has not been requested yet"
	}
	since := "deletion requested " + s.since(s.endingSince()) + " ago"
	if t := s.life.Termination; t != nil && !t.Requested.IsZero() {
		what := "asked to stop "
		if !s.life.Pod.DeletionRequested.IsZero() || t.By.Deleted() {
			what = "deletion requested "
		}
		since = what + s.elapsedSince(t.Requested) + " ago"
	}
	if v := s.first(func(v *laneView) bool { return doing(v.image, timeline.Pulling) }); v != nil {
		return fmt.Sprintf("%s; it waits for the pull of %s (%s so far), which is not cancelled", since, v.imageName(), s.elapsedSince(v.image.Start))
	}
	if v := s.first(func(v *laneView) bool { return doing(v.hook, timeline.PostStart) }); v != nil {
		return fmt.Sprintf("%s; it waits for the postStart hook of %s (%s so far), which is not cancelled", since, v.name(), s.elapsedSince(v.hook.Start))
	}
	if s.first((*laneView).running) == nil {
		return since + "; no container is running"
	}
	return since + "; the kubelet has not begun to stop the containers"
}

// killedStep is a container that SIGKILL ended, or nil.
func (s *scene) killedStep() *timeline.StopStep {
	if s.life.Termination == nil {
		return nil
	}
	for i := range s.life.Termination.Steps {
		if step := &s.life.Termination.Steps[i]; step.SIGKILL {
			return step
		}
	}
	return nil
}

// tellingStep is the container whose way down is worth telling: one that
// needed SIGKILL, else one that failed, else the slowest that waited for no
// other; nil when none was running.
func (s *scene) tellingStep() *timeline.StopStep {
	var best *timeline.StopStep
	rank, longest := -1, time.Duration(0)
	for i := range s.life.Termination.Steps {
		step := &s.life.Termination.Steps[i]
		v := s.view(step.Lane)
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
	return best
}

// stopStory tells one container's way down: "app stopped in 9s (preStop 6s, exit 0)".
func (s *scene) stopStory(step *timeline.StopStep) string {
	v := s.view(step.Lane)
	how, code, pre := "stopped in ", "", ""
	if step.SIGKILL {
		how = "killed by SIGKILL after "
	} else if a := v.lastExit(); a != nil {
		code = codeWords(a)
	}
	if step.HasPreStop {
		pre = "preStop" + hookTime(step.Killing, step.PreStopEnd)
	}
	said := v.name() + " " + how + length.Between(step.Killing, step.Exited).Sentence()
	if detail := join(", ", pre, code); detail != "" {
		said += " (" + detail + ")"
	}
	return said
}
