package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline/length"
)

// trouble finds the first container that waits for one of the reasons and
// makes it the fact, with the container's own message.
func (s *scene) trouble(reasons ...string) (fact, bool) {
	v := s.first(func(v *laneView) bool {
		why := v.waitingFor()
		if slices.Contains(reasons, why) {
			return v.starts()
		}
		return false
	})
	if v == nil {
		return fact{}, false
	}
	return at(v, v.process).because(v.Container.Reason, v.Container.Message), true
}

func isConfigError(s *scene) (fact, bool) {
	return s.trouble("CreateContainerConfigError", "CreateContainerError", "PreCreateHookError")
}

func sayConfigError(s *scene, f fact) string {
	said := f.view.name() + " cannot be created: " + cut(innermost(f.block.Message), messageWidth)
	if f.block.Message == "" {
		said = f.view.name() + " cannot be created: " + f.block.Reason
	}
	if f.span == nil {
		return said
	}
	said += "; for " + s.elapsedSince(f.span.Start)
	if n := f.view.counted(f.span.Start.Earliest, "Failed", "InspectFailed"); n > 1 {
		said += ", tried " + times(n)
	}
	return said
}

func isImagePullBackOff(s *scene) (fact, bool) {
	if m := s.volumeImage(); m != nil && m.Kind != "Pulling" {
		f := at(s.pod, s.pod.podSpan)
		f.mark = s.pod.lastOf("Failed")
		if f.mark == nil {
			f.mark = m
		}
		return f.because("ErrImagePull", f.mark.Message), true
	}
	v := s.first(func(v *laneView) bool { return doing(v.image, PullBackOff) && v.starts() && !v.running() })
	if v != nil {
		f := at(v, v.image)
		if reason := v.waitingFor(); strings.Contains(reason, "Image") {
			f = f.because(reason, "")
		}
		return f.because("", s.pullError(v)), true
	}
	f, ok := s.trouble(imageErrors...)
	if !ok || doing(f.view.image, Pulling) {
		return fact{}, false // the next try is on
	}
	return f.because("", s.pullError(f.view)), true
}

// pullError is the fullest message there is about why a pull failed; the
// waiting message is often only "Back-off pulling image".
func (s *scene) pullError(v *laneView) string {
	m := v.lastMark(func(m *Mark) bool {
		return m.Track == TrackImage && m.Message != "" && !strings.HasPrefix(m.Message, "Error: ") && m.Kind != "BackOff" && (m.Severity == Bad || m.Severity == Warning)
	})
	if m != nil {
		return m.Message
	}
	for i := len(v.Spans) - 1; i >= 0; i-- {
		if sp := &v.Spans[i]; sp.Track == TrackImage && sp.Phase == Pulling && sp.Outcome == Failed && sp.Message != "" {
			return sp.Message
		}
	}
	if v.Container != nil {
		return v.Container.Message
	}
	return ""
}

func sayImagePullBackOff(s *scene, f fact) string {
	if f.mark != nil {
		return join(": ", "cannot pull the image of a volume", quoted(f.mark.Message), pullCause(f.mark.Message)) + "; failed " + times(max(s.pod.counted(f.span.Start.Earliest, "Failed"), 1))
	}
	said := "cannot pull " + f.view.imageName()
	if f.view.Kind != LaneContainer || s.mains() > 1 {
		said += " (" + f.view.name() + ")"
	}
	if why := pullCause(f.block.Message); why != "" {
		said += ": " + why + s.missingSecret(why)
	} else if f.block.Reason != "" {
		said += ": " + f.block.Reason
	}
	tries := 0
	for i := range f.view.Spans {
		if sp := &f.view.Spans[i]; sp.Track == TrackImage && sp.Phase == Pulling && sp.Outcome == Failed {
			tries++
		}
	}
	if tries > 0 {
		said += "; failed " + times(tries)
	}
	if d := s.deadline(DeadlinePullRetry, f.view.ID); d != nil {
		said += "; next try " + s.until(d.Edge)
	}
	return said
}

// missingSecret names the pull secrets that the kubelet could not find where
// they are what the registry wants: "; no pull secret regcred".
func (s *scene) missingSecret(why string) string {
	m := s.pod.lastOf("FailedToRetrieveImagePullSecret")
	if m == nil || !strings.HasPrefix(why, "access denied") {
		return ""
	}
	_, names, _ := strings.Cut(m.Message, "(")
	names, _, _ = strings.Cut(names, ")")
	return "; no pull secret " + cut(names, messageWidth/2)
}

// quoted is the first quoted word of a message: the image that an event is about.
func quoted(msg string) string {
	_, rest, _ := strings.Cut(msg, `"`)
	word, _, _ := strings.Cut(rest, `"`)
	return word
}

func isStartError(s *scene) (fact, bool) {
	f, ok := s.trouble("RunContainerError", "StartError", "PreStartHookError")
	if ok && f.view.lastExit() == nil && f.view.current() != nil && f.span != nil && f.span.Phase == Creating {
		return f, true
	}
	if ok {
		return s.startError(f), true
	}
	// In the back-off after it only the exit tells: the runtime never started it.
	v := s.first(func(v *laneView) bool {
		a := v.lastExit()
		return v.starts() && !v.running() && a != nil && (a.Reason == "StartError" || a.Reason == "ContainerCannotRun") && v.retries()
	})
	if v == nil {
		return fact{}, false
	}
	return s.startError(at(v, v.process)), true
}

