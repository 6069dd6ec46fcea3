package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

func isGated(l *lifeView) (fact, bool) { return l.podIn(timeline.Gated) }

func sayGated(l *lifeView, f fact) string {
	gates := "its scheduling gates"
	switch names := f.span.Message; {
	case strings.Contains(names, ","):
		gates = "scheduling gates " + message.Cut(names, message.MessageWidth)
	case names != "":
		gates = "scheduling gate " + message.Cut(names, message.MessageWidth)
	}
	return "waiting on " + gates + " " + l.lasting(f.span.Start)
}

func isUnschedulable(l *lifeView) (fact, bool) {
	f, ok := l.podIn(timeline.Scheduling)
	if !ok || l.binding() != nil {
		return f, false
	}
	f.mark = l.pod.lastOf("FailedScheduling")
	if c := l.condition("PodScheduled"); c != nil && c.Status == "False" && c.Reason == "Unschedulable" {
		// The condition is written at every attempt; a repeated event's note may be stale.
		return f.because(c.Reason, c.Message), true
	}
	if f.mark == nil || f.mark.Time.Time.Before(f.span.Start.Earliest) {
		return f, false
	}
	return f.because("FailedScheduling", f.mark.Message), true
}

func sayUnschedulable(l *lifeView, f fact) string {
	said := "unschedulable " + l.lasting(f.span.Start)
	if n := l.pod.counted(f.span.Start.Earliest, "FailedScheduling"); n > 1 {
		said += fmt.Sprintf(", %d attempts", n)
	}
	return join(": ", said, message.Cut(firstSentence(f.block.Message), message.MessageWidth))
}

// firstSentence returns why the scheduler found no node; what preemption could
// not do is its second sentence.
func firstSentence(m string) string {
	why, _, _ := strings.Cut(m, ". ")
	return why
}

func isScheduling(l *lifeView) (fact, bool) {
	f, ok := l.podIn(timeline.Scheduling)
	if ok && l.binding() != nil {
		f.mark = l.binding()
		f.block.Reason, f.block.Message = f.mark.Kind, f.mark.Message
	}
	return f, ok
}

func sayScheduling(l *lifeView, f fact) string {
	if f.mark != nil {
		return "a node is found; " + message.Cut(f.mark.Message, message.MessageWidth) + " (" + l.elapsedSince(f.mark.Time) + ")"
	}
	return "waiting for the scheduler " + l.lasting(f.span.Start)
}

// binding returns the newest Event of a scheduler that has found a node and
// waits for its devices to be attached (dynamic resource allocation), or nil.
func (l *lifeView) binding() *timeline.Mark {
	if m := l.pod.lastOf("FailedScheduling", "BindingConditionsPending"); m != nil && m.Kind == "BindingConditionsPending" {
		return m
	}
	return nil
}

func isPulling(l *lifeView) (fact, bool) {
	if m := l.volumeImage(); m != nil && m.Kind == "Pulling" {
		f := at(l.pod, l.pod.podSpan)
		f.mark, f.since = m, m.Time.Time
		return f, true
	}
	v := l.first(func(v *laneView) bool { return doing(v.image, timeline.Pulling) })
	if v == nil {
		return fact{}, false
	}
	return at(v, v.image), true
}

// sayPulling also names who is kept waiting: containers are pulled, created and
// started strictly one after another, and no status is published while that
// goes on (kuberuntime_manager.go, SyncPod).
func sayPulling(l *lifeView, f fact) string {
	if f.mark != nil {
		return fmt.Sprintf("pulling the image of a volume %s: %s", l.lasting(f.mark.Time), message.Cut(strings.TrimPrefix(f.mark.Message, "Pulling image "), message.MessageWidth))
	}
	said := fmt.Sprintf("pulling %s %s", f.view.imageName(), l.lasting(f.span.Start))
	if f.view.Kind != timeline.LaneContainer || l.mains() > 1 {
		said += " (" + f.view.name() + ")"
	}
	return join("; ", said, l.behind(f.view))
}

func (l *lifeView) mains() int {
	return timeline.Count(l.lanes, func(v *laneView) bool { return v.Kind == timeline.LaneContainer })
}

// behind says which containers wait only because v holds the kubelet up: given
// up by a probe but not killed, started but not published, or not begun.
func (l *lifeView) behind(v *laneView) string {
	if o := l.first(func(o *laneView) bool { return o.Lane != v.Lane && o.usedUp() != "" }); o != nil {
		return fmt.Sprintf("%s: %s, it is killed after that", o.name(), o.usedUp())
	}
	if v.Kind != timeline.LaneContainer {
		return ""
	}
	var unpublished, waiting []string
	past := false
	for i := range l.lanes {
		o := &l.lanes[i]
		switch {
		case o.Kind != timeline.LaneContainer:
		case o.Lane == v.Lane:
			past = true
		case o.running() && o.Container != nil && o.Container.State != "Running":
			unpublished = append(unpublished, o.name())
		case past && len(o.Attempts) == 0:
			waiting = append(waiting, o.name())
		}
	}
	return join("; ", oneOrMore(unpublished, "already runs, its status waits for this", "already run, their status waits for this"),
		oneOrMore(waiting, "comes after it", "come after it"))
}

