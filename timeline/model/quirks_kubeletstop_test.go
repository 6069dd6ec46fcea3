package model_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// over publishes a pod that was over before it was watched, with app's end.
func (st *stage) over(phase corev1.PodPhase, end *corev1.ContainerStateTerminated) {
	st.app("a", 0, corev1.ContainerState{Terminated: end}, nil)
	st.pod.Status.Phase = phase
	st.publish(60)
}

func disruptedByKubelet(message string) []corev1.PodCondition {
	return []corev1.PodCondition{{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue, Reason: "TerminationByKubelet", Message: message, LastTransitionTime: second(59)}}
}

// TestEvictedWithPhaseSucceeded evicts a pod whose containers exit with 0: the
// phase is Succeeded, and only the condition says who ended the pod, also once
// it is gone.
func TestEvictedWithPhaseSucceeded(t *testing.T) {
	st := newStage()
	st.pod.Status.Conditions = disruptedByKubelet("The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi. ")
	st.over(corev1.PodSucceeded, ended("a", 1, 58, 0))
	st.verdict(t, timeline.StateEvicted, "evicted by the kubelet: The node was low on resource: memory", "app exit 0")
	want(t, "severity", st.life(t).Verdict.Severity, timeline.Bad)
	st.watch(timeline.Deleted, 70)
	st.verdict(t, timeline.StateGone, "evicted by the kubelet: The node was low on resource: memory")
	want(t, "severity once gone", st.life(t).Verdict.Severity, timeline.Warning)
}

// TestNodeShutdownWithPhaseSucceeded reads a node's shutdown from reason,
// message and condition; it leaves the phase alone.
func TestNodeShutdownWithPhaseSucceeded(t *testing.T) {
	for _, inStatus := range []bool{true, false} {
		st := newStage()
		const message = "Pod was terminated in response to imminent node shutdown."
		if st.pod.Status.Conditions = disruptedByKubelet(message); inStatus {
			st.pod.Status.Conditions, st.pod.Status.Reason, st.pod.Status.Message = nil, "Terminated", message
		}
		st.over(corev1.PodSucceeded, ended("a", 1, 58, 0))
		st.verdict(t, timeline.StateFailed, "imminent node shutdown", "app exit 0")
		want(t, "severity", st.life(t).Verdict.Severity, timeline.Bad)
	}
}

// TestEvictedWhileRunning reads from status.reason who ends a pod that is still
// Running.
func TestEvictedWhileRunning(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.pod.Status.Phase, st.pod.Status.Reason, st.pod.Status.Message = corev1.PodRunning, "Evicted", "The node was low on resource: memory."
	st.publish(60)
	st.verdict(t, timeline.StateEvicted, "The node was low on resource: memory", "not been reported as stopped")
}

// TestStatusUnknownSeenAfterwards checks that a late watcher does not take
// ContainerStatusUnknown, which the kubelet writes for what never ran as well,
// for a run, unless its message says that it was one.
func TestStatusUnknownSeenAfterwards(t *testing.T) {
	for message, runs := range map[string]int{
		"The container could not be located when the pod was terminated":                                 0,
		"The container could not be located when the pod was deleted.  The container used to be Running": 1,
	} {
		st := single(func(st *stage) {
			st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "NodeAffinity"
			st.app("", 0, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown", Message: message}}, nil)
		})
		want(t, message, len(st.spans(t, timeline.TrackProcess, timeline.Running)), runs)
	}
}

// TestUnseenEndIsNoRestart covers an end that the kubelet did not see: it counts
// as a restart in the status, though nothing was started again.
func TestUnseenEndIsNoRestart(t *testing.T) {
	unseen := &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown", Message: "The container could not be located when the pod was terminated"}
	before := unseen.DeepCopy()
	before.Message = "The container could not be located when the pod was deleted.  The container used to be Running"
	st := single(func(st *stage) {
		st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "Evicted"
		st.app("", 1, corev1.ContainerState{Terminated: unseen}, before)
	})
	want(t, "restarts", st.life(t).Pod.Restarts, 0)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 1)
}

