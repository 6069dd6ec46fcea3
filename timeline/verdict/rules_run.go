package verdict

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// atOnce is how short a run is that "crashes at once".
const atOnce = 3 * time.Second

func isCrashLoop(l *lifeView) (fact, bool) {
	v := l.first(func(v *laneView) bool {
		return v.main() && !v.running() && (v.lastExit() != nil && doing(v.process, timeline.BackOff) || v.waitingFor() == "CrashLoopBackOff" && !doing(v.process, timeline.Creating))
	})
	if v == nil {
		return fact{}, false
	}
	a := v.lastExit()
	if a == nil { // its dead container was removed, or a piece of a status does not show it
		return at(v, v.process).because("CrashLoopBackOff", ""), true
	}
	f := at(v, v.process).because("CrashLoopBackOff", a.Message)
	if !a.Exited.IsZero() {
		f.since = a.Exited.Time
	}
	return f, true
}

func sayCrashLoop(l *lifeView, f fact) string {
	a := f.view.lastExit()
	said := f.view.name()
	if a == nil {
		return said + " backs off: how its last run ended is not known" + f.view.restarted() + backOff(f.view)
	}
	short := !a.Started.IsZero() && !a.Exited.IsZero() && a.Exited.Time.Sub(a.Started.Time) < atOnce &&
		a.Exited.Uncertainty() < atOnce && a.Started.Uncertainty() < atOnce
	switch probe, mark := f.view.killCause(a); {
	case probe != "":
		said += " is killed each time: " + probe
		if mark != nil {
			said += " (" + message.Cut(message.ProbeOutput(mark.Message), message.MessageWidth/2) + ")"
		}
	case a.Reason == "OOMKilled":
		said += " is out of memory: " + exitWords(a)
		if c := f.view.Container; c != nil && c.Resources.Memory.Limit != "" {
			said += " (limit " + c.Resources.Memory.Limit + ")"
		}
	case a.ExitCode == nil && a.Reason == "": // its end is not published yet
		said += " backs off: " + exitWords(a)
	case !a.Failed():
		said += " completes and is started again: " + exitWords(a)
	case short:
		said += " crashes at once: " + exitWords(a)
	default:
		said += " crashes: " + exitWords(a)
	}
	if a.Message != "" {
		said += " (" + message.Cut(a.Message, message.MessageWidth/2) + ")"
	}
	said += f.view.restarted()
	if a.ExitCode == nil && a.Reason == "" {
		said += f.view.probedBefore(a)
	}
	return said + l.nextStart(f.view)
}

func (v *laneView) restarted() string {
	if v.Restarts == 0 {
		return ""
	}
	return ", " + count(v.Restarts, "restart")
}

// backOff returns how long the kubelet delays the next start by its own message,
// or "".
func backOff(v *laneView) string {
	delay, ok := message.BackOffDelay(v.Container.Message)
	if !ok {
		return ""
	}
	return "; it is started again " + length.Exactly(delay).Sentence() + " after its end"
}

// probedBefore describes the probe that failed before an end that is not
// published, and may be its cause: "; startup probe failed 53 times (connection
// refused)".
func (v *laneView) probedBefore(a *timeline.Attempt) string {
	for _, track := range []timeline.Track{timeline.TrackStartup, timeline.TrackLiveness} {
		n, last := 0, ""
		for i := range v.Marks {
			if m := &v.Marks[i]; m.Kind == "ProbeFailed" && m.Track == track && !m.Time.Latest.Before(a.Started.Earliest) {
				n, last = n+max(m.Count, 1), m.Message
			}
		}
		if n > 0 {
			return fmt.Sprintf("; %s probe failed %s (%s)", track, times(n), message.Cut(message.ProbeOutput(last), message.MessageWidth/2))
		}
	}
	return ""
}

// isRestarting holds from the moment a container is being killed, or has
// exited, until the next run starts. The Ready condition may still say True:
// the kubelet publishes nothing while it kills and restarts.
func isRestarting(l *lifeView) (fact, bool) {
	if l.completing() {
		return fact{}, false
	}
	if all := (restartOfAll{l}); all.going() {
		return all.where(), true
	}
	// "Stopping container" without a request is one whose pod update is still to come
	if v := l.first(func(v *laneView) bool {
		a := v.current()
		return v.main() && a != nil && a.Cause != timeline.CauseStopped && (doing(v.hook, timeline.PreStop) || doing(v.stop, timeline.Stopping))
	}); v != nil {
		return at(v, v.stopSpan()), true
	}
	if l.initRuns() != nil || l.over() || l.renewing() {
		return fact{}, false
	}
	v := l.firstRestarting()
	if v == nil {
		return fact{}, false
	}
	f := at(v, v.process)
	if a := v.lastExit(); !a.Exited.IsZero() {
		f.since = a.Exited.Time
		f = f.because(a.Reason, a.Message)
	}
	return f, true
}

func (l *lifeView) firstRestarting() *laneView {
	return l.first(func(v *laneView) bool { return v.main() && v.lastExit() != nil && !v.running() && v.retries() })
}

// completing reports whether the pod's main containers are all done for good:
// its sidecars are then killed, and nothing restarts.
func (l *lifeView) completing() bool {
	mains := 0
	for i := range l.lanes {
		v := &l.lanes[i]
		if v.Kind != timeline.LaneContainer {
			continue
		}
		mains++
		if v.lastExit() == nil || v.retries() {
			return false
		}
	}
	return mains > 0
}

