package verdict

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// said judges a life at a moment and reports what its headline lacks.
func said(t *testing.T, life testLife, now float64, wants ...string) {
	t.Helper()
	v := verdictOf(&life.Life, sec(now))
	for _, want := range wants {
		if !strings.Contains(v.Headline, want) {
			t.Errorf("%s %q lacks %q", v.State, v.Headline, want)
		}
	}
}

func stopOf(steps ...timeline.StopStep) timeline.Termination {
	return timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}, Grace: 10 * time.Second, Stopped: exactAt(53), Steps: steps}
}

func goneAt(s float64) func(*timeline.Pod) {
	return func(p *timeline.Pod) { p.Gone, p.DeletionRequested, p.GracePeriod = sec(s), sec(40), 10*time.Second }
}

// TestRunThatIsNotTheLast removes a pod by force in its second run: only the end
// of the first is known, and it is not called the last (quirk: a DELETED that
// comes before the exit is published).
func TestRunThatIsNotTheLast(t *testing.T) {
	life := lifeOf(podLane(up()...), app(ofRun(span(timeline.TrackProcess, timeline.Running, 30, 41), 2)).restarts(1).attempts(killedFor(ran(1, 1, 29, 137), timeline.CauseLiveness), ran(2, 30, -1, 0))).
		termination(timeline.Termination{Requested: exactAt(40), Steps: []timeline.StopStep{{Lane: "container/app", Unreported: true}}}).pod(goneAt(41))
	said(t, life, 50, "app still ran when last seen; when it stopped is unknown", "app restarted once, run 1: liveness failed")
}

// TestHandledSIGTERM checks that exit 143 long after SIGTERM is not called
// unhandled (quirk: JVMs and shells that trap it exit so after a clean stop).
func TestHandledSIGTERM(t *testing.T) {
	for _, c := range []struct {
		exit float64
		want string
	}{{45, "app stopped in 5s (exit 143 after it handled SIGTERM)"}, {40.2, "(exit 143 (SIGTERM))"}} {
		life := lifeOf(podLane(up()...), app().attempts(ran(1, 2, c.exit, 143))).
			termination(stopOf(timeline.StopStep{Lane: "container/app", Killing: exactAt(40), SIGTERM: exactAt(40), Exited: exactAt(c.exit)})).pod(goneAt(54))
		said(t, life, 60, c.want)
	}
}

// TestWhoUsedUpTheGrace names the container whose preStop hook lasted until the
// grace was over, and the sidecar that SIGKILL met for it.
func TestWhoUsedUpTheGrace(t *testing.T) {
	proxy := lane(timeline.LaneSidecar, "proxy").attempts(ran(1, 1, 53, 137))
	life := lifeOf(podLane(up()...), proxy, app().attempts(ran(1, 2, 50.5, 0))).termination(stopOf(
		timeline.StopStep{Lane: "sidecar/proxy", Killing: exactAt(40), Exited: exactAt(53), SIGKILL: true},
		timeline.StopStep{Lane: "container/app", Killing: exactAt(40), HasPreStop: true, PreStop: 12 * time.Second, PreStopEnd: exactAt(50), Exited: exactAt(50.5)},
	)).pod(goneAt(54))
	said(t, life, 60, "app stopped in 10.5s (preStop 10s used up the grace of 10s, exit 0); SIGKILL met sidecar proxy")
}

// TestSidecarsStopInTurn says in which order the sidecars of a pod stopped.
func TestSidecarsStopInTurn(t *testing.T) {
	life := lifeOf(podLane(up()...), lane(timeline.LaneSidecar, "a").attempts(ran(1, 1, 53, 0)), lane(timeline.LaneSidecar, "b").attempts(ran(1, 1, 47, 0)), app().attempts(ran(1, 2, 42, 0))).termination(stopOf(
		timeline.StopStep{Lane: "sidecar/a", Killing: exactAt(40), Exited: exactAt(53)},
		timeline.StopStep{Lane: "sidecar/b", Killing: exactAt(40), Exited: exactAt(47)},
		timeline.StopStep{Lane: "container/app", Killing: exactAt(40), SIGTERM: exactAt(40), Exited: exactAt(42)},
	)).pod(goneAt(54))
	said(t, life, 60, "app stopped in 2s (exit 0); then its sidecars in turn: b a")
}

