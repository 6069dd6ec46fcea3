package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// TestForcedRemovalInTheMidstOfAPass removes a pod by force while the kubelet
// is at a hook, a pull or a kill of one container, and publishes nothing:
// others may have ended long before. A pod in which nothing waits would have
// said so.
func TestForcedRemovalInTheMidstOfAPass(t *testing.T) {
	for _, x := range []struct {
		other corev1.ContainerState
		from  float64
	}{{runningAt(1), 19}, {waitingFor("ContainerCreating", ""), 0.9}} {
		st := newStage()
		st.pod.Spec.Containers = append(st.pod.Spec.Containers, corev1.Container{Name: "other", Image: "img"})
		st.pod.Generation = 2
		st.event("Started", "Container started", 1, 1.2, 1.2)
		st.app("a", 0, runningAt(1), nil)
		st.pod.Status.ContainerStatuses = append(st.pod.Status.ContainerStatuses, corev1.ContainerStatus{Name: "other", State: x.other})
		st.publish(2)
		at, grace := second(19), int64(0)
		st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at, &grace
		st.publish(19.5)
		st.watch(timeline.Deleted, 19.6)
		run := st.spans(t, timeline.TrackProcess, timeline.Running)[0]
		within(t, "its end", run.End, x.from, 19.6+30+6)
		want(t, "as wide as that", run.End.Earliest.Before(s(x.from+0.5)), true)
	}
}

// TestForcedRemovalHasASecondOfGrace gives a pod that is removed by force a
// second still (calculateEffectiveGracePeriod).
func TestForcedRemovalHasASecondOfGrace(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/drain"}}}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	at, grace := second(10), int64(0)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at, &grace
	st.publish(10.5)
	st.watch(timeline.Deleted, 10.51)
	st.event("Killing", "Stopping container app", 1, 10.52, 10.52)
	st.event("FailedPreStopHook", "PreStopHook failed", 1, 11.53, 11.53)
	within(t, "SIGTERM", st.spans(t, timeline.TrackStop, timeline.Stopping)[0].Start, 11.2, 11.6)
}

// TestForcedRemovalAfterTheDeadline checks that a deletion by force does not
// shorten the stop that a deadline has begun.
func TestForcedRemovalAfterTheDeadline(t *testing.T) {
	st := newStage()
	st.pod.Spec.ActiveDeadlineSeconds = new(int64(10))
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	e := st.event("Other", "Pod was active on the node longer than the specified deadline", 1, 11.4, 11.4)
	e.UID, e.Reason, e.InvolvedObject.FieldPath = "deadline", "DeadlineExceeded", ""
	st.apply(e, 11.5)
	st.event("Killing", "Stopping container app", 1, 11.7, 11.7)
	at := second(16)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at, new(int64(0))
	st.publish(16.2)
	st.watch(timeline.Deleted, 16.3)
	run := st.spans(t, timeline.TrackProcess, timeline.Running)[0]
	want(t, "it may run for its grace", run.End.Latest, s(11.7+30+2+1))
}
