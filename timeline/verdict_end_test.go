package timeline

import "time"

func endCases() []verdictCase {
	terminating := podLane(up(span(TrackPod, Ready, 10, 40), span(TrackPod, Terminating, 40, -1))...)
	phase := func(p string) func(*Pod) { return func(pod *Pod) { pod.Phase = p } }
	preStopping := app(span(TrackProcess, Running, 2, -1), span(TrackHooks, PreStop, 40, -1)).attempted(ran(1, 2, -1, 0))
	termed := app(span(TrackProcess, Running, 2, -1), span(TrackStop, Stopping, 40, -1)).attempted(ran(1, 2, -1, 0))
	down := Termination{Requested: sharpAt(40), By: "deleted", Grace: 30 * time.Second, Kill: sharpAt(70),
		Steps: []StopStep{{Lane: "container/app", Killing: sharpAt(40), HasPreStop: true}}}
	steps := func(s StopStep) Termination {
		return Termination{Requested: sharpAt(40), By: "deleted", Grace: 30 * time.Second, Stopped: s.Exited, Steps: []StopStep{s}}
	}
	stopped := steps(StopStep{Lane: "container/app", Killing: sharpAt(40), HasPreStop: true, PreStopEnd: sharpAt(46), SIGTERM: sharpAt(46), Exited: sharpAt(49)})
	killed := steps(StopStep{Lane: "container/app", Killing: sharpAt(40), SIGTERM: sharpAt(40), Exited: sharpAt(70), SIGKILL: true})
	ended := func(code int32, to float64) Lane {
		return app(span(TrackProcess, Running, 2, to)).attempted(ran(1, 2, to, code))
	}
	evicted := mark(TrackPod, "Evicted", 40, 1, "The node was low on resource: memory. Threshold quantity: 100Mi.")
	byAPI := cond("DisruptionTarget", "True", "EvictionByEvictionAPI")

	return []verdictCase{
		{name: "in preStop", now: 45.1, state: StateTerminating, severity: Progress, life: lifeOf(terminating, preStopping).stopping(down),
			headline: "stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "after SIGTERM", now: 45.1, state: StateTerminating, severity: Progress, life: lifeOf(terminating, termed).stopping(down),
			headline: "stopping: app got SIGTERM 5s ago and has not been reported as exited; SIGKILL in 25s", blocking: "container/app Stopping", since: 40},
		{name: "waits for a pull", now: 45, state: StateTerminating, severity: Progress,
			life:     lifeOf(terminating, app(span(TrackImage, Pulling, 33, -1))).stopping(Termination{Requested: sharpAt(40), By: "deleted"}),
			headline: "deletion requested 5s ago; it waits for the pull of app:1.42.0 (12s so far), which is not cancelled", since: 40},
		{name: "object left", now: 50, state: StateTerminating, severity: Progress,
			life:     lifeOf(terminating, ended(0, 49)).stopping(stopped).being(func(p *Pod) { p.Phase, p.DeletionRequested = "Succeeded", sec(40) }),
			headline: "all containers have stopped (app exit 0 after 47s); the object is about to go", since: 40},
		{name: "kubelet silent", now: 82, state: StateTerminationOverdue, severity: Bad, life: lifeOf(terminating, termed).stopping(down),
			headline: "SIGKILL was due 12s ago after 30s grace; app not reported as stopped", blocking: "container/app Stopping", since: 70},
		{name: "held", now: 58, state: StateFinalizing, severity: Warning,
			life: lifeOf(podLane(span(TrackPod, Terminating, 40, 49), span(TrackPod, Finalizing, 49, -1)), ended(0, 48)).stopping(stopped).
				being(func(p *Pod) { p.Finalizers = []string{"example.com/hold"} }),
			headline: "all containers have stopped; finalizer example.com/hold holds the deletion for 9s", blocking: "pod Finalizing", since: 49},
		{name: "node controller", now: 46, state: StateNodeLost, severity: Bad,
			life:     lifeOf(podLane(up(span(TrackPod, Ready, 2, 20), span(TrackPod, NotReady, 20, -1))...), app(span(TrackProcess, Running, 2, -1))).knowing(cond("Ready", "False", ""), cond("ContainersReady", "True", "")),
			headline: "node node-1 was declared not ready 26s ago; what the containers have done since is unknown", blocking: "pod NotReady NodeNotReady", since: 20},
		{name: "stopping", now: 40.5, state: StateEvicted, severity: Bad,
			life:     lifeOf(terminating.marked(evicted), termed).stopping(Termination{Requested: sharpAt(40), By: "evicted by the kubelet", Kill: sharpAt(42), Steps: down.Steps}),
			headline: "evicted: The node was low on resource: memory. Threshold quantity: 100Mi; stopping: app got SIGTERM <1s ago and has not been reported as exited; SIGKILL in 2s",
			blocking: "container/app Stopping", since: 40},
		{name: "marked for preemption, not yet deleted", now: 20.2, state: StatePreempted, severity: Bad,
			life:     lifeOf(podLane(span(TrackPod, Ready, 10, -1)), app(span(TrackProcess, Running, 2, -1)).attempted(ran(1, 2, -1, 0))).knowing(cond("DisruptionTarget", "True", "PreemptionByScheduler")),
			headline: "preempted by a pod of higher priority; its deletion has not been requested yet", since: 20},
		{name: "through the API", now: 45.1, state: StateEvicted, severity: Warning, life: lifeOf(terminating, preStopping).stopping(down).knowing(byAPI),
			headline: "evicted through the Eviction API (as a drain does); stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "by a pod", now: 45.1, state: StatePreempted, severity: Bad,
			life:     lifeOf(terminating.marked(mark(TrackPod, "Preempted", 40, 1, "Preempted by pod 1234 on node node-1")), preStopping).stopping(down),
			headline: "preempted: Preempted by pod 1234 on node node-1; stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "just now", now: 40.5, state: StateDeadlineExceeded, severity: Bad,
			life:     lifeOf(podLane(up(span(TrackPod, Ready, 2, -1))...).marked(mark(TrackPod, "DeadlineExceeded", 40, 1, "Pod was active on the node longer than the specified deadline")), app(span(TrackProcess, Running, 2, -1))).stopping(Termination{Requested: sharpAt(40), By: "ended by its active deadline of 40s"}),
			headline: "ended by its active deadline of 40s; asked to stop <1s ago; the kubelet has not begun to stop the containers", since: 40},
		{name: "and over", now: 60, state: StateDeadlineExceeded, severity: Bad,
			life:     lifeOf(podLane(up(span(TrackPod, Ready, 2, 40))...).marked(mark(TrackPod, "DeadlineExceeded", 40, 1, "Pod was active on the node longer than the specified deadline")), ended(143, 41)).being(phase("Failed")),
			headline: "ran longer than its active deadline and was stopped 40s after creation; app exit 143 after 39s", since: 40},
		{name: "a container", now: 60, state: StateFailed, severity: Bad,
			life:     lifeOf(podLane(up()...), ended(0, 30), lane(LaneContainer, "worker", span(TrackProcess, Running, 2, 6)).attempted(ran(1, 2, 6, 1).said("Error", "no such table: orders"))).being(phase("Failed")),
			headline: "worker failed 6s after creation: exit 1 after 4s: no such table: orders", since: 6},
		{name: "rejected", now: 5, state: StateFailed, severity: Bad,
			life:     lifeOf(podLane(up()...).marked(mark(TrackPod, "OutOfcpu", 0.4, 1, "Node didn't have enough resource: cpu")), app()).being(phase("Failed")),
			headline: "failed without running a container: OutOfcpu: Node didn't have enough resource: cpu", since: 0.4},
		{name: "phase withheld", now: 6.2, state: StateFailed, severity: Bad,
			life:     lifeOf(podLane(up()...), ended(1, 6)).knowing(cond("Ready", "False", "PodFailed")).being(func(p *Pod) { p.RestartPolicy = "Never" }),
			headline: "app failed 6s after creation: exit 1 after 4s", since: 6},
		{name: "old warnings are over", now: 60, state: StateSucceeded, severity: OK,
			life:     lifeOf(podLane(up()...).marked(mark(TrackPod, "FailedMount", 1, 3, "not found")), ended(0, 30)).being(phase("Succeeded")),
			headline: "completed 30s after creation: app exit 0 after 28s", since: 30},
		{name: "sidecars stop last and decide nothing", now: 60, state: StateSucceeded, severity: OK,
			life: lifeOf(podLane(up()...), lane(LaneSidecar, "proxy", span(TrackProcess, Running, 1, 33)).attempted(ran(1, 1, 33, 143).said("Error", "")), ended(0, 30)).
				being(phase("Succeeded")),
			headline: "completed 30s after creation: app exit 0 after 28s", since: 30},
		{name: "well", now: 60, state: StateGone, severity: OK,
			life:     lifeOf(terminating, ended(0, 49)).stopping(stopped).being(func(p *Pod) { p.Gone, p.Phase = sec(51), "Succeeded" }),
			headline: "gone 11s after deletion; app stopped in 9s (preStop 6s, exit 0); life of 51s", since: 51},
		{name: "SIGTERM not handled", now: 60, state: StateGone, severity: OK,
			life:     lifeOf(terminating, ended(143, 49)).stopping(stopped).being(func(p *Pod) { p.Gone, p.Phase = sec(51), "Failed" }),
			headline: "gone 11s after deletion; app stopped in 9s (preStop 6s, exit 143 (SIGTERM not handled)); life of 51s", since: 51},
		{name: "killed", now: 80, state: StateGone, severity: Warning,
			life:     lifeOf(terminating, ended(137, 70)).stopping(killed).being(func(p *Pod) { p.Gone, p.Phase = sec(71), "Failed" }),
			headline: "gone 31s after deletion; app killed by SIGKILL after 30s; life of 1m11s", since: 71},
		{name: "after its end", now: 80, state: StateGone, severity: Warning,
			life:     lifeOf(podLane(up()...), ended(1, 6)).being(func(p *Pod) { p.Gone, p.Phase = sec(71), "Failed" }),
			headline: "gone 1m05s after it failed (app exit 1 after 4s); life of 1m11s", since: 71},
	}
}