// TestImageThatWasCorrected says which image had failed, and what it is now.
func TestImageThatWasCorrected(t *testing.T) {
	old := `Failed to pull image "registry.example.com/shop/app:typo": rpc error: code = NotFound desc = not found`
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...),
		app(withReason(failedSpan(span(timeline.TrackImage, timeline.Pulling, 1, 2)), "", old), withReason(span(timeline.TrackImage, timeline.PullBackOff, 2, -1), "ErrImagePull", old)).waiting("ImagePullBackOff", ""))
	said(t, life, 5, "cannot pull app:typo: not found", "the image is now app:1.42.0")
}

// TestCauseOfAPodThatIsGone keeps, when the pod is gone, why nothing of it ever
// ran, whether its deletion was seen or not.
func TestCauseOfAPodThatIsGone(t *testing.T) {
	notFound := `Failed to pull image "registry.example.com/shop/app:1.42.0": rpc error: code = NotFound desc = not found`
	pull := app(withReason(failedSpan(span(timeline.TrackImage, timeline.Pulling, 1, 2)), "", notFound)).waiting("ImagePullBackOff", "").container(func(c *timeline.Container) { c.PullFailures = 3 })
	for _, life := range []testLife{lifeOf(podLane(up()...), pull).pod(goneAt(41)), lifeOf(podLane(up()...), pull).pod(goneAt(41)).termination(stopOf())} {
		said(t, life, 50, "no container ever ran: could not pull app:1.42.0: not found; failed 3 times")
		if v := verdictOf(&life.Life, sec(50)); v.Severity != timeline.Warning {
			t.Errorf("%s is %s", v.State, v.Severity)
		}
	}
	config := app().waiting("CreateContainerConfigError", `secret "db" not found`)
	said(t, lifeOf(podLane(up()...), config).pod(goneAt(41)).termination(stopOf()), 50, `no container ever ran: app could not be created: secret "db" not found`)
	rejected := lifeOf(podLane(up()...), app()).pod(goneAt(41)).termination(stopOf()).pod(func(p *timeline.Pod) {
		p.Phase, p.Reason, p.Message = "Failed", "OutOfcpu", "Pod was rejected: Node didn't have enough resource: cpu"
	})
	said(t, rejected, 50, "it was rejected by the kubelet", "enough resource: cpu", "no container ever ran")
}

// TestGraceThatCutsAPreStopOff does not claim that a hook was over which the
// grace cut off.
func TestGraceThatCutsAPreStopOff(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Terminating, 40, -1))...), app(span(timeline.TrackProcess, timeline.Running, 2, -1), span(timeline.TrackHooks, timeline.PreStop, 40, 50), span(timeline.TrackStop, timeline.Stopping, 50, -1)).attempts(ran(1, 2, -1, 0))).
		termination(timeline.Termination{Requested: exactAt(40), Grace: 10 * time.Second, Kill: exactAt(52), Steps: []timeline.StopStep{{Lane: "container/app", Killing: exactAt(40), HasPreStop: true, PreStop: time.Hour, SIGTERM: exactAt(50)}}})
	said(t, life, 51, "app got SIGTERM 1s ago, when the grace of 10s cut off its preStop (sleep 1h00m),")
}

// TestExitsThatAreLate leaves a moment to a kubelet that has many exits to
// publish before their lateness is an error.
func TestExitsThatAreLate(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Terminating, 40, -1))...), app(span(timeline.TrackProcess, timeline.Running, 2, -1)).attempts(ran(1, 2, -1, 0))).
		termination(timeline.Termination{Requested: exactAt(40), Grace: time.Second, Kill: exactAt(43), Steps: []timeline.StopStep{{Lane: "container/app", Killing: exactAt(40)}}})
	for now, want := range map[float64]timeline.Severity{50: timeline.Warning, 74: timeline.Bad} {
		if v := verdictOf(&life.Life, sec(now)); v.State != timeline.StateTerminationOverdue || v.Severity != want {
			t.Errorf("after %gs %s is %s, want %s", now, v.State, v.Severity, want)
		}
	}
}

// TestNothingThatAProbeCouldStillSave says that a container is killed once its
// last failure that is allowed has come, and when that should have been.
func TestNothingThatAProbeCouldStillSave(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...), app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackStartup, timeline.Probing, 1, -1)).attempts(ran(1, 1, -1, 0)).
		probes(timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 1, FailureThreshold: 3, Streak: 3}).container(func(c *timeline.Container) { c.Started = false })).future(due(timeline.DeadlineStartup, "container/app", 10))
	said(t, life, 10, "failed 3 of 3; being killed for it")
	said(t, life, 30, "should have been killed 20s ago")
}

