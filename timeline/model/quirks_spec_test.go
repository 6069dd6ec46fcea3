package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestEphemeralContainer draws a lane from the spec's change on; it is never
// restarted. Before Kubernetes 1.33 no generation marks the change.
func TestEphemeralContainer(t *testing.T) {
	for _, generations := range [][2]int64{{1, 2}, {0, 0}} {
		testEphemeralContainer(t, generations)
	}
}

func testEphemeralContainer(t *testing.T, generations [2]int64) {
	t.Helper()
	st := newStage()
	st.model, st.rv, st.pod.Generation = model.New(), 0, generations[0]
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.pod.Generation = generations[1]
	st.pod.Spec.EphemeralContainers = []corev1.EphemeralContainer{{EphemeralContainerCommon: corev1.EphemeralContainerCommon{Name: "dbg", Image: "busybox"}}}
	st.publish(3)
	st.pod.Status.EphemeralContainerStatuses = []corev1.ContainerStatus{{Name: "dbg", ContainerID: "d", State: runningAt(4)}}
	st.publish(4.5)
	st.pod.Status.EphemeralContainerStatuses[0].State = corev1.ContainerState{Terminated: ended("d", 4, 8, 1)}
	st.publish(8.5)
	life := st.life(t)
	lane := life.Lane("ephemeral/dbg")
	if lane == nil {
		t.Fatalf("no lane, generations %v", generations)
	}
	want(t, "spans", len(lane.Spans), 2)
	within(t, "waits from", lane.Spans[0].Start, 2, 3)
	want(t, "outcome", lane.Spans[1].Outcome, timeline.Failed)
	want(t, "total counted for readiness", life.Pod.Total, 1)
}

// TestResize raises the generation and changes the spec's resources; the node
// may refuse, and says so in a condition and an Event.
func TestResize(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.pod.Generation = 2
	st.pod.Spec.Containers[0].Resources.Requests = corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("64")}
	st.publish(5.2)
	st.podEvent("ResizeInfeasible", corev1.EventTypeWarning, `Pod resize infeasible: {"generation":2}`, 5.4)
	kinds := map[string]bool{}
	for _, m := range st.life(t).Lanes[0].Marks {
		kinds[m.Kind] = true
	}
	if !kinds["ResizeRequested"] || !kinds["ResizeInfeasible"] {
		t.Errorf("marks are %v", kinds)
	}
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 1)
}

// TestResizeIsTold checks that a resize that the node puts off, or that fails,
// stands beside whatever else is true.
func TestResizeIsTold(t *testing.T) {
	for _, x := range []struct {
		typ                    corev1.PodConditionType
		reason, message, words string
	}{
		{"PodResizePending", "Deferred", "Node didn't have enough resource: cpu", "resize deferred: Node didn't have enough resource: cpu"},
		{"PodResizePending", "Infeasible", "Node didn't have enough capacity: cpu", "resize infeasible: Node didn't have enough capacity: cpu"},
		{"PodResizeInProgress", "", "", "resize in progress"},
		{"PodResizeInProgress", "Error", "cannot write the cgroup", "resize failed: cannot write the cgroup"},
	} {
		st := newStage()
		st.app("a", 0, runningAt(1), nil)
		st.pod.Status.Conditions = []corev1.PodCondition{
			{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: second(2)},
			{Type: x.typ, Status: corev1.ConditionTrue, Reason: x.reason, Message: x.message, LastTransitionTime: second(5)},
		}
		st.publish(5.1)
		st.verdict(t, timeline.StateReady, x.words)
	}
}
