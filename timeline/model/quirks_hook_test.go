package model_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// TestPreStopThatOnlySleeps ends a preStop hook that only sleeps when it has
// slept, though its end is not reported: what the pod waits for then is its own
// SIGTERM.
func TestPreStopThatOnlySleeps(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"sh", "-c", "sleep 5"}}}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(10)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	st.now = s(15)
	want(t, "still asleep", st.life(t).Verdict.Headline, "stopping: preStop of app 4s of 30s grace; SIGKILL in 26s to 28s")
	want(t, "no SIGTERM yet", len(st.spans(t, timeline.TrackStop, timeline.Stopping)), 0)
	st.now = s(18)
	want(t, "awake", st.life(t).Verdict.Headline,
		"stopping: app got SIGTERM 2s ago, after its preStop (sleep 5s), and has not been reported as exited; SIGKILL in 23s to 25s")
	within(t, "the hook's end", st.spans(t, timeline.TrackHooks, timeline.PreStop)[0].End, 15.2, 16.2)
	within(t, "SIGTERM", st.life(t).Termination.Steps[0].SIGTERM, 15.2, 16.2)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 19, 0)}, nil)
	st.publish(20)
	within(t, "afterwards the same", st.spans(t, timeline.TrackHooks, timeline.PreStop)[0].End, 15.2, 16.2)
}

// TestPostStartBeforeItsKill checks that no kill cuts a postStart hook short:
// where Started is lost and the start only known to its second, the hook began
// before Killing all the same, and the preStop hook keeps its end.
func TestPostStartBeforeItsKill(t *testing.T) {
	st := newStage()
	h := corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/hook"}}}
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PostStart: &h, PreStop: &h}
	st.pod.Generation = 2
	st.event("Killing", "FailedPostStartHook", 1, 5.3, 5.3)
	st.event("FailedPreStopHook", "PreStopHook failed", 1, 9.6, 9.6)
	st.app("a", 0, waitingFor("PostStartHookError", ""), ended("a", 5, 9.7, 1))
	st.publish(11)
	post, pre := st.spans(t, timeline.TrackHooks, timeline.PostStart)[0], st.spans(t, timeline.TrackHooks, timeline.PreStop)[0]
	within(t, "postStart", post.Start, 4.5, 5.3)
	within(t, "preStop's end", pre.End, 9.2, 9.6)
}

// TestFailedPreStopOfTheRunBefore joins late, with the second of a run's start
// at most and the nanoseconds of the first failed hook: that is of the run that
// was being stopped.
func TestFailedPreStopOfTheRunBefore(t *testing.T) {
	st := newStage()
	h := corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/hook"}}}
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &h}
	st.pod.Generation = 2
	st.app("b", 1, runningAt(9), ended("a", 1, 9.2, 137))
	st.publish(20)
	st.listed(20,
		newStage().event("Started", "Container started", 2, 1.2, 9.6),
		newStage().event("Killing", "Container app failed liveness probe, will be restarted", 1, 5.3, 5.3),
		newStage().event("FailedPreStopHook", "PreStopHook failed", 1, 9.2, 9.2),
	)
	pre := st.spans(t, timeline.TrackHooks, timeline.PreStop)
	want(t, "hooks", len(pre), 1)
	want(t, "of run", pre[0].Attempt, 1)
	within(t, "its end", pre[0].End, 8.8, 9.2)
}

// TestPreStopThatOnlySleepsBeforeARestart does so in a container that is killed
// to start again, too.
func TestPreStopThatOnlySleepsBeforeARestart(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Sleep: &corev1.SleepAction{Seconds: 3}}}
	st.pod.Spec.Containers[0].LivenessProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{}}}
	st.pod.Generation = 2
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Container app failed liveness probe, will be restarted", 1, 10.2, 10.2)
	st.now = s(12)
	want(t, "asleep", st.life(t).Verdict.Headline, "app: liveness failed 3 of 3 → killed → preStop 1s of 30s grace; SIGKILL in 29s to 31s")
	st.now = s(16)
	want(t, "awake", st.life(t).Verdict.Headline, "app: liveness failed 3 of 3 → killed → SIGTERM 2s ago; SIGKILL in 25s to 27s")
}

// TestExitBeforeTheFailureOfItsHook covers a process that is killed from inside
// and takes its postStart hook with it: its exit comes before the failure of
// the hook, though 137 looks like the kubelet's kill.
func TestExitBeforeTheFailureOfItsHook(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/hook"}}}}
	st.pod.Generation = 2
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.event("FailedPostStartHook", "PostStartHook failed", 1, 1.33, 1.33)
	st.event("Killing", "FailedPostStartHook", 1, 1.34, 1.34)
	st.app("a", 0, waitingFor("PostStartHookError", ""), ended("a", 1, 1.32, 137))
	st.publish(2)
	exit := st.spans(t, timeline.TrackProcess, timeline.Running)[0].End
	want(t, "it may have been before", exit.Earliest.After(s(1.32)), false)
}

// TestPostStartIsOverBeforeTheFirstProbe bounds a postStart hook by the first
// probe, which the kubelet only runs once it has published the container as
// running. After a restart the old run may still be published.
func TestPostStartIsOverBeforeTheFirstProbe(t *testing.T) {
	for _, x := range []struct {
		restarts int32
		until    float64
	}{{0, 4.5}, {1, 40}} {
		st := newStage()
		st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/hook"}}}}
		st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{PeriodSeconds: 1, FailureThreshold: 30}
		st.pod.Generation = 2
		st.app("a", x.restarts, runningAt(1), nil)
		st.publish(40)
		st.event("Started", "Container started", 1, 1.2, 1.2)
		st.event("Unhealthy", "Startup probe failed: no", 1, 4.5, 4.5)
		post := st.spans(t, timeline.TrackHooks, timeline.PostStart)[0]
		within(t, "postStart over", post.End, 0.9, x.until)
		want(t, "latest", post.End.Latest, s(x.until))
	}
}

// TestHookCauseOutlivesItsMessage keeps why a postStart hook failed, which only
// the waiting message says, and only until it speaks of the back-off.
func TestHookCauseOutlivesItsMessage(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"/init"}}}}
	st.pod.Generation = 2
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.event("FailedPostStartHook", "PostStartHook failed", 1, 2.3, 2.3)
	st.event("Killing", "FailedPostStartHook", 1, 2.3, 2.3)
	st.app("a", 0, waitingFor("PostStartHookError", `Exec lifecycle hook ([/init]) for Container "app" in Pod "p" failed - error: command '/init' exited with 7: no db , message: "no db"`), ended("a", 1, 2.6, 137))
	st.publish(3)
	want(t, "published", strings.Contains(st.life(t).Verdict.Headline, "(exit 7: no db)"), true)
	st.app("a", 0, waitingFor("CrashLoopBackOff", "back-off 10s restarting failed container=app"), ended("a", 1, 2.6, 137))
	st.publish(5)
	life := st.life(t)
	want(t, "kept", life.Lane("container/app").Container.HookCause, "exit 7: no db")
}
