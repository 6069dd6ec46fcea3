package model_test

import (
	"fmt"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// TestStartedWhileStatusSaysWaiting covers a Started Event while the kubelet
// withholds Running, as it does during a postStart hook or another container's
// pull.
func TestStartedWhileStatusSaysWaiting(t *testing.T) {
	st := newStage()
	st.app("", 0, waitingFor("ContainerCreating", ""), nil)
	st.publish(0.2)
	st.event("Created", "Container created", 1, 1.1, 1.1)
	st.event("Started", "Container started", 1, 1.2, 1.2)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "start", runs[0].Start, 1.1, 1.2)
	want(t, "open", runs[0].Open(), true)
}

// TestWaitingToTerminatedInOneUpdate takes the run's own times from an update
// that goes from Waiting to Terminated.
func TestWaitingToTerminatedInOneUpdate(t *testing.T) {
	st := newStage()
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 3, 2)}, nil)
	st.publish(3.5)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "start", runs[0].Start, 0.7, 2)
	within(t, "end", runs[0].End, 3, 3.5)
	want(t, "exit code", *runs[0].ExitCode, int32(2))
}

// TestLastStateOfTheSameInstance takes lastState, while Waiting, for the
// current instance's own end (same containerID), not its predecessor's.
func TestLastStateOfTheSameInstance(t *testing.T) {
	st := newStage()
	st.app("a", 0, waitingFor("PostStartHookError", ""), ended("a", 1, 2, 0))
	st.publish(2.5)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	want(t, "attempt", runs[0].Attempt, 1)
}

// TestNeverStartedHasNoRun reads startedAt 1970: created, never started.
func TestNeverStartedHasNoRun(t *testing.T) {
	st := newStage()
	st.event("Created", "Container created", 1, 1.1, 1.1)
	st.event("Failed", "Error: exec: no such file", 1, 1.3, 1.3)
	st.app("a", 0, waitingFor("RunContainerError", "no such file"), &corev1.ContainerStateTerminated{
		ContainerID: "a", StartedAt: metav1.NewTime(time.Unix(0, 0)), FinishedAt: second(1), ExitCode: 128, Reason: "StartError",
	})
	st.publish(1.5)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 0)
	creating := st.spans(t, timeline.TrackProcess, timeline.Creating)
	want(t, "creating", len(creating), 1)
	want(t, "outcome", creating[0].Outcome, timeline.Failed)
	within(t, "end", creating[0].End, 1.3, 1.3)
}

// TestLostInstance takes ContainerStatusUnknown, with code 137 and no times,
// for no evidence of a SIGKILL, and for an end somewhere after it was last seen
// running.
func TestLostInstance(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.publish(5)
	st.app("a", 0, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ContainerID: "a", ExitCode: 137, Reason: "ContainerStatusUnknown"}}, nil)
	st.publish(60)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "end", runs[0].End, 3.9, 60)
	want(t, "outcome", runs[0].Outcome, timeline.Unknown)
	if runs[0].ExitCode != nil {
		t.Errorf("exit code %d, nobody saw one", *runs[0].ExitCode)
	}
}

// TestNotLocatedWhenThePodWasTerminated reads the end without ID and times that
// the kubelet writes for every container it cannot find when a pod is over: one
// that waits to be restarted has not run again, and one that never ran has not
// run at all.
func TestNotLocatedWhenThePodWasTerminated(t *testing.T) {
	unknown := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown"}}
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 0, waitingFor("CrashLoopBackOff", "back-off 10s restarting failed container"), ended("a", 1, 4, 4))
	st.publish(6)
	st.pod.Status.Phase = corev1.PodFailed
	st.app("a", 0, unknown, ended("a", 1, 4, 4))
	st.publish(15)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	want(t, "exit code", *runs[0].ExitCode, int32(4))
	within(t, "exit", runs[0].End, 4, 5)

	st = newStage()
	st.app("", 0, waitingFor("ContainerCreating", ""), nil)
	st.publish(2)
	st.pod.Status.Phase = corev1.PodFailed
	st.app("", 0, unknown, nil)
	st.publish(15)
	want(t, "runs of a container that never ran", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 0)
}

// TestLocatedAfterAll covers a kubelet that finds a status later, with its exit
// code, what it could not locate while it tore the pod down.
func TestLocatedAfterAll(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 1, waitingFor("ContainerCreating", ""), &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown"})
	st.publish(5)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 4, 137)}, nil)
	st.publish(6)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	if runs[0].ExitCode == nil || *runs[0].ExitCode != 137 {
		t.Errorf("exit code %v, want 137", runs[0].ExitCode)
	}
	within(t, "exit", runs[0].End, 4, 5)
}

