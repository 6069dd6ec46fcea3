package model_test

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// delete asks for the pod's deletion at sec, with a grace of 30 s.
func (st *stage) delete(sec float64) {
	grace, until := int64(30), second(sec+30)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &until, &grace
	st.publish(sec + 0.1)
}

// TestThreatsThatCameToNothing covers a victim of preemption without a node, which
// goes back to the scheduler's queue, and a taint manager that changes its
// mind.
func TestThreatsThatCameToNothing(t *testing.T) {
	normal := corev1.EventTypeNormal
	st := newStage()
	st.podEvent("Preempted", normal, "Preempted by pod 123 on node n (in kube-scheduler memory).", 1)
	st.delete(60)
	st.verdict(t, timeline.StateTerminating)
	want(t, "by", st.life(t).Termination.By.Detail, "deleted")

	st = newStage()
	st.podEvent("TaintManagerEviction", normal, "Marking for deletion Pod ns/p", 5)
	st.podEvent("TaintManagerEviction", normal, "Cancelling deletion of Pod ns/p", 15)
	st.delete(60)
	st.verdict(t, timeline.StateTerminating)
	want(t, "by", st.life(t).Termination.By.Detail, "deleted")
}

// TestWhoAskedFirst checks that the garbage collector, which writes its own
// name over that of who had the pod deleted, is not named for it when its node
// was lost.
func TestWhoAskedFirst(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue, Reason: "DeletionByTaintManager", LastTransitionTime: second(59)}}
	st.publish(59.9)
	st.delete(60)
	st.pod.Status.Conditions[0].Reason = "DeletionByPodGC"
	st.publish(600)
	want(t, "by", st.life(t).Termination.By.Detail, "evicted because of a taint of its node")
	want(t, "reason", st.spans(t, timeline.TrackPod, timeline.Terminating)[0].Reason, "DeletionByTaintManager")
}

// TestTaintWithoutItsCondition covers the taint manager's Event alone, which comes
// before its condition; that may fail to be written.
func TestTaintWithoutItsCondition(t *testing.T) {
	for reason, words := range map[string]string{"TaintManagerEviction": "evicted because of a taint of its node", "DeviceTaintManagerEviction": "evicted because of a taint of its device"} {
		st := newStage()
		st.podEvent(reason, corev1.EventTypeNormal, "Marking for deletion Pod ns/p", 59.9)
		st.delete(60)
		st.verdict(t, timeline.StateEvicted, words)
		want(t, "severity", st.life(t).Verdict.Severity, timeline.Warning)
	}
}

// TestNobodyStoppedIt checks that only the kubelet's own word, or a container's
// exit, proves that it knew of a deletion: what the garbage collector removed
// from a lost node got no SIGTERM.
func TestNobodyStoppedIt(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(60)
	st.pod.Status.Phase = corev1.PodFailed // by the garbage collector
	st.publish(600)
	st.watch(timeline.Deleted, 600.2)
	want(t, "stops", len(st.spans(t, timeline.TrackStop, "")), 0)
	life := st.life(t)
	want(t, "marks", len(life.Lane("container/app").Marks), 0)
	st.verdict(t, timeline.StateGone, "app still ran when last seen; when it stopped is unknown")
}

// TestSoftEvictionIsNotOverdue evicts for lack of memory: the kubelet gives the
// pods 1 s, or up to their grace where the threshold is a soft one; its Event
// does not say which.
func TestSoftEvictionIsNotOverdue(t *testing.T) {
	for message, overdue := range map[string]bool{"The node was low on resource: memory. ": false, `Usage of EmptyDir volume "cache" exceeds the limit "1Gi". `: true} {
		st := newStage()
		st.app("a", 0, runningAt(1), nil)
		st.publish(2)
		st.podEvent("Evicted", corev1.EventTypeWarning, message, 50)
		st.event("Killing", "Stopping container app", 1, 50.1, 50.1)
		st.now = s(70)
		want(t, message+"is overdue", st.life(t).Verdict.State == timeline.StateTerminationOverdue, overdue)
		want(t, message+"has a second", st.life(t).Termination.Grace == time.Second, overdue)
	}
}
