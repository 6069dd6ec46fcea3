package verdict

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// overdueSlack is what the kubelet may take longer than the grace period: it
// grants at least 2 s more after a preStop hook, and publishes later still.
const overdueSlack = 5 * time.Second

func isFinalizing(s *scene) (fact, bool) {
	f, ok := s.podIn(timeline.Finalizing)
	if !ok {
		return f, false
	}
	return f.because("", strings.Join(s.life.Pod.Finalizers, ", ")), true
}

func sayFinalizing(s *scene, f fact) string {
	by := "a finalizer"
	switch n := len(s.life.Pod.Finalizers); {
	case n == 1:
		by = "finalizer " + s.life.Pod.Finalizers[0]
	case n > 1:
		by = "finalizers " + message.Cut(strings.Join(s.life.Pod.Finalizers, ", "), message.MessageWidth)
	}
	return fmt.Sprintf("all containers have stopped; %s holds the deletion for %s", by, s.elapsedSince(f.span.Start))
}

// isNodeLost: the node controller turns only Ready to False when the kubelet
// stops posting; the kubelet itself turns ContainersReady too, unless a
// readiness gate is what is missing (pkg/controller/util/node, MarkPodsNotReady).
func isNodeLost(s *scene) (fact, bool) {
	ready := s.condition("Ready")
	if ready == nil || ready.Status == "True" || !s.isCond("ContainersReady", "True") || ready.Reason == "ReadinessGatesNotReady" {
		return fact{}, false
	}
	f := at(s.pod, s.pod.podSpan)
	f.since = ready.Since
	return f.because("NodeNotReady", "Node is not ready"), true
}

func sayNodeLost(s *scene, f fact) string {
	node := "the node"
	if s.life.Pod.Node != "" {
		node = "node " + s.life.Pod.Node
	}
	said := node + " was declared not ready"
	if !f.since.IsZero() {
		said += " " + s.since(f.since) + " ago"
	}
	said += "; what the containers have done since is unknown"
	switch t := s.life.Termination; {
	case t != nil && f.since.IsZero():
		said += "; the deletion, requested " + s.elapsedSince(t.Requested) + " ago, waits for it"
	case s.ending():
		said += "; the deletion waits for it"
	}
	return said
}

func isOverdue(s *scene) (fact, bool) {
	t := s.life.Termination
	if t == nil || t.Kill.IsZero() || !t.Stopped.IsZero() || s.now.Sub(t.Kill.Latest) < overdueSlack {
		return s.removalOverdue()
	}
	f := at(s.pod, s.pod.podSpan)
	if v, _ := s.holdout(); v != nil {
		f = at(v, v.stopSpan())
	}
	f.since = t.Kill.Latest
	if f.mark = s.pod.lastOf("FailedKillPod"); f.mark != nil {
		f = f.because(f.mark.Kind, f.mark.Message)
	}
	return f, true
}

func sayOverdue(s *scene, f fact) string {
	if t := s.life.Termination; t == nil || t.Kill.IsZero() || !t.Stopped.IsZero() {
		return s.sayRemovalOverdue(f)
	}
	who := "its containers"
	if f.view != s.pod {
		who = f.view.name()
	}
	said := fmt.Sprintf("SIGKILL was due %s ago after %s grace; %s not reported as stopped", s.elapsedSince(s.life.Termination.Kill), length.Setting(s.grace()), who)
	if f.mark == nil {
		return said
	}
	return said + ": " + message.Cut(strings.Trim(message.Innermost(f.mark.Message), `"`), message.MessageWidth)
}

// disrupted is the reason of the DisruptionTarget condition, which says who ends the pod.
func (s *scene) disrupted() string {
	if s.isCond("DisruptionTarget", "True") {
		return s.condition("DisruptionTarget").Reason
	}
	return ""
}