func (s *scene) startError(f fact) fact {
	if a := f.view.lastExit(); a != nil && a.Message != "" {
		return f.because(a.Reason, a.Message)
	}
	return f
}

// retries reports whether the container goes on after its last exit: a newer
// run has begun, or it waits for one, by its policies or by its status.
func (v *laneView) retries() bool {
	if v.current() != nil || v.process != nil && v.process.Open() {
		return true
	}
	return v.Container != nil && v.Container.State == "Waiting" && v.Container.Reason != ""
}

func sayStartError(s *scene, f fact) string {
	said := f.view.name() + " cannot start"
	if why := innermost(f.block.Message); why != "" {
		said += ": " + cut(why, messageWidth)
	}
	if n := f.view.failures(); n > 1 {
		said += "; failed " + times(n)
	}
	return said + s.nextStart(f.view)
}

// nextStart is the clause with the countdown of the back-off, or nothing.
func (s *scene) nextStart(v *laneView) string {
	if d := s.deadline(DeadlineRestart, v.ID); d != nil {
		return "; next start " + s.until(d.Edge)
	}
	return ""
}

func isPostStartError(s *scene) (fact, bool) {
	v := s.first(func(v *laneView) bool {
		if !v.starts() || v.running() {
			return v.starts() && v.hookFailed()
		}
		a := v.lastExit()
		return v.waitingFor() == "PostStartHookError" || (a != nil && a.Cause == causePostStart && v.retries())
	})
	if v == nil {
		return fact{}, false
	}
	f := at(v, v.process)
	f.mark = v.lastOf("FailedPostStartHook")
	msg := ""
	if v.waitingFor() == "PostStartHookError" {
		msg = v.Container.Message
	}
	return f.because("PostStartHookError", msg), true
}

// hookFailed reports a run whose postStart hook failed and that is about to be
// killed for it.
func (v *laneView) hookFailed() bool {
	cur := v.current()
	return cur != nil && v.hook != nil && v.hook.Phase == PostStart && v.hook.Outcome == Failed && v.hook.Attempt == cur.Number
}

func sayPostStartError(s *scene, f fact) string {
	said := "the postStart hook of " + f.view.name() + " failed"
	n := 0
	for i := range f.view.Attempts {
		if f.view.Attempts[i].Cause == causePostStart {
			n++
		}
	}
	n = max(n, f.view.counted(time.Time{}, "FailedPostStartHook"))
	if n > 1 {
		said += " " + times(n) + ", the last time"
	}
	if hook := f.view.lastSpan(TrackHooks, PostStart); hook != nil && !hook.Open() {
		said += " " + length.Between(hook.Start, hook.End).Sentence() + " after the start"
	}
	if c := f.view.Container; c != nil && c.HookCause != "" {
		said += " (" + cut(c.HookCause, messageWidth/2) + ")"
	}
	if f.view.running() {
		return said + "; the container is being killed for it" + s.killProgress(f.view)
	}
	return said + "; the container " + f.view.afterHook() + s.nextStart(f.view)
}

// afterHook is how a container ended whose postStart hook had failed: killed for
// it, or with a code of its own. A process that ends takes the hook with it, and
// which of the two was first is within the second that the API tells.
func (v *laneView) afterHook() string {
	a := v.lastExit()
	if a == nil || a.ExitCode == nil || a.Signal != 0 || *a.ExitCode == 0 || *a.ExitCode == 137 || *a.ExitCode == 143 {
		return "was killed for it"
	}
	said := "ended with it: " + a.exit()
	if a.Message != "" {
		said += " (" + cut(a.Message, messageWidth/2) + ")"
	}
	return said
}

// lastSpan is the newest span of a track in a phase, or nil.
func (v *laneView) lastSpan(t Track, p Phase) *Span {
	for i := len(v.Spans) - 1; i >= 0; i-- {
		if sp := &v.Spans[i]; sp.Track == t && sp.Phase == p {
			return sp
		}
	}
	return nil
}

func isInitError(s *scene) (fact, bool) {
	v := s.first(func(v *laneView) bool {
		a := v.lastExit()
		return v.Kind == LaneInit && a != nil && a.failed() && !v.running()
	})
	if v == nil {
		return fact{}, false
	}
	a := v.lastExit()
	f := at(v, v.process).because(a.Reason, a.Message)
	if f.since = a.Exited.Time; f.since.IsZero() && v.process != nil {
		f.since = v.process.Start.Time
	}
	return f, true
}

func sayInitError(s *scene, f fact) string {
	a := f.view.lastExit()
	said := fmt.Sprintf("%s failed %s (%s)", f.view.name(), times(f.view.failures()), a.exit())
	if a.Message != "" {
		said += ": " + cut(a.Message, messageWidth)
	}
	if d := s.deadline(DeadlineRestart, f.view.ID); d != nil {
		return said + "; next try " + s.until(d.Edge)
	}
	return said
}
