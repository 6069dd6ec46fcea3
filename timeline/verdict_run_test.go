package timeline

func runCases() []verdictCase {
	starting := podLane(up(span(TrackPod, Starting, 1, -1))...)
	ready := podLane(up(span(TrackPod, Starting, 1, 26.3), span(TrackPod, Ready, 26.3, -1))...)
	liveness := ProbeInfo{Probe: "liveness", PeriodSeconds: 3, FailureThreshold: 2}
	readiness := ProbeInfo{Probe: "readiness", PeriodSeconds: 2, FailureThreshold: 3}
	failing := readiness
	failing.Streak, failing.LastFailure, failing.LastMessage = 4, sharpAt(59), "Readiness probe failed: HTTP probe failed with statuscode: 503"
	wobbling, past := liveness, liveness
	wobbling.Streak, wobbling.LastFailure, wobbling.LastMessage = 1, sharpAt(59), "Liveness probe failed: HTTP probe failed with statuscode: 500"
	past.Streak, past.LastFailure, past.LastMessage = 3, wobbling.LastFailure, wobbling.LastMessage
	liveFails := mark(TrackLiveness, "ProbeFailed", 43, 2, "Liveness probe failed: cat: can't open '/tmp/live': No such file or directory")
	killed := ran(1, 1, 51, 0).killedBy("liveness")
	preStop := span(TrackHooks, PreStop, 43, 49)
	restartedApp := func(more ...Span) Lane {
		return app(append(more, preStop)...).restarted(1).attempted(killed, ran(2, 52, -1, 0)).probing(liveness).marked(liveFails)
	}
	running := span(TrackProcess, Running, 52, -1).run(2)
	probing := ProbeInfo{Probe: "startup", PeriodSeconds: 2, FailureThreshold: 10}

	return []verdictCase{
		{name: "in preStop", now: 48.1, state: StateRestarting, severity: Warning,
			life: lifeOf(ready, app(span(TrackProcess, Running, 1, -1), span(TrackHooks, PreStop, 43, -1)).attempted(ran(1, 1, -1, 0).killedBy("liveness")).
				probing(liveness).marked(liveFails)).expecting(due(DeadlineKill, "container/app", 73)),
			headline: "app: liveness failed 2 of 2 (cat: can't open '/tmp/live': No such file or directory) → killed → preStop 5s of 30s grace; SIGKILL in 25s",
			blocking: "container/app PreStop", since: 43},
		{name: "for a resize", now: 48.1, state: StateRestarting, severity: Warning,
			life: lifeOf(ready, app(span(TrackProcess, Running, 1, -1), span(TrackStop, Stopping, 43, -1)).attempted(ran(1, 1, -1, 0).killedBy("resize"))).
				expecting(due(DeadlineKill, "container/app", 73)),
			headline: "app: its resize requires a restart → killed → SIGTERM 5s ago; SIGKILL in 25s", blocking: "container/app Stopping", since: 43},
		{name: "between two runs", now: 51.5, state: StateRestarting, severity: Warning,
			life:     lifeOf(ready, app(preStop, span(TrackProcess, Running, 1, 51), span(TrackProcess, Waiting, 51, -1).run(2)).attempted(killed).probing(liveness).marked(liveFails)),
			headline: "app: liveness failed 2 of 2 → killed → preStop 6s → restarting, <1s since the exit", blocking: "container/app Waiting", since: 51},
		{name: "holds up the kill of another", now: 20, state: StatePostStart, severity: Progress,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackHooks, PostStart, 1, -1)).waiting("ContainerCreating", "").attempted(ran(1, 1, -1, 0)),
				lane(LaneContainer, "worker", span(TrackProcess, Running, 1, -1)).attempted(ran(1, 1, -1, 0)).probing(ProbeInfo{Probe: "liveness", FailureThreshold: 3, Streak: 3})),
			headline: "app started; its postStart hook runs for 19s; worker: liveness failed 3 of 3, it is killed after that", blocking: "container/app PostStart", since: 1},
		{name: "blocks the next", now: 4, state: StatePostStart, severity: Progress,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackHooks, PostStart, 1, -1)).waiting("ContainerCreating", "").attempted(ran(1, 1, -1, 0)),
				lane(LaneContainer, "worker").waiting("ContainerCreating", "")),
			headline: "app started; its postStart hook runs for 3s; worker comes after it", blocking: "container/app PostStart", since: 1},
		{name: "of a second run", now: 60, state: StateStartupProbing, severity: Warning,
			life: lifeOf(starting, app(span(TrackProcess, Running, 52, -1).run(2), span(TrackStartup, Probing, 54, -1).run(2), preStop).
				attempted(killed, ran(2, 52, -1, 0)).probing(liveness, probing).marked(liveFails)).expecting(due(DeadlineStartup, "container/app", 72)),
			headline: "startup probe of app has not passed yet; killed in 12s unless it passes; run 1: liveness failed 2 of 2 → killed → preStop 6s → restarted after 9s",
			blocking: "container/app Probing", since: 54},
		{name: "fails", now: 60, state: StateNotReady, severity: Warning,
			life: lifeOf(podLane(up(span(TrackPod, Starting, 1, 20), span(TrackPod, Ready, 20, 50), span(TrackPod, NotReady, 50, -1))...),
				app(span(TrackProcess, Running, 1, -1), span(TrackReadiness, NotReady, 50, -1)).attempted(ran(1, 1, -1, 0)).probing(failing)),
			headline: "app is not ready: readiness failed 4 times (HTTP 503); out of service for 10s", blocking: "container/app NotReady Unhealthy", since: 50},
		{name: "not probed yet", now: 4, state: StateNotReady, severity: Progress,
			life:     lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackReadiness, NotReady, 1, -1)).attempted(ran(1, 1, -1, 0)).probing(readiness)),
			headline: "app runs for 3s and waits for its readiness probe (every 2s)", blocking: "container/app NotReady", since: 1},
		{name: "being created", now: 1.2, state: StateNotReady, severity: Progress,
			life:     lifeOf(starting, app(span(TrackProcess, Creating, 1, -1)).waiting("ContainerCreating", "")),
			headline: "starting: creating app for <1s", blocking: "container/app Creating", since: 1},
		{name: "one of two is done", now: 9, state: StateNotReady, severity: Progress,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, 5)).attempted(ran(1, 1, 5, 0)),
				lane(LaneContainer, "worker", span(TrackProcess, Running, 1, -1), span(TrackReadiness, Ready, 2, -1)).attempted(ran(1, 1, -1, 0))).
				being(func(p *Pod) { p.RestartPolicy = "Never" }),
			headline: "app is done (exit 0 after 4s); worker still runs", blocking: "container/worker Running", since: 1},
		{name: "missing", now: 9, state: StateReadinessGate, severity: Progress,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackReadiness, Ready, 2, -1)).attempted(ran(1, 1, -1, 0))).knowing(
				Condition{Type: "ContainersReady", Status: "True", Since: sec(2)},
				Condition{Type: "Ready", Status: "False", Reason: "ReadinessGatesNotReady", Message: `corresponding condition of pod readiness gate "example.com/lb" does not exist.`}),
			headline: "the containers have been ready for 7s; the pod waits for readiness gate example.com/lb, whose condition does not exist",
			blocking: "pod Starting ReadinessGatesNotReady", since: 2},
		{name: "at first", now: 60, state: StateReady, severity: OK,
			life: lifeOf(ready, lane(LaneInit, "migrate", span(TrackProcess, Running, 1, 10.2)).attempted(ran(1, 1, 10.2, 0)),
				app(span(TrackImage, Pulling, 10.2, 18), span(TrackProcess, Creating, 18, 18.1), span(TrackProcess, Running, 18.1, -1), span(TrackReadiness, NotReady, 18.1, 26.3), span(TrackReadiness, Ready, 26.3, -1)).
					attempted(ran(1, 18.1, -1, 0)).probing(readiness)),
			headline: "ready 26.3s after creation; 35% went to the run of migrate", since: 26.3},
		{name: "for long, restarted long ago", now: 86400 * 3, state: StateReady, severity: OK,
			life:     lifeOf(ready, restartedApp(running)).being(func(p *Pod) { p.Restarts = 1 }),
			headline: "ready for 2d23h; first ready 26.3s after creation; 1 restart, the last 2d23h ago: liveness failed 2 of 2 → killed → preStop 6s", since: 26.3},
		{name: "restarted a moment ago", now: 172, state: StateReady, severity: OK,
			life:     lifeOf(podLane(up(span(TrackPod, Starting, 1, 26.3), span(TrackPod, Ready, 26.3, 53), span(TrackPod, NotReady, 53, 60), span(TrackPod, Ready, 60, -1))...), restartedApp(running)),
			headline: "ready again for 1m52s; app restarted 2m00s ago: liveness failed 2 of 2 → killed → preStop 6s → restarted after 9s (cat: can't open '/tmp/live': No such file or directory)", since: 60},
		{name: "readiness recovered", now: 72, state: StateReady, severity: OK,
			life: lifeOf(podLane(up(span(TrackPod, Starting, 1, 26.3), span(TrackPod, Ready, 26.3, 52), span(TrackPod, NotReady, 52, 60), span(TrackPod, Ready, 60, -1))...),
				app(span(TrackProcess, Running, 1, -1)).attempted(ran(1, 1, -1, 0)).probing(readiness).
					marked(mark(TrackReadiness, "ProbeFailed", 58, 3, "Readiness probe failed: HTTP probe failed with statuscode: 503"))),
			headline: "ready again for 12s after 8s not ready (readiness of app: HTTP 503)", since: 60},
		{name: "one liveness failure", now: 60, state: StateReady, severity: OK,
			life:     lifeOf(ready, app(span(TrackProcess, Running, 1, -1), span(TrackReadiness, Ready, 26.3, -1)).attempted(ran(1, 1, -1, 0)).probing(wobbling)),
			headline: "ready 26.3s after creation; liveness of app just failed 1 of 2 (HTTP 500)", since: 26.3},
		{name: "more failures than it takes, not yet published", now: 60, state: StateReady, severity: OK,
			life:     lifeOf(ready, app(span(TrackProcess, Running, 1, -1), span(TrackReadiness, Ready, 26.3, -1)).attempted(ran(1, 1, -1, 0)).probing(past)),
			headline: "ready 26.3s after creation; liveness of app just failed 3 times (HTTP 500)", since: 26.3},
	}
}
