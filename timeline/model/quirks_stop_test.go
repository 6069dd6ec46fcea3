package model_test

import (
	"fmt"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestExitNoticedAfterKilling stops a container that may have ended before: the
// kubelet looks for exits once a second.
func TestExitNoticedAfterKilling(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Stopping container app", 1, 10.3, 10.3)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 10, 1)}, nil)
	st.publish(10.6)
	exit := st.spans(t, timeline.TrackProcess, timeline.Running)[0].End
	if exit.Earliest.After(s(10)) || exit.Time.Before(s(10.3)) {
		t.Errorf("exit %v, at the earliest %v: want after Killing, but possibly before", exit.Time, exit.Earliest)
	}
}

// TestProbeGrace covers a probe that gives the container it kills a grace of its
// own.
func TestProbeGrace(t *testing.T) {
	pods, own := int64(30), int64(4)
	st := newStage()
	st.pod.Spec.TerminationGracePeriodSeconds = &pods
	st.pod.Spec.Containers[0].LivenessProbe = &corev1.Probe{TerminationGracePeriodSeconds: &own}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Container app failed liveness probe, will be restarted", 1, 10.4, 10.4)
	within(t, "SIGKILL due", st.life(t).Future[0].Edge, 14.4, 16.41)
	st.app("b", 1, runningAt(14.5), ended("a", 1, 14, 137))
	st.publish(15)
	stop := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stop), 1)
	want(t, "reason", stop[0].Reason, "SIGKILL")
}

// TestEventAfterDeleted puts Events that arrive after the pod's DELETED at
// their own time.
func TestEventAfterDeleted(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.watch(timeline.Deleted, 5)
	st.event("Killing", "Stopping container app", 1, 4.5, 4.5)
	stops := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stops), 1)
	within(t, "SIGTERM", stops[0].Start, 4.5, 4.5)
}

// TestDeletionWaitsForPull deletes a pod during a pull, which is not cancelled
// (context.WithoutCancel); as the grace is counted from Killing, it is not
// known yet when SIGKILL is due.
func TestDeletionWaitsForPull(t *testing.T) {
	st := newStage()
	grace := int64(5)
	st.event("Pulling", "Pulling image \"img\"", 1, 1, 1)
	at := second(15)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Generation = &at, &grace, 2
	st.publish(10.2)
	want(t, "SIGKILL due during the pull", len(st.life(t).Future), 0)
	st.event("Pulled", "Successfully pulled image \"img\" in 39s (39s including waiting). Image size: 1 bytes.", 1, 40, 40)
	st.event("Created", "Container created", 1, 40.1, 40.1)
	st.event("Started", "Container started", 1, 40.2, 40.2)
	within(t, "SIGKILL due after the start", st.life(t).Future[0].Edge, 45, 47.3)
}

// TestNoRestartInStoppedPod checks that what is backing off when its pod is
// stopped is not started again.
func TestNoRestartInStoppedPod(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 0, corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff", Message: "back-off 10s restarting failed container=app"}}, ended("a", 1, 5, 1))
	st.publish(6)
	want(t, "restart expected", st.life(t).Future[0].Kind, timeline.DeadlineRestart)
	st.podEvent("DeadlineExceeded", corev1.EventTypeWarning, "Pod was active on the node longer than the specified deadline", 7)
	for _, d := range st.life(t).Future {
		if d.Kind == timeline.DeadlineRestart {
			t.Errorf("a restart is expected of a pod that its deadline has ended: %+v", d)
		}
	}
}

// TestDeletionTimestampMoves keeps the first request when the kubelet's final
// grace-0 write moves deletionTimestamp.
func TestDeletionTimestampMoves(t *testing.T) {
	st := newStage()
	grace, zero := int64(30), int64(0)
	at := second(40)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Generation = &at, &grace, 2
	st.publish(10.2)
	at2 := second(25)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at2, &zero
	st.publish(25.3)
	life := st.life(t)
	want(t, "requested", life.Pod.DeletionRequested, s(10))
	within(t, "request", life.Termination.Requested, 10, 10.2)
	want(t, "grace", life.Termination.Grace, 30*time.Second)
}

// TestSidecarWaitsForMains lets a sidecar's Killing come with the others', but
// SIGTERM only after them.
func TestSidecarWaitsForMains(t *testing.T) {
	st := newStage()
	always := corev1.ContainerRestartPolicyAlways
	st.pod.Spec.InitContainers = []corev1.Container{{Name: "proxy", RestartPolicy: &always}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	yes := true
	st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "proxy", ContainerID: "p", State: runningAt(1), Ready: true, Started: &yes}}
	st.publish(2)
	grace := int64(30)
	until := second(40)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &until, &grace
	st.publish(10.1)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	e := st.event("Killing", "Stopping container proxy", 1, 10.21, 10.21)
	e.UID, e.ResourceVersion, e.InvolvedObject.FieldPath, e.Name = "ev-proxy", "901", "spec.initContainers{proxy}", fmt.Sprintf("p.%016x", s(10.21).UnixNano())
	st.apply(e, 10.22)
	life := st.life(t)
	for _, sp := range life.Lane("sidecar/proxy").Spans {
		if sp.Track == timeline.TrackStop {
			t.Errorf("SIGTERM of the sidecar at %v, the main container still runs", sp.Start.Time)
		}
	}
	want(t, "main gets SIGTERM", len(st.spans(t, timeline.TrackStop, timeline.Stopping)), 1)
}

