package model_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// initDone publishes n runs of the init container "prep", the last of which
// ended at sec.
func (st *stage) initDone(id string, restarts int32, from, to float64) {
	st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{{
		Name: "prep", ContainerID: id, RestartCount: restarts, State: corev1.ContainerState{Terminated: ended(id, from, to, 0)},
	}}
}

// TestInitContainersRunAgainInANewSandbox re-creates the sandbox of a pod whose
// init container was done: it is not any more, and the main container, which
// went down with the old sandbox, did not crash.
func TestInitContainersRunAgainInANewSandbox(t *testing.T) {
	st := newStage()
	st.model, st.rv = model.New(), 0
	st.pod.Spec.InitContainers = []corev1.Container{{Name: "prep", Image: "img"}}
	st.initDone("i", 0, 1, 3)
	st.app("a", 0, runningAt(4), nil)
	st.publish(4.5)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 4, 20, 137)}, nil)
	st.publish(21.2)
	st.podEvent("SandboxChanged", corev1.EventTypeNormal, "Pod sandbox changed, it will be killed and re-created.", 21.4)
	st.verdict(t, timeline.StateInitializing, "initializing again for <1s: 0 of 1 init containers done in the new sandbox; app starts again after it: sandbox changed → killed → SIGKILL")
	life := st.life(t)
	want(t, "cause", life.Lane("container/app").Attempts[0].Cause, timeline.CauseSandbox)
	st.eventOf("spec.initContainers{prep}", "Started", "Container started", 1, 22, 22)
	st.verdict(t, timeline.StateInitializing, "init container prep running for <1s (0 of 1 done in the new sandbox)")
	st.initDone("j", 1, 22, 25)
	st.publish(25.5)
	st.verdict(t, timeline.StateRestarting, "app: sandbox changed → killed")
}

// askingForAll makes exit code 42 of app restart all containers of the pod.
func (st *stage) askingForAll() {
	st.pod.Spec.Containers[0].RestartPolicyRules = []corev1.ContainerRestartRule{{
		Action:    corev1.ContainerRestartRuleActionRestartAllContainers,
		ExitCodes: &corev1.ContainerRestartRuleOnExitCodes{Operator: corev1.ContainerRestartRuleOnExitCodesOpIn, Values: []int32{42}},
	}}
}

// TestExitThatRestartsAllContainers ends a container with the exit code of its
// restart rule: no back-off comes, whoever asked is named, and what was stopped
// for it has not failed.
func TestExitThatRestartsAllContainers(t *testing.T) {
	st := newStage()
	st.model, st.rv = model.New(), 0
	st.askingForAll()
	st.app("a", 0, runningAt(1), nil)
	st.publish(1.5)
	st.app("b", 1, corev1.ContainerState{Terminated: ended("b", 2, 3, 42)}, ended("a", 1, 1, 1))
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.AllContainersRestarting, Status: corev1.ConditionTrue, LastTransitionTime: second(3), Reason: "RestartAllContainersStarted"}}
	st.publish(3.5)
	st.verdict(t, timeline.StateRestarting, "all containers are restarted for app: exit 42 after ", "restarting, ")
	for _, d := range st.life(t).Future {
		if d.Kind == timeline.DeadlineRestart {
			t.Errorf("a back-off until %v, of a restart that has none", d.Edge.Time)
		}
	}
	removed := &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "RestartingAllContainers", Message: "The container is removed because RestartAllContainers in place"}
	st.app("", 2, waitingFor("RestartingAllContainers", ""), removed)
	st.pod.Status.Conditions[0].Status = corev1.ConditionFalse
	st.publish(6.5)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 2)
	st.app("c", 2, runningAt(7), nil)
	st.publish(7.5)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 3)
	life := st.life(t)
	want(t, "restarts", life.Lane("container/app").Restarts, 2)
}

// TestInitContainerThatRanAgainUnseen reads from the order of the runs, where no
// Event is left, that all init containers run again: what an earlier run ended
// with is not known, and is no failure.
func TestInitContainerThatRanAgainUnseen(t *testing.T) {
	st := single(func(st *stage) {
		st.pod.Spec.InitContainers = []corev1.Container{{Name: "prep", Image: "img"}, {Name: "second", Image: "img"}}
		st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{
			{Name: "prep", ContainerID: "j", RestartCount: 1, State: runningAt(22)},
			{Name: "second", ContainerID: "s", State: corev1.ContainerState{Terminated: ended("s", 3, 4, 0)}},
		}
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 5, 20, 137)}, nil)
	})
	st.verdict(t, timeline.StateInitializing, "(0 of 2 done this time); app starts again after it: exit 137")
	if v := st.life(t).Verdict; strings.Contains(v.Headline, "failed") {
		t.Errorf("a failure that no one saw: %s", v.Headline)
	}
}

// TestRemovedForTheRestartOfAll joins when the containers are removed: a Started
// that is older than the restart is of a run that is over, and without Events the
// pod has not failed to start.
func TestRemovedForTheRestartOfAll(t *testing.T) {
	removed := &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "RestartingAllContainers", Message: "The container is removed because RestartAllContainers in place"}
	st := single(func(st *stage) { st.app("", 1, waitingFor("RestartingAllContainers", ""), removed) })
	st.verdict(t, timeline.StateRestarting, "all containers are being restarted by a restart rule")
	st.event("Started", "Container started", 1, 1, 1)
	run := st.spans(t, timeline.TrackProcess, timeline.Running)[0]
	want(t, "open", run.Open(), false)
}