func isEvicted(s *scene) (fact, bool) {
	f := fact{since: s.endingSince(), mark: s.pod.lastOf("Evicted", "TaintManagerEviction", "DeviceTaintManagerEviction")}
	by, _ := s.kubeletStop()
	switch {
	case timeline.Disruption(s.disrupted()).Kind == timeline.StopEvicted:
		f.severity = timeline.Warning // by somebody's decision; the pod's owner replaces it
	case by.Kind == timeline.StopEvicted && (f.mark == nil || !s.over()):
		f.mark = nil
		return s.blockedByStop(f), true
	case f.mark == nil || strings.HasPrefix(f.mark.Message, "Cancelling") || !s.over():
		return f, false
	case f.mark.Kind != "Evicted":
		f.severity = timeline.Warning
	}
	return s.blockedByStop(f), true
}

func isPreempted(s *scene) (fact, bool) {
	f := fact{since: s.endingSince(), mark: s.pod.lastOf("Preempted", "Preempting")}
	if f.mark != nil && message.Requeued(f.mark.Message) {
		f.mark = nil
	}
	by, _ := s.kubeletStop()
	if timeline.Disruption(s.disrupted()).Kind != timeline.StopPreempted && by.Kind != timeline.StopPreempted && (f.mark == nil || !s.over()) {
		return f, false
	}
	return s.blockedByStop(f), true
}

// sayEvicted tells who ended the pod and why, and how far that has come.
func sayEvicted(s *scene, f fact) string {
	who := ""
	if by := timeline.Disruption(s.disrupted()); by.Kind != timeline.StopCollected {
		who = by.Detail
	}
	if f.mark != nil && (who == "" || f.mark.Kind == "Preempted") {
		who = cmp.Or(timeline.Disruption(f.mark.Kind).Detail, strings.ToLower(f.mark.Kind)+": "+message.Cut(f.mark.Message, message.MessageWidth))
	}
	if who == "" {
		who = s.endedByKubelet()
	}
	return join("; ", who, s.stopping())
}

func isDeadlineExceeded(s *scene) (fact, bool) {
	f := fact{since: s.endingSince(), mark: s.pod.firstOf("DeadlineExceeded")} // it is told again with every pass
	if f.mark == nil {
		return f, false
	}
	f.since = f.mark.Time.Time
	return s.blockedByStop(f), true
}

func sayDeadlineExceeded(s *scene, f fact) string {
	if t := s.life.Termination; t != nil && t.By.Kind == timeline.StopDeadline {
		return join("; ", message.Cut(t.By.Detail, message.MessageWidth), s.stopping())
	}
	return join("; ", s.pastDeadline(f.mark), s.stopping())
}

// pastDeadline tells when a deadline ended the pod, where an Event says so: a
// status alone says only that it had passed.
func (s *scene) pastDeadline(m *timeline.Mark) string {
	const said = "ran longer than its active deadline"
	if m.Time.Basis == timeline.Observed || m.Time.Uncertainty() > overdueSlack {
		return said
	}
	return said + " and was stopped " + length.Between(s.created(), m.Time).Total() + " after creation"
}

func isTerminating(s *scene) (fact, bool) {
	by, why := s.kubeletStop()
	if by.Kind == timeline.StopShutdown && !s.finishedPhase() {
		f := fact{since: s.endingSince(), block: &timeline.Blocking{Lane: "pod", Phase: timeline.Terminating, Reason: "NodeShutdown", Message: why}}
		return s.blockedByStop(f), true
	}
	if !s.ending() || s.finishedPhase() && s.life.Pod.DeletionRequested.IsZero() {
		return fact{}, false
	}
	return s.blockedByStop(fact{since: s.endingSince()}), true
}

func sayTerminating(s *scene, f fact) string {
	if t := s.life.Termination; t != nil && t.By.Kind != "" && !t.By.Deleted() {
		return join("; ", message.Cut(t.By.Detail, message.MessageWidth), s.stopping())
	}
	return join("; ", s.endedByKubelet(), s.stopping())
}

// over reports a pod whose end has begun or come: an old mark of another
// pod's preemption attempt must not outlive that it was cancelled.
func (s *scene) over() bool { return s.ending() || s.finishedPhase() }

func (s *scene) finishedPhase() bool {
	return s.life.Pod.Phase == "Failed" || s.life.Pod.Phase == "Succeeded"
}