// TestHangingPreStop covers a hook that outlives the grace: SIGTERM when it is
// spent, SIGKILL 2 s later.
func TestHangingPreStop(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"sleep", "60"}}}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	grace := int64(5)
	until := second(15)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Generation = &until, &grace, 3
	st.publish(10.1)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	want(t, "hook", len(st.spans(t, timeline.TrackHooks, timeline.PreStop)), 1)
	want(t, "no SIGTERM yet", len(st.spans(t, timeline.TrackStop, timeline.Stopping)), 0)
	st.now = s(13)
	want(t, "headline", st.life(t).Verdict.Headline, "stopping: preStop of app 2s of 5s grace, and it sleeps 1m00s; SIGKILL in 3s to 5s")
	st.event("FailedPreStopHook", "PreStopHook failed", 1, 17.21, 17.21)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 17, 137)}, nil)
	st.publish(17.4)
	stop := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stop), 1)
	within(t, "SIGTERM", stop[0].Start, 15.2, 15.2)
	want(t, "reason", stop[0].Reason, "SIGKILL")
	if d := stop[0].End.Time.Sub(s(17.2)).Abs(); d > 10*time.Millisecond {
		t.Errorf("killed %v from the deadline", d)
	}
}

// TestNameInKillingEvent checks that a container's own name in its Killing
// Event is no cause.
func TestNameInKillingEvent(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Stopping container killing-floor", 1, 10.3, 10.3)
	life := st.life(t)
	want(t, "cause", string(life.Lane("container/app").Attempts[0].Cause), "stopped")
}

// TestRuntimeCannotKill covers a container that the runtime cannot kill: the Event
// says why nothing happens.
func TestRuntimeCannotKill(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(10)
	st.event("Killing", "Stopping container app", 1, 10.3, 10.3)
	st.podEvent("FailedKillPod", corev1.EventTypeWarning, `error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"`, 60)
	st.verdict(t, timeline.StateTerminationOverdue, "app not yet reported stopped: context deadline exceeded")
	want(t, "blocked by", st.life(t).Verdict.Blocking.Reason, "FailedKillPod")
}

// TestKilledRunEndsBeforeTheMissedOnes covers a count of kills that jumps: of the
// first run it is known when it was killed, not when the next began.
func TestKilledRunEndsBeforeTheMissedOnes(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Container app failed liveness probe, will be restarted", 1, 10.3, 10.3)
	st.app("e", 4, runningAt(172), ended("d", 150, 171, 137))
	st.publish(173)
	run := st.spans(t, timeline.TrackProcess, timeline.Running)[0]
	want(t, "likely end", run.End.Time, s(40.3))
	within(t, "possible end", run.End, 9.2, 151)
}

// TestProbeStopsAPodThatMayNotRestart stops a pod that may not restart as a
// whole for a failed probe; the Killing Event says no more than for a deletion.
func TestProbeStopsAPodThatMayNotRestart(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.RestartPolicy = model.New(), 0, corev1.RestartPolicyNever
	st.pod.Spec.Containers[0].LivenessProbe = &corev1.Probe{PeriodSeconds: 5, FailureThreshold: 2}
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500", 1, 10.2, 10.2)
	st.event("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500", 2, 10.2, 15.2)
	st.event("Killing", "Stopping container app", 1, 15.8, 15.8)
	st.publish(16)
	st.verdict(t, timeline.StateTerminating, "stopped by the kubelet: liveness probe of app failed; stopping: app got SIGTERM")
	st.pod.Status.Phase = corev1.PodFailed
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 45, 137)}, nil)
	st.publish(46)
	st.verdict(t, timeline.StateFailed, "app failed about 46s after creation: liveness failed 2 of 2 → killed → SIGKILL")
	life := st.life(t)
	want(t, "cause", string(life.Lane("container/app").Attempts[0].Cause), "liveness")
	st.delete(100)
	life = st.life(t)
	want(t, "cause after a deletion", string(life.Lane("container/app").Attempts[0].Cause), "liveness")
}

// TestExitAfterSleepingPreStop puts an exit of which the second is known after
// the SIGTERM that comes when a preStop hook that only sleeps is over.
func TestExitAfterSleepingPreStop(t *testing.T) {
	grace := int64(30)
	st := newStage()
	st.pod.Spec.TerminationGracePeriodSeconds = &grace
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Sleep: &corev1.SleepAction{Seconds: 2}}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Stopping container app", 1, 10.6, 10.6)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 12, 0)}, nil)
	st.publish(12.8)
	stop := st.spans(t, timeline.TrackStop, timeline.Stopping)[0]
	within(t, "exit", st.spans(t, timeline.TrackProcess, timeline.Running)[0].End, 12, 12.8)
	if !stop.End.Time.Equal(s(12.6)) || !st.spans(t, timeline.TrackProcess, timeline.Running)[0].End.Time.Equal(s(12.6)) {
		t.Errorf("exit %v: want at the end of the hook's two seconds", stop.End)
	}
}