// TestInitialDelayIsTheProbes says that what passed was the delay of a probe.
func TestInitialDelayIsTheProbes(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 30), span(timeline.TrackPod, timeline.Ready, 30, -1))...),
		app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackStartup, timeline.Probing, 29, 30), span(timeline.TrackReadiness, timeline.Ready, 30, -1)).attempts(ran(1, 1, -1, 0)).
			probes(timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 1, InitialDelaySeconds: 28, FailureThreshold: 3, Passed: true}))
	said(t, life, 31, "93% waiting for app's startup probe (initialDelaySeconds 28)")
}

// TestSidecarThatHasJustStarted counts a sidecar as done from its start where
// nothing else is waited for: its status comes later.
func TestSidecarThatHasJustStarted(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Initializing, 1, -1))...), lane(timeline.LaneSidecar, "proxy", span(timeline.TrackProcess, timeline.Running, 2, -1)).waiting("PodInitializing", "").attempts(ran(1, 2, -1, 0)), app().waiting("PodInitializing", ""))
	said(t, life, 2.2, "the init container is done; the main containers are next")
}

// TestCountdownOfAListIsAMoment does not count down to what is due where the
// present is not known.
func TestCountdownOfAListIsAMoment(t *testing.T) {
	life := lifeOf(podLane(up()...), app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 2, -1), 2)).waiting("CrashLoopBackOff", "").attempts(ran(1, 1, 2, 3))).future(due(timeline.DeadlineRestart, "container/app", 12))
	life.NowUnknown = true
	said(t, life, 5, "next start at 07:00:12")
}

// TestTwoReadinessGates names both gates of a message that concatenates a
// sentence for each (quirk: pkg/kubelet/status/generate.go).
func TestTwoReadinessGates(t *testing.T) {
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...), app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.Ready, 2, -1)).attempts(ran(1, 1, -1, 0))).conditions(
		timeline.Condition{Type: "ContainersReady", Status: "True", Since: sec(2)},
		timeline.Condition{Type: "Ready", Status: "False", Reason: "ReadinessGatesNotReady", Message: `corresponding condition of pod readiness gate "example.com/one" does not exist., corresponding condition of pod readiness gate "example.com/two" does not exist.`})
	said(t, life, 5, "the pod waits for readiness gates example.com/one and example.com/two, whose conditions do not exist")
}

// TestMountTimeoutIsNoCause names what keeps a volume away, not that the mount
// timed out, which is the newer Event (quirk: attachdetach-controller, kubelet).
func TestMountTimeoutIsNoCause(t *testing.T) {
	timedOut := "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition"
	attach := mark(timeline.TrackPod, "FailedAttachVolume", 2, 1, `Multi-Attach error for volume "pvc-9f3" Volume is already used by pod(s) db-0`)
	mount := mark(timeline.TrackPod, "FailedMount", 120, 5, timedOut)
	preparing := podLane(span(timeline.TrackPod, timeline.Scheduling, 0, 1), span(timeline.TrackPod, timeline.Preparing, 1, -1))
	said(t, lifeOf(preparing.marks(attach, mount)), 125, "volume pvc-9f3: Volume is already used by pod(s) db-0; mounts failed 5 times in 2m04s")
	attached := mark(timeline.TrackPod, "SuccessfulAttachVolume", 60, 1, `AttachVolume.Attach succeeded for volume "pvc-9f3"`)
	said(t, lifeOf(preparing.marks(attach, attached, mount)), 125, "volumes not attached or mounted in time: data; failed 5 times")
}

// TestSinceWhereNoLengthIsKnown names moments in a List that ends at them: how
// long ago that was by the time somebody reads it is not in it.
func TestSinceWhereNoLengthIsKnown(t *testing.T) {
	life := lifeOf(podLane(span(timeline.TrackPod, timeline.Scheduling, 5, -1)))
	life.NowUnknown = true
	said(t, life, 5, "waiting for the scheduler since 07:00:05")
	said(t, life, 65, "waiting for the scheduler for at least 1m00s")
	life.Pod.Relative = true // no clock is known
	said(t, life, 5, "waiting for the scheduler for an unknown time")
}