func isFailed(s *scene) (fact, bool) {
	by, _ := s.kubeletStop()
	shutdown := by.Kind == timeline.StopShutdown && s.finishedPhase()
	if s.life.Pod.Phase != "Failed" && !s.finished("PodFailed") && !shutdown {
		return fact{}, false
	}
	f := s.ended()
	if f.view != nil {
		return f, true
	}
	f.mark = s.pod.lastMark(func(m *timeline.Mark) bool { return m.Severity == timeline.Warning || m.Severity == timeline.Bad })
	if f.mark != nil {
		f.since = f.mark.Time.Time
	}
	return f, true
}

func isSucceeded(s *scene) (fact, bool) {
	if s.life.Pod.Phase != "Succeeded" && !s.finished("PodCompleted") {
		return fact{}, false
	}
	f := s.ended()
	if f.view != nil && wrongEnd(f.view.lastExit()) || s.life.Pod.RestartPolicy == "Always" {
		f.severity = timeline.Warning
	}
	return f, true
}

// finished reports the moment before the phase says so: the kubelet withholds
// a terminal phase until no container can be running (status_manager.go,
// mergePodStatus), but its Ready condition already has the reason.
func (s *scene) finished(reason string) bool {
	c := s.condition("Ready")
	return c != nil && c.Status != "True" && c.Reason == reason && s.first((*laneView).running) == nil
}

func sayFailed(s *scene, f fact) string {
	if f.view == nil {
		if f.mark != nil {
			return join(": ", "failed without running a container", f.mark.Kind, message.Shorten(f.mark.Message))
		}
		return "failed without a known exit"
	}
	a := f.view.lastExit()
	if p := &s.life.Pod; p.Reason != "" {
		return fmt.Sprintf("ended by the kubelet: %s; %s %s", cmp.Or(message.Shorten(p.Message), p.Reason), f.view.name(), exitWords(a))
	}
	if by := s.endedByKubelet(); by != "" {
		return fmt.Sprintf("%s; %s %s", by, f.view.name(), exitWords(a))
	}
	said := f.view.name() + " failed" + s.afterCreation(a) + ": " + f.view.howEnded(a)
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

func saySucceeded(s *scene, f fact) string {
	if f.view == nil {
		return "completed"
	}
	a := f.view.lastExit()
	said := "completed" + s.afterCreation(a)
	if wrongEnd(a) {
		said = "ended" + s.afterCreation(a)
	}
	said += ": " + f.view.name() + " " + f.view.wrongStory(a) + f.view.tries()
	switch {
	case s.life.Pod.RestartPolicy != "Always":
	case wrongEnd(a):
		said += "; restartPolicy Always should have had it restarted"
	default:
		said += "; restartPolicy Always lets no pod complete by itself, and what ended it is not in the input"
	}
	return said
}

// afterCreation is how long the whole took until an attempt's end.
func (s *scene) afterCreation(a *timeline.Attempt) string {
	if a.Exited.IsZero() || s.created().IsZero() {
		return ""
	}
	return " " + length.Between(s.created(), a.Exited).Total() + " after creation"
}

// ended is the fact of the attempt that decided how the pod ended. Sidecars do
// not: they are stopped when the others are done.
func (s *scene) ended() fact {
	if f := s.lastOf(false); f.view != nil {
		return f
	}
	return s.lastOf(true)
}

// lastOf is the last failed attempt of the sidecars or of the others, or their
// last one when none failed.
func (s *scene) lastOf(sidecars bool) fact {
	f := fact{}
	var decider *timeline.Attempt
	for i := range s.lanes {
		v := &s.lanes[i]
		a := v.lastExit()
		if a == nil || !v.starts() || (v.Kind == timeline.LaneSidecar) != sidecars {
			continue
		}
		bad := a.Failed() || wrongEnd(a)
		worse := decider == nil || bad && !(decider.Failed() || wrongEnd(decider))
		if worse || bad == (decider.Failed() || wrongEnd(decider)) && a.Exited.Time.After(decider.Exited.Time) {
			decider, f.view, f.since = a, v, a.Exited.Time
		}
	}
	return f
}

// lastEnd tells how the pod ended in a clause, for a life that is gone.
func (s *scene) lastEnd() string {
	f := s.ended()
	if f.view == nil {
		return "no container ever ran"
	}
	return f.view.name() + " " + exitWords(f.view.lastExit())
}