// TestCountJumpIsCountedNotDrawn covers a count that jumps by n for n occurrences,
// n−1 of them unseen: counted, not drawn.
func TestCountJumpIsCountedNotDrawn(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("d", 3, runningAt(30), ended("c", 20, 21, 1))
	st.event("Started", "Container started", 4, 1.2, 30.5)
	st.publish(31)
	life := st.life(t)
	lane := life.Lane("container/app")
	want(t, "restarts", lane.Restarts, 3)
	want(t, "attempts", len(lane.Attempts), 3)
	want(t, "missed", lane.Missed, 1)
	want(t, "last attempt", lane.Attempts[2].Number, 4)
}

// TestRestartCountFalls distinguishes instances by containerID: restartCount
// may fall when dead containers are gone.
func TestRestartCountFalls(t *testing.T) {
	st := newStage()
	for i, x := range []struct {
		id       string
		restarts int32
		at       float64
	}{{"a", 0, 1}, {"b", 1, 10}, {"c", 0, 20}} {
		st.app(x.id, x.restarts, runningAt(x.at), nil)
		st.publish(x.at + 0.5)
		want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), i+1)
	}
	life := st.life(t)
	numbers := life.Lane("container/app").Attempts
	for i, a := range numbers {
		want(t, "number", a.Number, i+1)
	}
}

// TestTwoStartsInOneSecond covers two instances with the same startedAt, whose
// Started Events differ in their counts only.
func TestTwoStartsInOneSecond(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 3.5, 3.5)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 3, 3, 0)}, nil)
	st.publish(3.7)
	st.event("Started", "Container started", 2, 3.5, 3.8)
	st.app("b", 1, corev1.ContainerState{Terminated: ended("b", 3, 3, 0)}, ended("a", 3, 3, 0))
	st.publish(4.7)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	within(t, "first start", runs[0].Start, 3, 3.5)
	within(t, "second start", runs[1].Start, 3.2, 3.9)
	if runs[1].Start.Time.Before(runs[0].End.Time) {
		t.Error("the runs overlap")
	}
}

// TestAttemptOnlyEventsTell makes an attempt that status never showed of the
// Started Event alone.
func TestAttemptOnlyEventsTell(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.event("Started", "Container started", 2, 1.2, 5.2)
	st.app("b", 1, runningAt(5), nil)
	st.publish(6)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	want(t, "outcome", runs[0].Outcome, timeline.Unknown)
	within(t, "end of the unseen run", runs[0].End, 0.9, 5.3)
}

// TestStaleStarted lets a restart's first publication carry the old instance's
// started=true.
func TestStaleStarted(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"ok"}}}, PeriodSeconds: 2}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 20, 1)}, nil)
	st.publish(20.5)
	st.app("b", 1, runningAt(21), ended("a", 1, 20, 1)) // started=true is the old one's
	st.publish(22)
	for _, sp := range st.spans(t, timeline.TrackStartup, timeline.Probing) {
		if sp.Attempt == 2 && !sp.Open() {
			t.Error("the startup probe of run 2 cannot have passed before the run was published")
		}
	}
}

// TestStartupProbeWithoutItsFailures loses the Events of a startup probe's
// failures: the first probe was due a period after the run was published, long
// before the one that passed.
func TestStartupProbeWithoutItsFailures(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{PeriodSeconds: 2}
	st.pod.Generation = 2
	no := false
	st.app("a", 0, runningAt(1), nil).Started = &no
	st.publish(2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(20)
	probing := st.spans(t, timeline.TrackStartup, timeline.Probing)
	want(t, "spans", len(probing), 1)
	within(t, "first probe", probing[0].Start, 0.7, 5)
	within(t, "passed", probing[0].End, 2, 20)
}

// TestContainerRestartRules applies restartPolicyRules before the container's
// policy, and that before the pod's.
func TestContainerRestartRules(t *testing.T) {
	never := corev1.ContainerRestartPolicyNever
	rule := []corev1.ContainerRestartRule{{
		Action:    corev1.ContainerRestartRuleActionRestart,
		ExitCodes: &corev1.ContainerRestartRuleOnExitCodes{Operator: corev1.ContainerRestartRuleOnExitCodesOpIn, Values: []int32{42}},
	}}
	for _, x := range []struct {
		code     int32
		policy   *corev1.ContainerRestartPolicy
		rules    []corev1.ContainerRestartRule
		restarts bool
	}{{1, nil, nil, true}, {1, &never, nil, false}, {1, &never, rule, false}, {42, &never, rule, true}} {
		st := newStage()
		st.pod.Spec.Containers[0].RestartPolicy, st.pod.Spec.Containers[0].RestartPolicyRules = x.policy, x.rules
		st.pod.Generation = 2
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 2, x.code)}, nil)
		st.publish(2.5)
		spans := st.spans(t, timeline.TrackProcess, "")
		waits := spans[len(spans)-1].Open()
		want(t, fmt.Sprintf("exit %d waits for a restart", x.code), waits, x.restarts)
		want(t, fmt.Sprintf("exit %d is told as a restart", x.code), st.life(t).Verdict.State == timeline.StateRestarting, x.restarts)
	}
}
