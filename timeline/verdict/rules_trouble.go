package verdict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// trouble finds the first container whose waiting reason is of a kind, and
// makes it the fact, with the container's own message.
func (l *lifeView) trouble(of func(reason string) bool) (fact, bool) {
	v := l.first(func(v *laneView) bool {
		return of(v.waitingFor()) && v.starts()
	})
	if v == nil {
		return fact{}, false
	}
	return at(v, v.process).because(v.Container.Reason, v.Container.Message), true
}

func isConfigError(l *lifeView) (fact, bool) {
	return l.trouble(timeline.IsCreateError)
}

func sayConfigError(l *lifeView, f fact) string {
	said := f.view.name() + " cannot be created: " + message.Shorten(f.block.Message)
	if f.block.Message == "" {
		said = f.view.name() + " cannot be created: " + f.block.Reason
	}
	if f.span == nil {
		return said
	}
	said += "; " + l.lasting(f.span.Start)
	if n := f.view.counted(f.span.Start.Earliest, "Failed", "InspectFailed"); n > 1 {
		said += ", tried " + times(n)
	}
	return said
}

func isImagePullBackOff(l *lifeView) (fact, bool) {
	if m := l.volumeImage(); m != nil && m.Kind != "Pulling" {
		f := at(l.pod, l.pod.podSpan)
		f.mark = cmp.Or(l.pod.lastOf("Failed"), m)
		return f.because("ErrImagePull", f.mark.Message), true
	}
	v := l.first(func(v *laneView) bool { return doing(v.image, timeline.PullBackOff) && v.starts() && !v.running() })
	if v != nil {
		f := at(v, v.image)
		if reason := v.waitingFor(); strings.Contains(reason, "Image") {
			f = f.because(reason, "")
		}
		if message.Quoted(f.block.Message) == "" { // of merged Events, it says only that there were more tries
			f.block.Message = ""
		}
		return f.because("", v.PullError()), true
	}
	f, ok := l.trouble(timeline.IsImageError)
	if ok && l.ofVolume(f.view, f.block.Message) {
		m := &timeline.Mark{Track: timeline.TrackPod, Kind: "Failed", Message: f.block.Message}
		f = at(l.pod, l.pod.podSpan).because("ErrImagePull", m.Message)
		f.mark = m
		return f, l.volumeImage() == nil // or the next try is on
	}
	if !ok || doing(f.view.image, timeline.Pulling) || f.view.image != nil && !f.view.image.Open() {
		return fact{}, false // the next try is on, or the image is there by now: it was corrected
	}
	return f.because("", f.view.PullError()), true
}

// ofVolume reports whether what a container waits for is the image of a volume that it
// mounts, not its own: the kubelet gives the same reasons for both.
func (l *lifeView) ofVolume(v *laneView, waiting string) bool {
	m := l.life.Pod.Manifest
	if m == nil || v.Container == nil || strings.Contains(waiting, v.Container.Image) {
		return false
	}
	return slices.ContainsFunc(m.VolumeImages, func(image string) bool { return strings.Contains(waiting, image) })
}

func sayImagePullBackOff(l *lifeView, f fact) string {
	if f.mark != nil {
		said := join(": ", "cannot pull the image of a volume", message.Quoted(f.mark.Message), message.PullCause(f.mark.Message))
		if f.mark.Time.IsZero() { // only a status says so
			return said
		}
		return said + "; failed " + times(max(l.pod.counted(f.span.Start.Earliest, "Failed"), 1))
	}
	said := "cannot pull " + f.view.failedImage(f.block.Message)
	if f.view.Kind != timeline.LaneContainer || l.mains() > 1 {
		said += " (" + f.view.name() + ")"
	}
	if why := message.PullCause(f.block.Message); why != "" {
		said += ": " + why + l.missingSecret(why)
	} else if f.block.Reason != "" {
		said += ": " + f.block.Reason
	}
	if c := f.view.Container; c != nil && c.PullFailures > 0 {
		said += "; failed " + times(c.PullFailures)
	}
	if c := f.view.Container; c != nil && c.Image != "" && f.view.failedImage(f.block.Message) != f.view.imageName() {
		said += "; the image is now " + f.view.imageName()
	}
	if d := l.deadline(timeline.DeadlinePullRetry, f.view.ID); d != nil {
		said += "; next try " + l.until(d.Edge)
	}
	return said
}

// missingSecret names the pull secrets that the kubelet could not find where
// they are what the registry wants: "; no pull secret regcred".
func (l *lifeView) missingSecret(why string) string {
	m := l.pod.lastOf("FailedToRetrieveImagePullSecret")
	if m == nil || !strings.HasPrefix(why, "access denied") {
		return ""
	}
	return "; " + message.PullSecret(m.Message)
}

