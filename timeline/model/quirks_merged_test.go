package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// TestMergedEventIsSoManyOccurrences reads an Event that the client merged as n
// occurrences between its first and its last.
func TestMergedEventIsSoManyOccurrences(t *testing.T) {
	st := newStage()
	st.app("", 0, waitingFor("ImagePullBackOff", ""), nil)
	st.publish(0.3)
	st.listed(200, st.event("Failed", `Failed to pull image "img": not found`, 5, 3, 190))
	st.verdict(t, timeline.StateImagePullBackOff, "failed 5 times")
	n := 0
	for _, line := range st.life(t).Events {
		if line.Reason != "Failed" {
			continue
		}
		n += line.Count
		within(t, "since", timeline.ExactEdge(line.First), 2.9, 4)
	}
	want(t, "occurrences", n, 5)
}

// TestOOMKilledWithExitZero takes OOMKilled for a failure, whatever the exit
// code of what was left.
func TestOOMKilledWithExitZero(t *testing.T) {
	st := newStage()
	end := ended("a", 1, 58, 0)
	end.Reason = "OOMKilled"
	st.over(corev1.PodSucceeded, end)
	st.verdict(t, timeline.StateSucceeded, "app OOMKilled", "restartPolicy Always should have had it restarted")
	want(t, "severity", st.life(t).Verdict.Severity, timeline.Warning)
	want(t, "outcome", st.spans(t, timeline.TrackProcess, timeline.Running)[0].Outcome, timeline.Failed)
}

// TestWarningAfterThePreparation checks that a warning of a later sandbox, or
// of a mount tried again after the start, is no trouble of the preparation.
func TestWarningAfterThePreparation(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.podEvent("FailedMount", corev1.EventTypeWarning, `MountVolume.SetUp failed for volume "v" : not registered`, 3600)
	preparing := st.spans(t, timeline.TrackPod, timeline.Preparing)
	want(t, "reason", preparing[0].Reason, "")
}

// TestDeletionOverdueWithNothingRunning covers a deletion of a pod in which
// nothing runs: it is overdue after its grace, and says by what.
func TestDeletionOverdueWithNothingRunning(t *testing.T) {
	st := newStage()
	st.podEvent("FailedPrepareDynamicResources", corev1.EventTypeWarning, "Failed to prepare dynamic resources: plugin name d.example not found", 1)
	st.delete(10)
	st.now = s(54)
	st.verdict(t, timeline.StateTerminating)
	st.now = s(100)
	st.verdict(t, timeline.StateTerminationOverdue, "the deletion is", "overdue", "FailedPrepareDynamicResources", "plugin name d.example not found")
}

// TestNowUnknown checks that where the present is not known, what goes on has
// gone on for at least so long.
func TestNowUnknown(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: second(2)}}
	st.publish(2.5)
	st.model.SetNowUnknown(true)
	st.now = s(3600)
	st.verdict(t, timeline.StateReady, "ready for at least ")
}