// TestSidecarOfACompletedPodStopsBeforeTheDeletion stops the sidecars of a pod
// whose main containers are done before its deletion; without Events their T0
// can have been then.
func TestSidecarOfACompletedPodStopsBeforeTheDeletion(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].RestartPolicy = new(corev1.ContainerRestartPolicyNever)
	st.pod.Spec.InitContainers = []corev1.Container{{Name: "side", Image: "img", RestartPolicy: new(corev1.ContainerRestartPolicyAlways)}}
	st.pod.Generation = 2
	side := corev1.ContainerStatus{Name: "side", ContainerID: "s", State: runningAt(1)}
	st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{side}
	st.app("a", 0, runningAt(2), nil)
	st.publish(3)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 2, 5, 0)}, nil)
	st.publish(6)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = new(second(41)), new(int64(30))
	st.publish(11.5)
	side.State = corev1.ContainerState{Terminated: ended("s", 1, 15, 137)}
	st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{side}
	st.publish(15.9)
	life := st.life(t)
	lane := life.Lane("sidecar/side")
	var kill timeline.Mark
	for _, m := range lane.Marks {
		if m.Kind == "Killing" {
			kill = m
		}
	}
	within(t, "T0", kill.Time, 5, 15.999)
	want(t, "from the end of the main container on", kill.Time.Earliest, s(5))
}

// TestDeletionOfAPodThatTheKubeletStops deletes a pod that may not restart and
// that the kubelet stops for a failed probe, before and after it is over: the
// stop did not begin with the deletion, nor the deletion with the stop.
func TestDeletionOfAPodThatTheKubeletStops(t *testing.T) {
	for _, overFirst := range []bool{false, true} {
		st := newStage()
		st.model, st.rv, st.pod.Spec.RestartPolicy = model.New(), 0, corev1.RestartPolicyNever
		st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{PeriodSeconds: 5, FailureThreshold: 1}
		st.app("a", 0, runningAt(1), nil)
		st.publish(2)
		st.event("Unhealthy", "Startup probe failed: no", 1, 15.2, 15.2)
		st.event("Killing", "Stopping container app", 1, 15.8, 15.8)
		st.verdict(t, timeline.StateTerminating, "stopped by the kubelet: startup probe of app failed")
		if !overFirst {
			st.delete(20)
		}
		st.pod.Status.Phase = corev1.PodSucceeded
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 30, 0)}, nil)
		st.publish(30.9)
		if st.delete(40); overFirst {
			st.pod.DeletionGracePeriodSeconds = new(int64(0))
		}
		st.watch(timeline.Deleted, 40.5)
		life := st.life(t)
		want(t, "by", life.Termination.By, timeline.Stop{Kind: timeline.StopKubelet, Detail: "stopped by the kubelet: startup probe of app failed"})
		within(t, "its start", life.Termination.Requested, 15.8, 15.8)
		if overFirst {
			within(t, "deletion", life.Termination.Deleted, 40, 41)
			st.verdict(t, timeline.StateGone, "gone <1s after deletion")
		} else {
			within(t, "deletion", life.Termination.Deleted, 20, 21)
			st.verdict(t, timeline.StateGone, "gone 20.5s after deletion")
		}
	}
}

// TestNodeBehindDeletesToo deletes a pod on a node whose clock is behind: its kill
// seems to come before the request, and is a consequence of it all the same.
func TestNodeBehindDeletesToo(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(20)
	st.apply(st.behind("Killing", "Stopping container app", 17.3), 20.4)
	st.publish(20.5)
	want(t, "by", st.life(t).Termination.By.Detail, "deleted")
}

// TestGraceShortenedByASecondRequest deletes a pod a second time with less grace:
// a runtime may heed that or let the first grace run out, so SIGKILL is due
// between the two, and neither is overdue before the later.
func TestGraceShortenedByASecondRequest(t *testing.T) {
	st := newStage()
	st.pod.Spec.TerminationGracePeriodSeconds = new(int64(30))
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.delete(10)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = new(second(20)), new(int64(1))
	st.publish(20.4)
	life := st.life(t)
	want(t, "grace", life.Termination.Grace, 30*time.Second)
	want(t, "shorter", life.Termination.Shorter, time.Second)
	within(t, "second request", life.Termination.Shortened, 20, 20.4)
	want(t, "SIGKILL at the earliest", life.Termination.Kill.Earliest, s(21))
	within(t, "SIGKILL", life.Termination.Kill, 21, 42.3)
	st.now = s(30)
	st.verdict(t, timeline.StateTerminating, "SIGKILL within", "a second request, ", "shortened the grace of 30s to 1s, which the runtime may not heed")
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 21, 137)}, nil)
	st.publish(22.5)
	want(t, "killed", st.life(t).Termination.Steps[0].SIGKILL, true)
}
