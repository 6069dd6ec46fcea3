package model_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// podEvent applies an Event of the pod itself.
func (st *stage) podEvent(reason, typ, message string, sec float64) {
	st.rv++
	st.apply(&corev1.Event{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: "ns", Name: fmt.Sprintf("p.%016x", s(sec).UnixNano()), ResourceVersion: fmt.Sprint(st.rv),
			UID: types.UID(fmt.Sprintf("ev-pod-%x", s(sec).UnixNano())),
		},
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "ns", Name: "p", UID: "uid-1"},
		Reason:         reason, Message: message, Type: typ, Count: 1, FirstTimestamp: second(sec), LastTimestamp: second(sec),
	}, sec+0.01)
}

func (st *stage) verdict(t *testing.T, state timeline.State, words ...string) {
	t.Helper()
	v := st.life(t).Verdict
	want(t, "state", v.State, state)
	for _, w := range words {
		if !strings.Contains(v.Headline, w) {
			t.Errorf("headline %q does not tell %q", v.Headline, w)
		}
	}
}

// TestRejectedByTheKubelet covers a kubelet without room for the pod; the status
// says why even when the Event is lost.
func TestRejectedByTheKubelet(t *testing.T) {
	st := newStage()
	st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "OutOfcpu"
	st.pod.Status.Message = "Pod was rejected: Node didn't have enough resource: cpu, requested: 4000, used: 1000, capacity: 2000"
	st.publish(0.5)
	st.verdict(t, timeline.StateFailed, "failed without running a container: OutOfcpu: Node didn't have enough resource: cpu")
	st.podEvent("OutOfcpu", corev1.EventTypeWarning, "Node didn't have enough resource: cpu", 0.4)
	marks := 0
	for _, m := range st.life(t).Lanes[0].Marks {
		if m.Kind == "OutOfcpu" {
			marks++
		}
	}
	want(t, "marks of one rejection", marks, 1)
}

// TestRejectedUnderPressure covers a kubelet under pressure, which rejects with
// the reason of an eviction; nothing ran.
func TestRejectedUnderPressure(t *testing.T) {
	st := newStage()
	st.pod.Status.Phase, st.pod.Status.Reason, st.pod.Status.Message = corev1.PodFailed, "Evicted", "Pod was rejected: The node had condition: [DiskPressure]."
	st.podEvent("Evicted", corev1.EventTypeWarning, "The node had condition: [DiskPressure]. ", 0.3)
	st.publish(0.5)
	st.verdict(t, timeline.StateEvicted, "evicted: The node had condition: [DiskPressure]; no container ever ran")
}

// TestGracefulNodeShutdown stops the containers without an Event of its own or
// a request, and at last the phase is Failed, reason Terminated.
func TestGracefulNodeShutdown(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Stopping container app", 1, 10.3, 10.3)
	want(t, "stops before a version without a request", len(st.spans(t, timeline.TrackPod, timeline.Terminating)), 0)
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionFalse, Reason: "PodFailed", LastTransitionTime: second(10)}}
	st.publish(10.4)
	st.verdict(t, timeline.StateTerminating, "stopped by the kubelet; stopping: app got SIGTERM")
	within(t, "Terminating", st.spans(t, timeline.TrackPod, timeline.Terminating)[0].Start, 10.3, 10.3)
	st.pod.Status.Phase, st.pod.Status.Reason = corev1.PodFailed, "Terminated"
	st.pod.Status.Message = "Pod was terminated in response to imminent node shutdown."
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 12, 143)}, nil)
	st.publish(12.6)
	st.verdict(t, timeline.StateFailed, "ended by the kubelet: Pod was terminated in response to imminent node shutdown; app exit 143")
}

// TestEndsThatOnlyStatusTells checks that an eviction whose Event is lost is
// one nevertheless, and so is an active deadline.
func TestEndsThatOnlyStatusTells(t *testing.T) {
	for reason, state := range map[string]timeline.State{"Evicted": timeline.StateEvicted, "DeadlineExceeded": timeline.StateDeadlineExceeded} {
		st := newStage()
		st.app("a", 0, runningAt(1), nil)
		st.publish(2)
		st.pod.Status.Phase, st.pod.Status.Reason, st.pod.Status.Message = corev1.PodFailed, reason, "the node was low on resource: memory."
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 12, 137)}, nil)
		st.publish(12.6)
		st.verdict(t, state)
	}
}

// TestDeletedWhilePending deletes a pod without a node, and one that is over:
// at once, with grace 0.
func TestDeletedWhilePending(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.NodeName = model.New(), 0, ""
	st.publish(0.1)
	zero, at := int64(0), second(5)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at, &zero
	st.publish(5.1)
	life := st.life(t)
	want(t, "request", life.Pod.DeletionRequested, s(5))
	want(t, "deadlines", len(life.Future), 0)
	st.watch(timeline.Deleted, 5.15)
	st.verdict(t, timeline.StateGone, "no container ever ran")
}

