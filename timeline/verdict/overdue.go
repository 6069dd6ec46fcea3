package verdict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// overdueSlack is what the kubelet may take longer than the grace period: it
// grants at least 2 s more after a preStop hook, and publishes later still.
const overdueSlack = 5 * time.Second

// publishSlack is how late a kubelet may be in publishing exits when many pods
// of its node are deleted at once: it posts one status after the other.
const publishSlack = 30 * time.Second

func isOverdue(e ending) (fact, bool) {
	t := e.life.Termination
	if t == nil || t.Kill.IsZero() || !t.Stopped.IsZero() || !e.past(t.Kill.Latest.Add(overdueSlack)) {
		return e.removalOverdue()
	}
	f := at(e.pod, e.pod.podSpan)
	if v, _ := e.holdout(); v != nil {
		f = at(v, v.stopSpan())
	}
	f.since = t.Kill.Latest
	if !e.past(t.Kill.Latest.Add(publishSlack)) {
		f.severity = timeline.Warning
	}
	if f.mark = e.pod.lastOf("FailedKillPod"); f.mark != nil {
		f = f.because(f.mark.Kind, f.mark.Message)
	}
	return f, true
}

func sayOverdue(e ending, f fact) string {
	if t := e.life.Termination; t == nil || t.Kill.IsZero() || !t.Stopped.IsZero() {
		return e.sayRemovalOverdue(f)
	}
	who := "its containers"
	if f.view != e.pod {
		who = f.view.name()
	}
	said := fmt.Sprintf("SIGKILL overdue by %s; %s not yet reported stopped", e.elapsedSince(e.life.Termination.Kill), who)
	if f.mark == nil {
		return said
	}
	return said + ": " + message.Cut(strings.Trim(message.Innermost(f.mark.Message), `"`), message.MessageWidth)
}

// removalSlack is what the kubelet may take longer than the grace period to have
// an object removed of which no container runs: it unmounts the volumes, takes
// the sandbox down and publishes.
const removalSlack = 15 * time.Second

// teardownTroubles are the Events that say what keeps a pod from being taken
// down, and those of its start whose cause does so too.
var teardownTroubles = []string{
	"FailedKillPod", "FailedUnmount", "FailedUnMount", "FailedUnmountDevice", "FailedDetachVolume", "FailedDetach",
	"FailedPrepareDynamicResources", "FailedUnprepareDynamicResources", "FailedMount", "FailedAttachVolume", "FailedMapVolume",
}

// removalOverdue reports whether a deletion is past its deletionTimestamp
// although no container of the pod runs.
func (e ending) removalOverdue() (fact, bool) {
	due := e.removalDue()
	if due.IsZero() || !e.past(due.Latest.Add(removalSlack)) || e.first((*laneView).running) != nil || e.busy() {
		return fact{}, false
	}
	f := at(e.pod, e.pod.podSpan)
	f.since = due.Latest
	if by, why := e.kubeletStop(); by.Kind == timeline.StopRejected {
		return f.because(e.life.Pod.Reason, why), true
	}
	f.mark = e.pod.lastMark(func(m *timeline.Mark) bool { return slices.Contains(teardownTroubles, m.Kind) })
	if f.mark != nil {
		f = f.because(f.mark.Kind, f.mark.Message)
	}
	return f, true
}

// removalDue returns the pod's deletionTimestamp; zero where no deletion was
// requested.
func (e ending) removalDue() timeline.Edge {
	requested := e.life.Pod.DeletionRequested
	if requested.IsZero() || !e.life.Pod.Gone.IsZero() {
		return timeline.Edge{}
	}
	if m := e.pod.lastOf("DeletionRequested"); m != nil && m.Time.Basis == timeline.Inferred {
		return m.Time.Plus(e.life.Pod.GracePeriod) // a page says how long ago, and not when
	}
	return timeline.ReportedEdge(requested.Add(e.life.Pod.GracePeriod))
}

// busy reports whether a pull or a postStart hook goes on, which the kubelet
// does not cancel for a deletion.
func (e ending) busy() bool {
	return e.first(func(v *laneView) bool { return doing(v.image, timeline.Pulling) || doing(v.hook, timeline.PostStart) }) != nil
}

func (e ending) sayRemovalOverdue(f fact) string {
	overdue := "the deletion is " + e.elapsedSince(e.removalDue()) + " overdue (grace " + length.Setting(e.life.Pod.GracePeriod) + ") though no container runs"
	if f.mark == nil {
		if held := e.life.Pod.Finalizers; len(held) > 0 {
			overdue += "; its finalizers are " + message.Cut(strings.Join(held, ", "), message.MessageWidth)
		}
		return join("; ", e.endedByKubelet(), overdue)
	}
	return overdue + "; last trouble: " + f.mark.Kind + ": " + message.Shorten(f.mark.Message)
}
