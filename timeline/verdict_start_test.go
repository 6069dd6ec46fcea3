package timeline

func startCases() []verdictCase {
	inits := func(first, second Lane) []Lane {
		return []Lane{podLane(up(span(TrackPod, Initializing, 1, -1))...), first, second, app().waiting("PodInitializing", "")}
	}
	gated := lifeOf(podLane(span(TrackPod, Gated, 0, -1).why("SchedulingGated", "")))
	unschedulable := lifeOf(podLane(span(TrackPod, Scheduling, 0, -1)).marked(
		mark(TrackPod, "FailedScheduling", 0.1, 1, "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available"),
		mark(TrackPod, "FailedScheduling", 60, 2, "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available")))
	preparing := span(TrackPod, Preparing, 0.1, -1)
	mountFails := mark(TrackPod, "FailedMount", 3, 4, `MountVolume.SetUp failed for volume "creds" : secret "db" not found`)
	sandboxFails := mark(TrackPod, "FailedCreatePodSandBox", 6, 2, `Failed to create pod sandbox: rpc error: code = Unknown desc = plugin type="calico" failed (add): no addresses left`)
	done := lane(LaneInit, "wait", span(TrackProcess, Running, 1.1, 3)).attempted(ran(1, 1.1, 3, 0))
	envoy := lane(LaneSidecar, "envoy", span(TrackProcess, Running, 3.1, -1), span(TrackStartup, Probing, 4, -1)).attempted(ran(1, 3.1, -1, 0)).
		probing(ProbeInfo{Probe: "startup", PeriodSeconds: 1, FailureThreshold: 30, Streak: 2, LastMessage: "Startup probe failed: HTTP probe failed with statuscode: 503"}).
		with(func(c *Container) { c.Started = false })

	return []verdictCase{
		{name: "held", life: gated, now: 8, state: StateSchedulingGated, severity: Progress,
			headline: "held back from scheduling by its scheduling gates for 8s", blocking: "pod Gated SchedulingGated", since: 0},
		{name: "by events", life: unschedulable, now: 90, state: StateUnschedulable, severity: Warning,
			headline: "no node fits for 1m30s, 3 attempts: 0/3 nodes are available: 3 Insufficient cpu", blocking: "pod Scheduling FailedScheduling", since: 0},
		{name: "by condition", now: 9, state: StateUnschedulable, severity: Warning,
			life:     lifeOf(podLane(span(TrackPod, Scheduling, 0, -1))).knowing(Condition{Type: "PodScheduled", Status: "False", Reason: "Unschedulable", Message: "0/1 nodes are available: 1 node(s) had untolerated taint."}),
			headline: "no node fits for 9s: 0/1 nodes are available: 1 node(s) had untolerated taint", blocking: "pod Scheduling Unschedulable", since: 0},
		{name: "first try", life: lifeOf(podLane(span(TrackPod, Scheduling, 0, -1))), now: 0.3, state: StateScheduling, severity: Progress,
			headline: "waiting for the scheduler for <1s", blocking: "pod Scheduling", since: 0},
		{name: "on the node", life: lifeOf(podLane(span(TrackPod, Scheduling, 0, 0.1), preparing)), now: 2.1, state: StatePreparing, severity: Progress,
			headline: "preparing volumes, sandbox and network on node-1 for 2s", blocking: "pod Preparing", since: 0.1},
		{name: "missing secret", life: lifeOf(podLane(preparing).marked(mountFails)), now: 12.1, state: StateVolumeError, severity: Bad,
			headline: `volume creds: secret "db" not found; failed 4 times in 12s`, blocking: "pod Preparing FailedMount", since: 0.1},
		{name: "no addresses", life: lifeOf(podLane(preparing).marked(mountFails, sandboxFails)), now: 12.1, state: StateSandboxError, severity: Bad,
			headline: `pod sandbox: plugin type="calico" failed (add): no addresses left; failed twice in 12s`, blocking: "pod Preparing FailedCreatePodSandBox", since: 0.1},
		{name: "second of two", now: 6.3, state: StateInitializing, severity: Progress,
			life:     lifeOf(inits(done, lane(LaneInit, "migrate", span(TrackProcess, Running, 3.1, -1)).attempted(ran(1, 3.1, -1, 0)))...),
			headline: "init container migrate running for 3s (1 of 2 done)", blocking: "init/migrate Running", since: 3.1},
		{name: "after failures", now: 40, state: StateInitializing, severity: Progress,
			life: lifeOf(inits(done, lane(LaneInit, "migrate", span(TrackProcess, Running, 38, -1).run(3)).restarted(2).
				attempted(ran(1, 3.1, 5.1, 1), ran(2, 6, 8, 1), ran(3, 38, -1, 0)))...),
			headline: "init container migrate running for 2s (1 of 2 done); try 3: failed twice before (exit 1 after 2s)", blocking: "init/migrate Running", since: 38},
		{name: "between two", now: 3.4, state: StateInitializing, severity: Progress,
			life:     lifeOf(inits(done, lane(LaneInit, "migrate").waiting("PodInitializing", ""))...),
			headline: "initializing for 2s: 1 of 2 init containers done", blocking: "pod Initializing", since: 1},
		{name: "a sidecar's gate", now: 6, state: StateStartupProbing, severity: Progress,
			life:     lifeOf(inits(done, envoy)...).expecting(due(DeadlineStartup, "sidecar/envoy", 33)),
			headline: "startup probe of sidecar envoy failed 2 of 30 (HTTP 503); killed in 27s unless it passes; the next init container waits for it",
			blocking: "sidecar/envoy Probing Unhealthy", since: 4},
		{name: "of the only container", now: 5.2, state: StatePullingImage, severity: Progress,
			life:     lifeOf(podLane(up(span(TrackPod, Starting, 1, -1))...), lane(LaneContainer, "checkout", span(TrackImage, Pulling, 1, -1)).waiting("ContainerCreating", "")),
			headline: "pulling checkout:1.42.0 for 4s", blocking: "container/checkout Pulling", since: 1},
		{name: "that holds others up", now: 9, state: StatePullingImage, severity: Progress,
			life: lifeOf(podLane(up(span(TrackPod, Starting, 1, -1))...),
				lane(LaneContainer, "first", span(TrackProcess, Running, 2, -1)).waiting("ContainerCreating", "").attempted(ran(1, 2, -1, 0)),
				lane(LaneContainer, "second", span(TrackImage, Pulling, 2.5, -1)).waiting("ContainerCreating", ""),
				lane(LaneContainer, "third").waiting("ContainerCreating", "")),
			headline: "pulling second:1.42.0 for 6s (second); first already runs, its status waits for this; third comes after it",
			blocking: "container/second Pulling", since: 2.5},
	}
}