// usedUp returns which probe of a running container has failed as often as it
// may ("liveness failed 3 of 3") while its stop has not begun; or "".
func (v *laneView) usedUp() string {
	if !v.running() || doing(v.hook, timeline.PreStop) || doing(v.stop, timeline.Stopping) {
		return ""
	}
	for _, k := range killCauses {
		if p := v.probe(string(k.cause)); p != nil && !p.Passed && p.FailureThreshold > 0 && p.Streak >= int(p.FailureThreshold) {
			return fmt.Sprintf("%s %d of %d", k.words, p.Streak, p.FailureThreshold)
		}
	}
	return ""
}

func isInitializing(l *lifeView) (fact, bool) {
	if v := l.initRuns(); v != nil {
		f := at(v, v.process)
		if l.firstRestarting() != nil {
			f.severity = timeline.Warning
		}
		return f, true
	}
	if !doing(l.pod.podSpan, timeline.Initializing) && !l.renewing() {
		return fact{}, false
	}
	f := at(l.pod, l.pod.podSpan)
	if l.renewing() {
		f.since, f.severity = l.renewed().at.Time, timeline.Warning
	}
	return f, true
}

func (l *lifeView) initRuns() *laneView {
	return l.first(func(v *laneView) bool { return v.Kind == timeline.LaneInit && v.running() })
}

// sayInitializing also says what had all init containers run once more: a new
// sandbox, or a restart of all containers.
func sayInitializing(l *lifeView, f fact) string {
	if f.view == l.pod {
		return l.betweenInits(f)
	}
	said := fmt.Sprintf("%s running %s", f.view.name(), l.lasting(f.span.Start))
	if _, of := l.inits(); of > 1 || !l.renewed().at.IsZero() {
		said += " (" + l.initsDone("") + ")"
	}
	if n := l.renewed().failed(f.view); n > 0 {
		said += fmt.Sprintf("; attempt %d: failed %s before (%s)", n+1, times(n), exitWords(f.view.lastExit()))
	}
	return join("; ", said, l.startsAgain())
}

// startsAgain names the container that an init container holds up though it ran
// before, and how that ended.
func (l *lifeView) startsAgain() string {
	v := l.firstRestarting()
	if v == nil {
		return ""
	}
	return v.name() + " starts again after it: " + v.story(v.lastExit(), nil)
}

func allOf(inits int) string {
	if inits == 1 {
		return "the init container is"
	}
	return fmt.Sprintf("all %d init containers are", inits)
}

func (l *lifeView) betweenInits(f fact) string {
	done, of := l.inits()
	if of > 0 && done == of {
		return join(" ", allOf(of), "done; the main containers are next")
	}
	v := l.first(func(v *laneView) bool {
		return v.process != nil && doing(v.process, timeline.Creating) && v.Kind != timeline.LaneContainer
	})
	if v != nil {
		return fmt.Sprintf("creating %s %s", v.name(), l.lasting(v.process.Start))
	}
	if l.renewing() {
		return join("; ", "initializing again "+l.lasting(l.renewed().at)+": "+l.initsDone("init containers "), l.startsAgain())
	}
	return fmt.Sprintf("initializing %s: %s", l.lasting(f.span.Start), l.initsDone("init containers "))
}

// hasStarted reports whether a sidecar lets the next container start: the
// kubelet publishes that late, but without a probe and a hook to wait for it is
// so from its start.
func (v *laneView) hasStarted() bool {
	if v.Container != nil && v.Container.Started {
		return true
	}
	return v.running() && v.probe("startup") == nil && !doing(v.hook, timeline.PostStart)
}

// inits counts the init containers that are done, since the pod's last renewal,
// and all; a sidecar is done when the next one may start.
func (l *lifeView) inits() (done, of int) {
	since := l.renewed()
	for i := range l.lanes {
		v := &l.lanes[i]
		if v.Kind != timeline.LaneInit && v.Kind != timeline.LaneSidecar {
			continue
		}
		of++
		last, cur := v.lastExit(), v.current()
		switch {
		case v.Kind == timeline.LaneInit && last != nil && !last.Failed() && cur == nil && since.counts(last):
			done++
		case v.Kind == timeline.LaneSidecar && v.hasStarted() && (cur == nil || since.counts(cur)):
			done++
		}
	}
	return done, of
}