// TestTwoReadinessGates names each readiness gate that is missing, in a clause
// of its own.
func TestTwoReadinessGates(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.pod.Status.Conditions = []corev1.PodCondition{
		{Type: corev1.ContainersReady, Status: corev1.ConditionTrue, LastTransitionTime: second(2)},
		{Type: corev1.PodReady, Status: corev1.ConditionFalse, Reason: "ReadinessGatesNotReady", LastTransitionTime: second(2),
			Message: `corresponding condition of pod readiness gate "a/x" does not exist., corresponding condition of pod readiness gate "a/y" does not exist.`},
	}
	st.publish(2.5)
	st.verdict(t, timeline.StateReadinessGate, "readiness gates a/x and a/y, whose conditions do not exist")
}

// TestDeadlineThatOnlyStatusTells checks that a pod with a deadline was not
// stopped before it, and that one that up to 1.21 was still reported running
// has not been seen to stop.
func TestDeadlineThatOnlyStatusTells(t *testing.T) {
	limit, began := int64(200), second(1)
	st := single(func(st *stage) {
		st.pod.Spec.ActiveDeadlineSeconds, st.pod.Status.StartTime = &limit, &began
		st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "DeadlineExceeded"
		st.app("a", 0, runningAt(2), nil)
	})
	st.verdict(t, timeline.StateDeadlineExceeded, "ran longer than its active deadline; app is still reported as running")
	want(t, "still open", st.spans(t, timeline.TrackProcess, timeline.Running)[0].Open(), true)
}

// TestContainersThatAreNotInTheInput covers a pod of which only an Event of the
// pod itself is known: that no container ran cannot be known of it.
func TestContainersThatAreNotInTheInput(t *testing.T) {
	st := single(func(st *stage) {
		st.pod.Spec.Containers, st.pod.Status.Phase = nil, corev1.PodFailed
	})
	st.podEvent("Evicted", corev1.EventTypeWarning, "The node was low on resource: memory.", 300)
	st.verdict(t, timeline.StateEvicted, "what its containers did is not in the input")
	st.watch(timeline.Deleted, 700)
	if v := st.life(t).Verdict; strings.Contains(v.Headline, "no container") {
		t.Errorf("containers that no one knows of did not run: %s", v.Headline)
	}
}

// TestEvictedBeforeALook covers the usual shape of an eviction: the kubelet no
// longer finds the containers, and whether they ran is unknown to a late
// watcher; who used what is in the message.
func TestEvictedBeforeALook(t *testing.T) {
	st := single(func(st *stage) {
		st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "Evicted"
		st.pod.Status.Message = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 93284Ki. Container app was using 1893120Ki, request is 512Mi, has larger consumption of memory. "
		st.app("", 1, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown", Message: "The container could not be located when the pod was terminated"}}, nil)
	})
	st.verdict(t, timeline.StateEvicted, "The node was low on resource: memory; app was using 1893120Ki, request is 512Mi; how its containers ended is unknown")
	life := st.life(t)
	want(t, "spans of the container", len(life.Lane("container/app").Spans), 0)
}

// TestCollectedWithItsNode checks that a pod that was collected because its node
// is gone is not said to have stopped: no kubelet is left to report that.
func TestCollectedWithItsNode(t *testing.T) {
	zero, at := int64(0), second(9)
	st := single(func(st *stage) {
		st.app("a", 0, runningAt(5), nil)
		st.pod.Status.Phase = corev1.PodFailed
		st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue, Reason: "DeletionByPodGC", Message: "PodGC: node no longer exists", LastTransitionTime: at}}
		st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Finalizers = &at, &zero, []string{"batch.kubernetes.io/job-tracking"}
	})
	st.verdict(t, timeline.StateFinalizing, "deleted by the pod garbage collector: node no longer exists; app is still reported as running; deletion blocked for at most 9m51s")
}

// TestLostInAReboot reads the end that containerd writes for what it lost (255,
// Unknown, at the moment that it found out) as the sandbox's, whose Event comes
// when the kubelet is up again.
func TestLostInAReboot(t *testing.T) {
	st := newStage()
	lost := ended("a", 1, 30, 255)
	lost.Reason = "Unknown"
	st.podEvent("SandboxChanged", corev1.EventTypeNormal, "Pod sandbox changed, it will be killed and re-created.", 42)
	st.app("b", 1, runningAt(45), lost)
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: second(46)}}
	st.publish(46.5)
	st.verdict(t, timeline.StateReady, "sandbox changed, lost by the runtime (exit 255) after at most 29s → restarted after 15s")
}