func sayRestarting(l *lifeView, f fact) string {
	v := f.view
	if all := (restartOfAll{l}); all.going() {
		return all.say(f)
	}
	if cur := v.current(); cur != nil && (doing(v.hook, timeline.PreStop) || doing(v.stop, timeline.Stopping)) {
		return v.name() + l.beingKilled(v, cur)
	}
	a := v.lastExit()
	said := v.name() + ": " + v.story(a, nil)
	if why := lastWords(a); why != "" {
		said += ": " + message.Cut(why, message.MessageWidth)
	}
	if l.life.NowUnknown && l.life.Pod.RestartPolicy == "" { // a piece of describe
		return said + "; whether it was started again is not in the input"
	}
	return said + " → restarting, " + l.elapsedSince(a.Exited) + " since the exit" + l.nextStart(v)
}

// beingKilled describes a kill that is going on: its cause and its progress.
func (l *lifeView) beingKilled(v *laneView, cur *timeline.Attempt) string {
	said := " is being stopped"
	if probe, mark := v.killCause(cur); probe != "" {
		said = ": " + probe
		if mark != nil && mark.Message != "" {
			said += " (" + message.Cut(message.ProbeOutput(mark.Message), message.MessageWidth/2) + ")"
		}
		said += " → killed"
	} else if cur.Cause == timeline.CausePostStart {
		said = ": its postStart hook failed → killed"
	}
	return said + l.killProgress(v)
}

func (l *lifeView) killProgress(v *laneView) string {
	said := ""
	if doing(v.hook, timeline.PreStop) {
		said += " → preStop " + l.elapsedSince(v.hook.Start)
		if g := l.grace(); g > 0 {
			said += " of " + length.Setting(g) + " grace"
		}
	} else if doing(v.stop, timeline.Stopping) {
		said += " → SIGTERM " + l.ago(v.stop.Start)
	}
	if d := l.deadline(timeline.DeadlineKill, v.ID); d != nil {
		said += "; SIGKILL " + l.until(d.Edge)
	}
	return said
}

func isPostStart(l *lifeView) (fact, bool) {
	v := l.first(func(v *laneView) bool { return doing(v.hook, timeline.PostStart) })
	if v == nil {
		return fact{}, false
	}
	return again(at(v, v.hook)), true
}

// again makes a step of a later run a warning: something went wrong before.
func again(f fact) fact {
	if f.view.before() != nil {
		f.severity = timeline.Warning
	}
	return f
}

func sayPostStart(l *lifeView, f fact) string {
	said := fmt.Sprintf("%s started; its postStart hook runs %s", f.view.name(), l.lasting(f.span.Start))
	return join("; ", said, l.behind(f.view), f.view.afterRestart())
}

func isStartupProbing(l *lifeView) (fact, bool) {
	v := l.first(func(v *laneView) bool {
		p := v.probe("startup")
		return v.main() && v.running() && p != nil && !p.Passed && (doing(v.startup, timeline.Probing) || v.Container == nil || !v.Container.Started)
	})
	if v == nil {
		return fact{}, false
	}
	f := at(v, v.process)
	if doing(v.startup, timeline.Probing) && l.past(v.startup.Start.Time) {
		f = at(v, v.startup)
	}
	p := v.probe("startup")
	if p.Streak >= 1 {
		f = f.because("Unhealthy", p.LastMessage)
	}
	f.block.Phase = timeline.Probing
	return again(f), true
}

func sayStartupProbing(l *lifeView, f fact) string {
	p := f.view.probe("startup")
	said := "startup probe of " + f.view.name()
	if p.Streak > 0 {
		said += fmt.Sprintf(" failed %d of %d", p.Streak, p.FailureThreshold)
		if p.Carried > 0 {
			said += fmt.Sprintf(", %d of them in runs before", p.Carried)
		}
		if p.LastMessage != "" {
			said += " (" + message.Cut(message.ProbeOutput(p.LastMessage), message.MessageWidth/2) + ")"
		}
	} else {
		said += " has not passed yet"
	}
	if d := l.deadline(timeline.DeadlineStartup, f.view.ID); d != nil {
		said += "; " + l.killedUnless(p, d)
	} else if f.view.process != nil {
		said += "; running " + l.lasting(f.view.process.Start)
	}
	if f.view.Kind == timeline.LaneSidecar && doing(l.pod.podSpan, timeline.Initializing) {
		said += "; " + l.whoWaits(f.view)
	}
	return join("; ", said, f.view.afterRestart())
}

// killedUnless says when a container is killed for its startup probe: once the
// last failure that is allowed has come, whatever the probe answers next.
func (l *lifeView) killedUnless(p *timeline.ProbeInfo, d *timeline.Deadline) string {
	switch {
	case d.Edge.Latest.Before(l.now):
		return "should have been killed " + l.ago(d.Edge)
	case p.FailureThreshold > 0 && p.Streak >= int(p.FailureThreshold):
		return "being killed for it"
	}
	return "killed " + l.until(d.Edge) + " unless it passes"
}

// whoWaits says what a sidecar's start holds up: the next init container, or
// after the last of them the main ones.
func (l *lifeView) whoWaits(v *laneView) string {
	after := false
	for i := range l.lanes {
		o := &l.lanes[i]
		if after && (o.Kind == timeline.LaneInit || o.Kind == timeline.LaneSidecar) {
			return "the next init container waits for it"
		}
		after = after || o == v
	}
	return "the main containers wait for it"
}
