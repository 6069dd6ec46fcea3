package verdict

import "github.com/podlife/podlife/timeline"

func runCases() []verdictCase {
	starting := podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...)
	ready := podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 26.3), span(timeline.TrackPod, timeline.Ready, 26.3, -1))...)
	liveness := timeline.ProbeInfo{Probe: "liveness", PeriodSeconds: 3, FailureThreshold: 2}
	readiness := timeline.ProbeInfo{Probe: "readiness", PeriodSeconds: 2, FailureThreshold: 3}
	failing := readiness
	failing.Streak, failing.LastFailure, failing.LastMessage = 4, exactAt(59), "Readiness probe failed: HTTP probe failed with statuscode: 503"
	flaky, past := liveness, liveness
	flaky.Streak, flaky.LastFailure, flaky.LastMessage = 1, exactAt(59), "Liveness probe failed: HTTP probe failed with statuscode: 500"
	past.Streak, past.LastFailure, past.LastMessage = 3, flaky.LastFailure, flaky.LastMessage
	liveFails := mark(timeline.TrackLiveness, "ProbeFailed", 43, 2, "Liveness probe failed: cat: can't open '/tmp/live': No such file or directory")
	killed := killedFor(ran(1, 1, 51, 0), "liveness")
	preStop := span(timeline.TrackHooks, timeline.PreStop, 43, 49)
	restartedApp := func(more ...timeline.Span) testLane {
		return app(append(more, preStop)...).restarts(1).attempts(killed, ran(2, 52, -1, 0)).probes(liveness).marks(liveFails)
	}
	running := ofRun(span(timeline.TrackProcess, timeline.Running, 52, -1), 2)
	probing := timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 2, FailureThreshold: 10}

	return []verdictCase{
		{name: "in preStop", now: 48.1, state: timeline.StateRestarting, severity: timeline.Warning,
			life:     lifeOf(ready, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackHooks, timeline.PreStop, 43, -1)).attempts(killedFor(ran(1, 1, -1, 0), "liveness")).probes(liveness).marks(liveFails)).future(due(timeline.DeadlineKill, "container/app", 73)),
			headline: "app: liveness failed 2 of 2 (cat: can't open '/tmp/live': No such file or directory) → killed → preStop 5s of 30s grace; SIGKILL in 25s",
			blocking: "container/app PreStop", since: 43},
		{name: "for a resize", now: 48.1, state: timeline.StateRestarting, severity: timeline.Warning,
			life:     lifeOf(ready, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackStop, timeline.Stopping, 43, -1)).attempts(killedFor(ran(1, 1, -1, 0), "resize"))).future(due(timeline.DeadlineKill, "container/app", 73)),
			headline: "app: its resize requires a restart → killed → SIGTERM 5s ago; SIGKILL in 25s", blocking: "container/app Stopping", since: 43},
		{name: "between two runs", now: 51.5, state: timeline.StateRestarting, severity: timeline.Warning,
			life:     lifeOf(ready, app(preStop, span(timeline.TrackProcess, timeline.Running, 1, 51), ofRun(span(timeline.TrackProcess, timeline.Waiting, 51, -1), 2)).attempts(killed).probes(liveness).marks(liveFails)),
			headline: "app: liveness failed 2 of 2 → killed → preStop 6s → restarting, <1s since the exit", blocking: "container/app Waiting", since: 51},
		{name: "holds up the kill of another", now: 20, state: timeline.StatePostStart, severity: timeline.Progress,
			life: lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackHooks, timeline.PostStart, 1, -1)).waiting("ContainerCreating", "").attempts(ran(1, 1, -1, 0)),
				lane(timeline.LaneContainer, "worker", span(timeline.TrackProcess, timeline.Running, 1, -1)).attempts(ran(1, 1, -1, 0)).probes(timeline.ProbeInfo{Probe: "liveness", FailureThreshold: 3, Streak: 3})),
			headline: "app started; its postStart hook runs for 19s; worker: liveness failed 3 of 3, it is killed after that", blocking: "container/app PostStart", since: 1},
		{name: "blocks the next", now: 4, state: timeline.StatePostStart, severity: timeline.Progress,
			life: lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackHooks, timeline.PostStart, 1, -1)).waiting("ContainerCreating", "").attempts(ran(1, 1, -1, 0)),
				lane(timeline.LaneContainer, "worker").waiting("ContainerCreating", "")),
			headline: "app started; its postStart hook runs for 3s; worker comes after it", blocking: "container/app PostStart", since: 1},
		{name: "of a second run", now: 60, state: timeline.StateStartupProbing, severity: timeline.Warning,
			life:     lifeOf(starting, app(ofRun(span(timeline.TrackProcess, timeline.Running, 52, -1), 2), ofRun(span(timeline.TrackStartup, timeline.Probing, 54, -1), 2), preStop).attempts(killed, ran(2, 52, -1, 0)).probes(liveness, probing).marks(liveFails)).future(due(timeline.DeadlineStartup, "container/app", 72)),
			headline: "startup probe of app has not passed yet; killed in 12s unless it passes; run 1: liveness failed 2 of 2 → killed → preStop 6s → restarted after 9s",
			blocking: "container/app Probing", since: 54},
		{name: "fails", now: 60, state: timeline.StateNotReady, severity: timeline.Warning,
			life: lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 20), span(timeline.TrackPod, timeline.Ready, 20, 50), span(timeline.TrackPod, timeline.NotReady, 50, -1))...),
				app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.NotReady, 50, -1)).attempts(ran(1, 1, -1, 0)).probes(failing)),
			headline: "app is not ready: readiness failed 4 times (HTTP 503); out of service for 10s", blocking: "container/app NotReady Unhealthy", since: 50},
		{name: "not probed yet", now: 4, state: timeline.StateStarting, severity: timeline.Progress,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.NotReady, 1, -1)).attempts(ran(1, 1, -1, 0)).probes(readiness)),
			headline: "app runs for 3s and waits for its readiness probe (every 2s)", blocking: "container/app NotReady", since: 1},
		{name: "being created", now: 1.2, state: timeline.StateStarting, severity: timeline.Progress,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Creating, 1, -1)).waiting("ContainerCreating", "")),
			headline: "creating app for <1s", blocking: "container/app Creating", since: 1},
		{name: "one of two is done", now: 9, state: timeline.StateNotReady, severity: timeline.Progress,
			life: lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, 5)).attempts(ran(1, 1, 5, 0)),
				lane(timeline.LaneContainer, "worker", span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.Ready, 2, -1)).attempts(ran(1, 1, -1, 0))).pod(func(p *timeline.Pod) { p.RestartPolicy = "Never" }),
			headline: "app is done (exit 0 after 4s); worker still runs", blocking: "container/worker Running", since: 1},
		{name: "missing", now: 9, state: timeline.StateReadinessGate, severity: timeline.Progress,
			life: lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.Ready, 2, -1)).attempts(ran(1, 1, -1, 0))).conditions(
				timeline.Condition{Type: "ContainersReady", Status: "True", Since: sec(2)},
				timeline.Condition{Type: "Ready", Status: "False", Reason: "ReadinessGatesNotReady", Message: `corresponding condition of pod readiness gate "example.com/lb" does not exist.`}),
			headline: "the containers have been ready for 7s; the pod waits for readiness gate example.com/lb, whose condition does not exist",
			blocking: "pod Starting ReadinessGatesNotReady", since: 2},
		{name: "at first", now: 60, state: timeline.StateReady, severity: timeline.OK,
			life: lifeOf(ready, lane(timeline.LaneInit, "migrate", span(timeline.TrackProcess, timeline.Running, 1, 10.2)).attempts(ran(1, 1, 10.2, 0)),
				app(span(timeline.TrackImage, timeline.Pulling, 10.2, 18), span(timeline.TrackProcess, timeline.Creating, 18, 18.1), span(timeline.TrackProcess, timeline.Running, 18.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 18.1, 26.3), span(timeline.TrackReadiness, timeline.Ready, 26.3, -1)).attempts(ran(1, 18.1, -1, 0)).probes(readiness)),
			headline: "ready 26.3s after creation; 35% running migrate", since: 26.3},
		{name: "for long, restarted long ago", now: 86400 * 3, state: timeline.StateReady, severity: timeline.OK,
			life:     lifeOf(ready, restartedApp(running)).pod(func(p *timeline.Pod) { p.Restarts = 1 }),
			headline: "ready for 2d23h; first ready 26.3s after creation; 1 restart, the last 2d23h ago: liveness failed 2 of 2 → killed → preStop 6s", since: 26.3},
		{name: "restarted a moment ago", now: 172, state: timeline.StateReady, severity: timeline.Warning,
			life:     lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 26.3), span(timeline.TrackPod, timeline.Ready, 26.3, 53), span(timeline.TrackPod, timeline.NotReady, 53, 60), span(timeline.TrackPod, timeline.Ready, 60, -1))...), restartedApp(running)),
			headline: "ready again for 1m52s; app restarted 2m00s ago: liveness failed 2 of 2 → killed → preStop 6s → restarted after 9s (cat: can't open '/tmp/live': No such file or directory)", since: 60},
		{name: "readiness recovered", now: 72, state: timeline.StateReady, severity: timeline.Warning,
			life: lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 26.3), span(timeline.TrackPod, timeline.Ready, 26.3, 52), span(timeline.TrackPod, timeline.NotReady, 52, 60), span(timeline.TrackPod, timeline.Ready, 60, -1))...),
				app(span(timeline.TrackProcess, timeline.Running, 1, -1)).attempts(ran(1, 1, -1, 0)).probes(readiness).marks(mark(timeline.TrackReadiness, "ProbeFailed", 58, 3, "Readiness probe failed: HTTP probe failed with statuscode: 503"))),
			headline: "ready again for 12s after 8s not ready (readiness of app: HTTP 503)", since: 60},
		{name: "one liveness failure", now: 60, state: timeline.StateReady, severity: timeline.OK,
			life:     lifeOf(ready, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.Ready, 26.3, -1)).attempts(ran(1, 1, -1, 0)).probes(flaky)),
			headline: "ready 26.3s after creation; liveness of app just failed 1 of 2 (HTTP 500)", since: 26.3},
		{name: "more failures than it takes, not yet published", now: 60, state: timeline.StateReady, severity: timeline.OK,
			life:     lifeOf(ready, app(span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackReadiness, timeline.Ready, 26.3, -1)).attempts(ran(1, 1, -1, 0)).probes(past)),
			headline: "ready 26.3s after creation; liveness of app just failed 3 times (HTTP 500)", since: 26.3},
	}
}
