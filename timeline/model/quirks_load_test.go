package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

func execHook() *corev1.LifecycleHandler {
	return &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/drain"}}}
}

// TestHookOnABusyNode lets a runtime take 0.7 s for a start: it may take twice as
// long to start a hook.
func TestHookOnABusyNode(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: execHook()}
	st.pod.Generation = 2
	st.event("Created", "Container created", 1, 0.5, 0.5)
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(10)
	st.event("Killing", "Stopping container app", 1, 10.3, 10.3)
	hook := st.spans(t, timeline.TrackHooks, timeline.PreStop)[0]
	want(t, "at the latest", hook.Start.Latest, s(11.7))
	want(t, "likely", hook.Start.Time, s(10.3))
}

// TestHookMayHaveBegunBeforeTheDeletion deletes, without Events, a pod that a
// probe may have had stopped before: its hook began within the last grace.
func TestHookMayHaveBegunBeforeTheDeletion(t *testing.T) {
	grace := int64(30)
	for _, probe := range []*corev1.Probe{nil, {PeriodSeconds: 5}} {
		st := newStage()
		st.model, st.rv, st.pod.Spec.RestartPolicy = model.New(), 0, corev1.RestartPolicyNever
		st.pod.Spec.TerminationGracePeriodSeconds = &grace
		st.pod.Spec.Containers[0].Lifecycle, st.pod.Spec.Containers[0].LivenessProbe = &corev1.Lifecycle{PreStop: execHook()}, probe
		st.app("a", 0, runningAt(1), nil)
		st.publish(2)
		st.delete(100)
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 110, 0)}, nil)
		st.publish(110.6)
		from := s(100)
		if probe != nil {
			from = s(68)
		}
		want(t, "from", st.spans(t, timeline.TrackHooks, timeline.PreStop)[0].Start.Earliest, from)
	}
}

// TestEndOnANodeThatIsBehind removes a pod by force, and containers before their
// ends are published, on a node whose clock is 3 s behind: what arrived later
// bounds no moment of that clock from below by more than those 3 s.
func TestEndOnANodeThatIsBehind(t *testing.T) {
	st := newStage()
	st.apply(st.behind("Started", "Container started", 1), 4.01)
	st.app("a", 0, runningAt(1), nil)
	st.publish(5)
	st.watch(timeline.Deleted, 20)
	within(t, "removed by force", st.spans(t, timeline.TrackProcess, timeline.Running)[0].End, 16.9, 60)
	if end := st.spans(t, timeline.TrackProcess, timeline.Running)[0].End; end.Earliest.After(s(17)) {
		t.Errorf("removed by force at %v at the earliest, want 17 s", end.Earliest)
	}

	st = newStage()
	st.apply(st.behind("Started", "Container started", 1), 4.01)
	st.app("a", 0, runningAt(1), nil)
	st.publish(5)
	st.app("", 1, waitingFor("RestartingAllContainers", ""), &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "RestartingAllContainers"})
	st.publish(11)
	if end := st.spans(t, timeline.TrackProcess, timeline.Running)[0].End; end.Earliest.After(s(2)) {
		t.Errorf("removed at %v at the earliest, want 2 s", end.Earliest)
	}
}