// TestSandboxChanged stops the containers to start them again, init containers
// first.
func TestSandboxChanged(t *testing.T) {
	st := newStage()
	st.pod.Spec.InitContainers = []corev1.Container{{Name: "i", Image: "x"}}
	st.pod.Generation = 2
	inits := func(id string, restarts int32, state corev1.ContainerState) {
		st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "i", ContainerID: id, RestartCount: restarts, State: state}}
	}
	inits("i1", 0, corev1.ContainerState{Terminated: ended("i1", 1, 2, 0)})
	st.app("a", 0, runningAt(3), nil)
	st.publish(4)
	st.podEvent("SandboxChanged", corev1.EventTypeNormal, "Pod sandbox changed, it will be killed and re-created.", 10.1)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	inits("i1", 0, corev1.ContainerState{Terminated: ended("i1", 1, 2, 0)})
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 3, 10, 137)}, nil)
	st.publish(11)
	st.verdict(t, timeline.StateInitializing, "0 of 1 init containers done in the new sandbox; app starts again after it: sandbox changed → killed")
	inits("i2", 1, runningAt(12))
	st.app("a", 0, waitingFor("PodInitializing", ""), ended("a", 3, 10, 137))
	st.publish(12.4)
	st.verdict(t, timeline.StateInitializing, "init container i running for <1s (0 of 1 done in the new sandbox); app starts again after it: sandbox changed → killed")
	life := st.life(t)
	want(t, "severity", life.Verdict.Severity, timeline.Warning)
	want(t, "cause", string(life.Lane("container/app").Attempts[0].Cause), "sandbox changed")
	want(t, "runs of the init container", len(life.Lane("init/i").Attempts), 2)
	for _, sp := range life.Lane("init/i").Spans {
		if sp.Phase == timeline.Waiting && sp.Attempt > 1 {
			t.Errorf("it waited from %v on, it was done", sp.Start.Time)
		}
	}
}

// TestRestartOfAllContainers kills with no grace but the kubelet's own 2 s; the
// Killing Event says only "killing". Whatever the restart policy, all start
// again.
func TestRestartOfAllContainers(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.RestartPolicy = model.New(), 0, corev1.RestartPolicyNever
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "killing", 1, 10.3, 10.3)
	within(t, "SIGKILL due", st.life(t).Future[0].Edge, 12.3, 12.31)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 10, 137)}, nil)
	st.publish(10.5)
	st.verdict(t, timeline.StateRestarting, "app: restart of all containers → killed → SIGKILL")
	st.app("a", 0, waitingFor("RestartingAllContainers", ""), ended("a", 1, 10, 137))
	st.publish(10.6)
	st.verdict(t, timeline.StateRestarting, "app: restart of all containers → killed → SIGKILL")
	st.app("b", 1, runningAt(12), ended("a", 1, 10, 137))
	st.publish(12.6)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 2)
}

// TestRemovedBeforeItsExitWasTold removes the containers before their ends are
// published: the status says of each that it ran, not when or how it ended
// (pkg/kubelet/kubelet_pods.go, convertToAPIContainerStatuses).
func TestRemovedBeforeItsExitWasTold(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.RestartPolicy = model.New(), 0, corev1.RestartPolicyNever
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.publish(5)
	st.app("", 1, waitingFor("RestartingAllContainers", "The container is removed"), &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "RestartingAllContainers"})
	st.publish(11)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "exit", runs[0].End, 3.9, 11)
	want(t, "outcome", runs[0].Outcome, timeline.Unknown)
	st.verdict(t, timeline.StateRestarting, "app: restart of all containers → killed → restarting")
	st.app("b", 1, runningAt(12), &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "RestartingAllContainers"})
	st.publish(12.5)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 2)
}

// TestReadyAfterTheStartItNeeded covers a start and a Ready in one second: a pod
// is ready only while its containers run, so its Ready comes after the start
// that it needed.
func TestReadyAfterTheStartItNeeded(t *testing.T) {
	st := newStage()
	ready := func(status corev1.ConditionStatus, sec float64) {
		st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: status, LastTransitionTime: second(sec)}}
	}
	ready(corev1.ConditionTrue, 2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(2.2)
	ready(corev1.ConditionFalse, 9)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 8, 1)}, nil)
	st.publish(9.2)
	st.event("Started", "Container started", 1, 20.6, 20.6)
	ready(corev1.ConditionTrue, 20)
	st.app("b", 1, runningAt(20), ended("a", 1, 8, 1))
	st.publish(21.1)
	spans := st.spans(t, timeline.TrackPod, timeline.Ready)
	want(t, "times ready", len(spans), 2)
	within(t, "ready again", spans[1].Start, 20, 20.999999999)
	if spans[1].Start.Time.Before(s(20.59)) {
		t.Errorf("ready again at %v, before the container started", spans[1].Start.Time)
	}
}

// TestTimesOfTheYear9999 reads API times of a year that is further away than
// the 292 years of a time.Duration.
func TestTimesOfTheYear9999(t *testing.T) {
	never := metav1.NewTime(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))
	st := newStage()
	st.pod.UID, st.pod.CreationTimestamp, st.pod.Status.StartTime = "uid-2", never, &never
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: never}}
	st.publish(1)
	for _, life := range st.model.Snapshot(st.now).Lives {
		if y := life.Pod.Created.Year(); y > 2200 {
			t.Errorf("%s was created in %d", life.Pod.UID, y)
		}
		for _, lane := range life.Lanes {
			for _, sp := range lane.Spans {
				if sp.Start.Latest.Year() > 2200 || sp.End.Latest.Year() > 2200 {
					t.Errorf("%s %s is from %s to %s", lane.ID, sp.Phase, sp.Start.Latest, sp.End.Latest)
				}
			}
		}
	}
}
