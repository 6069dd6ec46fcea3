package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// isStarting holds for a pod that was never ready and in which nothing has gone
// wrong: its containers are being created, or run and wait for their probes. A
// text or list that is read later does not show that it never was.
func isStarting(l *lifeView) (fact, bool) {
	if l.wasReady() || l.life.ReadyUnseen || l.life.NowUnknown || l.life.Pod.Relative || l.completing() || l.pod.podSpan == nil {
		return fact{}, false
	}
	f, _ := isNotReady(l)
	if f.severity != "" || f.view != nil && f.view != l.pod && f.view.done() {
		return fact{}, false
	}
	return f, true
}

// sayStarting names every container that is waited for, and what the first of
// them waits for.
func sayStarting(l *lifeView, f fact) string {
	if f.view == nil || f.view == l.pod {
		return sayNotReady(l, f)
	}
	why, names := l.whyNotReady(f), l.notReady()
	if len(names) < 2 {
		return why
	}
	total := timeline.Count(l.lanes, (*laneView).main)
	return fmt.Sprintf("%d/%d ready; waiting for %s; %s", total-len(names), total, someOf(names), why)
}

// notReady lists the containers whose readiness the pod waits for, those that have
// a name.
func (l *lifeView) notReady() []string {
	var names []string
	for i := range l.lanes {
		if v := &l.lanes[i]; v.unready() && !v.done() && !strings.HasPrefix(v.Name, timeline.Unnamed) {
			names = append(names, v.Name)
		}
	}
	return names
}

// alsoNotReady names the containers other than v that are not ready either.
func (l *lifeView) alsoNotReady(v *laneView) string {
	var others []string
	for _, name := range l.notReady() {
		if name != v.Name {
			others = append(others, name)
		}
	}
	if len(others) == 0 {
		return ""
	}
	return "also not ready: " + someOf(others)
}

// unready reports whether a container keeps the pod from being ready.
func (v *laneView) unready() bool {
	return v.main() && !doing(v.readiness, timeline.Ready) && (v.Container == nil || !v.Container.Ready)
}

// done reports whether a container has ended and is not started again.
func (v *laneView) done() bool { return v.lastExit() != nil && !v.retries() }

// mostNames is how many containers a headline names; more are counted.
const mostNames = 12

// someOf writes names one after another: "c03 c06 c07".
func someOf(names []string) string {
	if rest := len(names) - mostNames; rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNames], " "), rest)
	}
	return strings.Join(names, " ")
}

// withOthers adds to what say says of a container in trouble which others are
// in trouble as well, each with its reason.
func withOthers(say func(*lifeView, fact) string) func(*lifeView, fact) string {
	return func(l *lifeView, f fact) string {
		var others []string
		for i := range l.lanes {
			v := &l.lanes[i]
			if reason := v.troubled(); reason != "" && v.starts() && (f.view == nil || v.Lane != f.view.Lane) {
				others = append(others, v.called()+" ("+reason+")")
			}
		}
		if len(others) == 0 {
			return say(l, f)
		}
		return say(l, f) + "; also " + someOf(others)
	}
}

// troubled returns the reason for which a container cannot go on by itself, or
// "".
func (v *laneView) troubled() string {
	switch reason := v.waitingFor(); {
	case doing(v.process, timeline.BackOff):
		return "CrashLoopBackOff"
	case reason == "CrashLoopBackOff", reason == "PostStartHookError", timeline.IsImageError(reason), timeline.IsCreateError(reason), timeline.IsStartError(reason):
		return reason
	}
	return ""
}
