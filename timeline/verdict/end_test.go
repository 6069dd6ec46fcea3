package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

func endCases() []verdictCase {
	terminating := podLane(up(span(timeline.TrackPod, timeline.Ready, 10, 40), span(timeline.TrackPod, timeline.Terminating, 40, -1))...)
	phase := func(p string) func(*timeline.Pod) { return func(pod *timeline.Pod) { pod.Phase = p } }
	preStopping := app(span(timeline.TrackProcess, timeline.Running, 2, -1), span(timeline.TrackHooks, timeline.PreStop, 40, -1)).attempts(ran(1, 2, -1, 0))
	termed := app(span(timeline.TrackProcess, timeline.Running, 2, -1), span(timeline.TrackStop, timeline.Stopping, 40, -1)).attempts(ran(1, 2, -1, 0))
	down := timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}, Grace: 30 * time.Second, Kill: exactAt(70),
		Steps: []timeline.StopStep{{Lane: "container/app", Killing: exactAt(40), HasPreStop: true}}}
	steps := func(s timeline.StopStep) timeline.Termination {
		return timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}, Grace: 30 * time.Second, Stopped: s.Exited, Steps: []timeline.StopStep{s}}
	}
	stopped := steps(timeline.StopStep{Lane: "container/app", Killing: exactAt(40), HasPreStop: true, PreStopEnd: exactAt(46), SIGTERM: exactAt(46), Exited: exactAt(49)})
	killed := steps(timeline.StopStep{Lane: "container/app", Killing: exactAt(40), SIGTERM: exactAt(40), Exited: exactAt(70), SIGKILL: true})
	ended := func(code int32, to float64) testLane {
		return app(span(timeline.TrackProcess, timeline.Running, 2, to)).attempts(ran(1, 2, to, code))
	}
	evicted := mark(timeline.TrackPod, "Evicted", 40, 1, "The node was low on resource: memory. Threshold quantity: 100Mi.")
	byAPI := cond("DisruptionTarget", "True", "EvictionByEvictionAPI")

	return []verdictCase{
		{name: "in preStop", now: 45.1, state: timeline.StateTerminating, severity: timeline.Progress, life: lifeOf(terminating, preStopping).termination(down),
			headline: "stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "in a preStop that outlasts the grace", now: 45.1, state: timeline.StateTerminating, severity: timeline.Warning,
			life: lifeOf(terminating, preStopping).termination(timeline.Termination{Requested: exactAt(40), By: down.By, Grace: 30 * time.Second, Kill: exactAt(70),
				Steps: []timeline.StopStep{{Lane: "container/app", Killing: exactAt(40), HasPreStop: true, PreStop: time.Minute}}}),
			headline: "stopping: preStop of app 5s of 30s grace, and it sleeps 1m00s; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "after SIGTERM", now: 45.1, state: timeline.StateTerminating, severity: timeline.Progress, life: lifeOf(terminating, termed).termination(down),
			headline: "stopping: app got SIGTERM 5s ago and has not been reported as exited; SIGKILL in 25s", blocking: "container/app Stopping", since: 40},
		{name: "waits for a pull", now: 45, state: timeline.StateTerminating, severity: timeline.Progress,
			life:     lifeOf(terminating, app(span(timeline.TrackImage, timeline.Pulling, 33, -1))).termination(timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}}),
			headline: "deletion requested 5s ago; it waits for the pull of app:1.42.0 (12s so far), which is not cancelled", since: 40},
		{name: "object left", now: 50, state: timeline.StateTerminating, severity: timeline.Progress,
			life:     lifeOf(terminating, ended(0, 49)).termination(stopped).pod(func(p *timeline.Pod) { p.Phase, p.DeletionRequested = "Succeeded", sec(40) }),
			headline: "all containers have stopped (app exit 0 after 47s); deleting the API object", since: 40},
		{name: "kubelet silent", now: 102, state: timeline.StateTerminationOverdue, severity: timeline.Bad, life: lifeOf(terminating, termed).termination(down),
			headline: "SIGKILL overdue by 32s; app not yet reported stopped", blocking: "container/app Stopping", since: 70},
		{name: "held", now: 58, state: timeline.StateFinalizing, severity: timeline.Warning,
			life:     lifeOf(podLane(span(timeline.TrackPod, timeline.Terminating, 40, 49), span(timeline.TrackPod, timeline.Finalizing, 49, -1)), ended(0, 48)).termination(stopped).pod(func(p *timeline.Pod) { p.Finalizers = []string{"example.com/hold"} }),
			headline: "all containers have stopped; deletion blocked for 9s by finalizer example.com/hold", blocking: "pod Finalizing", since: 49},
		{name: "node controller", now: 46, state: timeline.StateNodeLost, severity: timeline.Bad,
			life:     lifeOf(podLane(up(span(timeline.TrackPod, timeline.Ready, 2, 20), span(timeline.TrackPod, timeline.NotReady, 20, -1))...), app(span(timeline.TrackProcess, timeline.Running, 2, -1))).conditions(cond("Ready", "False", ""), cond("ContainersReady", "True", "")),
			headline: "node node-1 was declared not ready 26s ago; what the containers have done since is unknown", blocking: "pod NotReady NodeNotReady", since: 20},
		{name: "stopping", now: 40.5, state: timeline.StateEvicted, severity: timeline.Bad,
			life:     lifeOf(terminating.marks(evicted), termed).termination(timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopEvicted, Detail: "evicted by the kubelet"}, Kill: exactAt(42), Steps: down.Steps}),
			headline: "evicted: The node was low on resource: memory. Threshold quantity: 100Mi; stopping: app got SIGTERM <1s ago and has not been reported as exited; SIGKILL in 2s",
			blocking: "container/app Stopping", since: 40},
		{name: "marked for preemption, not yet deleted", now: 20.2, state: timeline.StatePreempted, severity: timeline.Bad,
			life:     lifeOf(podLane(span(timeline.TrackPod, timeline.Ready, 10, -1)), app(span(timeline.TrackProcess, timeline.Running, 2, -1)).attempts(ran(1, 2, -1, 0))).conditions(cond("DisruptionTarget", "True", "PreemptionByScheduler")),
			headline: "preempted by a pod of higher priority; its deletion has not been requested yet", since: 20},
		{name: "through the API", now: 45.1, state: timeline.StateEvicted, severity: timeline.Warning, life: lifeOf(terminating, preStopping).termination(down).conditions(byAPI),
			headline: "evicted through the Eviction API (as a drain does); stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "by a pod", now: 45.1, state: timeline.StatePreempted, severity: timeline.Bad,
			life:     lifeOf(terminating.marks(mark(timeline.TrackPod, "Preempted", 40, 1, "Preempted by pod 1234 on node node-1")), preStopping).termination(down),
			headline: "preempted: Preempted by pod 1234 on node node-1; stopping: preStop of app, or SIGTERM after it, 5s of 30s grace; SIGKILL in 25s", blocking: "container/app PreStop", since: 40},
		{name: "just now", now: 40.5, state: timeline.StateDeadlineExceeded, severity: timeline.Bad,
			life:     lifeOf(podLane(up(span(timeline.TrackPod, timeline.Ready, 2, -1))...).marks(mark(timeline.TrackPod, "DeadlineExceeded", 40, 1, "Pod was active on the node longer than the specified deadline")), app(span(timeline.TrackProcess, timeline.Running, 2, -1))).termination(timeline.Termination{Requested: exactAt(40), By: timeline.Stop{Kind: timeline.StopDeadline, Detail: "ended by its active deadline of 40s"}}),
			headline: "ended by its active deadline of 40s; asked to stop <1s ago; the kubelet has not begun to stop the containers", since: 40},
		{name: "and over", now: 60, state: timeline.StateDeadlineExceeded, severity: timeline.Bad,
			life:     lifeOf(podLane(up(span(timeline.TrackPod, timeline.Ready, 2, 40))...).marks(mark(timeline.TrackPod, "DeadlineExceeded", 40, 1, "Pod was active on the node longer than the specified deadline")), ended(143, 41)).pod(phase("Failed")),
			headline: "ran longer than its active deadline and was stopped 40s after creation; app exit 143 after 39s", since: 40},
		{name: "a container", now: 60, state: timeline.StateFailed, severity: timeline.Bad,
			life:     lifeOf(podLane(up()...), ended(0, 30), lane(timeline.LaneContainer, "worker", span(timeline.TrackProcess, timeline.Running, 2, 6)).attempts(havingSaid(ran(1, 2, 6, 1), "Error", "no such table: orders"))).pod(phase("Failed")),
			headline: "worker failed 6s after creation: exit 1 after 4s: no such table: orders", since: 6},
		{name: "rejected", now: 5, state: timeline.StateFailed, severity: timeline.Bad,
			life:     lifeOf(podLane(up()...).marks(mark(timeline.TrackPod, "OutOfcpu", 0.4, 1, "Node didn't have enough resource: cpu")), app()).pod(phase("Failed")),
			headline: "failed without running a container: OutOfcpu: Node didn't have enough resource: cpu", since: 0.4},
		{name: "phase withheld", now: 6.2, state: timeline.StateFailed, severity: timeline.Bad,
			life:     lifeOf(podLane(up()...), ended(1, 6)).conditions(cond("Ready", "False", "PodFailed")).pod(func(p *timeline.Pod) { p.RestartPolicy = "Never" }),
			headline: "app failed 6s after creation: exit 1 after 4s", since: 6},
		{name: "old warnings are over", now: 60, state: timeline.StateSucceeded, severity: timeline.OK,
			life:     lifeOf(podLane(up()...).marks(mark(timeline.TrackPod, "FailedMount", 1, 3, "not found")), ended(0, 30)).pod(completed),
			headline: "completed 30s after creation: app exit 0 after 28s", since: 30},
		{name: "sidecars stop last and decide nothing", now: 60, state: timeline.StateSucceeded, severity: timeline.OK,
			life:     lifeOf(podLane(up()...), lane(timeline.LaneSidecar, "proxy", span(timeline.TrackProcess, timeline.Running, 1, 33)).attempts(havingSaid(ran(1, 1, 33, 143), "Error", "")), ended(0, 30)).pod(completed),
			headline: "completed 30s after creation: app exit 0 after 28s", since: 30},
		{name: "well", now: 60, state: timeline.StateGone, severity: timeline.OK,
			life:     lifeOf(terminating, ended(0, 49)).termination(stopped).pod(func(p *timeline.Pod) { p.Gone, p.Phase = sec(51), "Succeeded" }),
			headline: "gone 11s after deletion; app stopped in 9s (preStop 6s, exit 0); life of 51s", since: 51},
		{name: "SIGTERM", now: 60, state: timeline.StateGone, severity: timeline.OK,
			life:     lifeOf(terminating, ended(143, 49)).termination(stopped).pod(func(p *timeline.Pod) { p.Gone, p.Phase = sec(51), "Failed" }),
			headline: "gone 11s after deletion; app stopped in 9s (preStop 6s, exit 143 after it handled SIGTERM); life of 51s", since: 51},
		{name: "killed", now: 80, state: timeline.StateGone, severity: timeline.Warning,
			life:     lifeOf(terminating, ended(137, 70)).termination(killed).pod(func(p *timeline.Pod) { p.Gone, p.Phase = sec(71), "Failed" }),
			headline: "gone 31s after deletion; app killed by SIGKILL after 30s; life of 1m11s", since: 71},
		{name: "after its end", now: 80, state: timeline.StateGone, severity: timeline.Warning,
			life:     lifeOf(podLane(up()...), ended(1, 6)).pod(func(p *timeline.Pod) { p.Gone, p.Phase = sec(71), "Failed" }),
			headline: "gone 1m05s after it failed (app exit 1 after 4s); life of 1m11s", since: 71},
	}
}

// completed returns the end of a pod that may complete.
func completed(p *timeline.Pod) { p.Phase, p.RestartPolicy = "Succeeded", "Never" }
