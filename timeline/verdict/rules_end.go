package verdict

import (
	"cmp"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func isFinalizing(e ending) (fact, bool) {
	f, ok := e.podIn(timeline.Finalizing)
	if !ok {
		return f, false
	}
	return f.because("", strings.Join(e.life.Pod.Finalizers, ", ")), true
}

func sayFinalizing(e ending, f fact) string {
	by := "a finalizer"
	switch n := len(e.life.Pod.Finalizers); {
	case n == 1:
		by = "finalizer " + e.life.Pod.Finalizers[0]
	case n > 1:
		by = "finalizers " + message.Cut(strings.Join(e.life.Pod.Finalizers, ", "), message.MessageWidth)
	}
	stopped := "all containers have stopped"
	if v := e.reportedRunning(); v != nil {
		stopped = v.name() + " is still reported as running"
	}
	return join("; ", e.endedBy(), stopped, "deletion blocked "+e.lasting(f.span.Start)+" by "+by)
}

// isNodeLost holds when only Ready is False, which the node controller does
// when the kubelet stops posting; the kubelet itself turns ContainersReady too,
// unless a readiness gate is what is missing (pkg/controller/util/node,
// MarkPodsNotReady).
func isNodeLost(e ending) (fact, bool) {
	ready := e.condition("Ready")
	if ready == nil || ready.Status == "True" || !e.isCond("ContainersReady") || ready.Reason == "ReadinessGatesNotReady" {
		return fact{}, false
	}
	f := at(e.pod, e.pod.podSpan)
	f.since = ready.Since
	return f.because("NodeNotReady", "Node is not ready"), true
}

func sayNodeLost(e ending, f fact) string {
	node := "the node"
	if e.life.Pod.Node != "" {
		node = "node " + e.life.Pod.Node
	}
	said := node + " was declared not ready"
	if !f.since.IsZero() {
		said += " " + e.ago(second(f.since))
	}
	said += "; what the containers have done since is unknown"
	switch t := e.life.Termination; {
	case t != nil && f.since.IsZero():
		said += "; the deletion, requested " + e.ago(t.Requested) + ", waits for it"
	case e.stopRequested():
		said += "; the deletion waits for it"
	}
	return said
}

func isEvicted(e ending) (fact, bool) {
	f := fact{since: e.endingSince(), mark: e.pod.lastOf("Evicted", "TaintManagerEviction", "DeviceTaintManagerEviction")}
	by, _ := e.kubeletStop()
	switch {
	case timeline.Disruption(e.disrupted()).Kind == timeline.StopEvicted:
		f.severity = timeline.Warning // it was decided; the pod's owner replaces it
	case by.Kind == timeline.StopEvicted && (f.mark == nil || !e.over()):
		f.mark = nil
		return e.blockedByStop(f), true
	case f.mark == nil || message.Cancelled(f.mark.Message) || !e.over():
		return f, false
	case f.mark.Kind != "Evicted":
		f.severity = timeline.Warning
	}
	return e.blockedByStop(f), true
}

func isPreempted(e ending) (fact, bool) {
	f := fact{since: e.endingSince(), mark: e.pod.lastOf("Preempted", "Preempting")}
	if f.mark != nil && message.Requeued(f.mark.Message) {
		f.mark = nil
	}
	by, _ := e.kubeletStop()
	if timeline.Disruption(e.disrupted()).Kind != timeline.StopPreempted && by.Kind != timeline.StopPreempted && (f.mark == nil || !e.over()) {
		return f, false
	}
	return e.blockedByStop(f), true
}

// sayEvicted names who ended the pod and why, and how far that has come.
func sayEvicted(e ending, f fact) string {
	who := ""
	if by := timeline.Disruption(e.disrupted()); by.Kind != timeline.StopCollected {
		who = by.Detail
	}
	if f.mark != nil && (who == "" || f.mark.Kind == "Preempted") {
		who = cmp.Or(timeline.Disruption(f.mark.Kind).Detail, strings.ToLower(f.mark.Kind)+": "+message.Cut(message.Eviction(f.mark.Message), message.MessageWidth))
	}
	if who == "" {
		who = e.endedByKubelet()
	}
	return join("; ", who, e.stopping())
}

func isDeadlineExceeded(e ending) (fact, bool) {
	f := fact{since: e.endingSince(), mark: e.pod.firstOf("DeadlineExceeded")} // the Event comes again with every pass
	if f.mark == nil {
		return f, false
	}
	f.since = f.mark.Time.Time
	return e.blockedByStop(f), true
}

func sayDeadlineExceeded(e ending, f fact) string {
	if t := e.life.Termination; t != nil && t.By.Kind == timeline.StopDeadline {
		return join("; ", message.Cut(t.By.Detail, message.MessageWidth), e.stopping())
	}
	return join("; ", e.pastDeadline(f.mark), e.stopping())
}

// pastDeadline says when a deadline ended the pod, where an Event does: a
// status alone says only that it had passed.
func (e ending) pastDeadline(m *timeline.Mark) string {
	const said = "ran longer than its active deadline"
	if m.Time.Basis == timeline.Observed || m.Time.Uncertainty() > overdueSlack {
		return said
	}
	return said + " and was stopped " + length.Between(e.created(), m.Time).Total() + " after creation"
}

func isTerminating(e ending) (fact, bool) {
	by, why := e.kubeletStop()
	if by.Kind == timeline.StopShutdown && !e.finishedPhase() {
		f := fact{since: e.endingSince(), block: &timeline.Blocking{Lane: "pod", Phase: timeline.Terminating, Reason: "NodeShutdown", Message: why}}
		return e.blockedByStop(f), true
	}
	if f, ok := e.sidecarsStop(); ok {
		return f, true
	}
	if !e.stopRequested() || e.finishedPhase() && e.life.Pod.DeletionRequested.IsZero() {
		return fact{}, false
	}
	f := e.blockedByStop(fact{since: e.endingSince()})
	if e.outlastsGrace() {
		f.severity = timeline.Warning
	}
	return f, true
}

func sayTerminating(e ending, f fact) string {
	if !e.stopRequested() && e.completing() {
		return e.sayCompleting()
	}
	return join("; ", e.endedBy(), e.stopping())
}