func isStartError(l *lifeView) (fact, bool) {
	f, ok := l.trouble(timeline.IsStartError)
	if ok && f.view.lastExit() == nil && f.view.current() != nil && f.span != nil && f.span.Phase == timeline.Creating {
		return f, true
	}
	if ok {
		return l.startError(f), true
	}
	// In the back-off after it only the exit shows that the runtime never started it.
	v := l.first(func(v *laneView) bool {
		a := v.lastExit()
		return v.starts() && !v.running() && a != nil && (a.Reason == "StartError" || a.Reason == "ContainerCannotRun") && v.retries()
	})
	if v == nil {
		return fact{}, false
	}
	return l.startError(at(v, v.process)), true
}

func (l *lifeView) startError(f fact) fact {
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

func sayStartError(l *lifeView, f fact) string {
	said := f.view.name() + " cannot start"
	if why := message.Shorten(f.block.Message); why != "" {
		said += ": " + why
	}
	if n := f.view.failures(); n > 1 {
		said += "; failed " + times(n)
	}
	return said + l.nextStart(f.view)
}

func (l *lifeView) nextStart(v *laneView) string {
	if d := l.deadline(timeline.DeadlineRestart, v.ID); d != nil {
		return "; next start " + l.until(d.Edge)
	}
	return ""
}

func isPostStartError(l *lifeView) (fact, bool) {
	v := l.first(func(v *laneView) bool {
		if !v.starts() || v.running() {
			return v.starts() && v.hookFailed()
		}
		a := v.lastExit()
		return v.waitingFor() == "PostStartHookError" || a != nil && a.Cause == timeline.CausePostStart && (v.retries() || l.neverAgain(v))
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

// hookFailed reports whether the postStart hook of the current run failed, so
// that it is about to be killed for it.
func (v *laneView) hookFailed() bool {
	cur := v.current()
	return cur != nil && v.hook != nil && v.hook.Phase == timeline.PostStart && v.hook.Outcome == timeline.Failed && v.hook.Attempt == cur.Number
}

func sayPostStartError(l *lifeView, f fact) string {
	said := "the postStart hook of " + f.view.name() + " failed"
	n := timeline.Count(f.view.Attempts, func(a *timeline.Attempt) bool { return a.Cause == timeline.CausePostStart })
	n = max(n, f.view.counted(time.Time{}, "FailedPostStartHook"))
	hook := f.view.lastSpan(timeline.TrackHooks, timeline.PostStart)
	if n > 1 {
		said += " " + times(n)
	}
	if hook != nil && !hook.Open() {
		if n > 1 {
			said += ", the last time"
		}
		said += " " + length.Between(hook.Start, hook.End).Sentence() + " after the start"
	}
	if c := f.view.Container; c != nil && c.HookCause != "" {
		said += " (" + message.InnerWords(c.HookCause, message.MessageWidth) + ")"
	}
	if f.view.running() {
		return said + "; the container is being killed for it" + l.killProgress(f.view)
	}
	said += "; the container " + f.view.afterHook()
	if n == 1 && f.view.Restarts > 1 { // whose hooks were not seen
		said += ", " + count(f.view.Restarts, "restart")
	}
	return join("; ", said+l.nextStart(f.view), l.consequence(f.view))
}

// afterHook returns how a container ended whose postStart hook had failed:
// killed for it, or with a code of its own. A process that ends takes the hook
// with it, and the API's seconds do not show which of the two was first.
func (v *laneView) afterHook() string {
	a := v.lastExit()
	if a == nil || a.ExitCode == nil || a.Signal != 0 || *a.ExitCode == 0 || *a.ExitCode == 137 || *a.ExitCode == 143 {
		return "was killed for it"
	}
	said := "ended with it: " + exitWords(a)
	if a.Message != "" {
		said += " (" + message.Cut(a.Message, message.MessageWidth/2) + ")"
	}
	return said
}

func (v *laneView) lastSpan(t timeline.Track, p timeline.Phase) *timeline.Span {
	return timeline.FindLast(v.Spans, func(sp *timeline.Span) bool { return sp.Track == t && sp.Phase == p })
}

func isInitError(l *lifeView) (fact, bool) {
	v := l.first(func(v *laneView) bool {
		a := v.lastExit()
		return v.Kind == timeline.LaneInit && a != nil && a.Failed() && !a.RestartsAll && !v.running()
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

func sayInitError(l *lifeView, f fact) string {
	a := f.view.lastExit()
	often := times(f.view.failures())
	if f.view.Restarts == 0 && f.view.waitingFor() == "CrashLoopBackOff" { // its first restart came without a delay: the count was cut off
		often = "at least once"
	}
	said := fmt.Sprintf("%s failed %s (%s)", f.view.name(), often, exitWords(a))
	if a.Message != "" {
		said += ": " + message.Cut(a.Message, message.MessageWidth)
	}
	if d := l.deadline(timeline.DeadlineRestart, f.view.ID); d != nil {
		return said + "; next try " + l.until(d.Edge)
	}
	return said
}
