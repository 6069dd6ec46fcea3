package reporttest

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// T0 is when the sample was created.
var T0 = time.Date(2026, 11, 22, 7, 4, 28, 0, time.FixedZone("CET", 3600))

// After returns the moment d after T0.
func After(d time.Duration) time.Time { return T0.Add(d) }

// Exact returns an edge known exactly, d after T0.
func Exact(d time.Duration) timeline.Edge {
	return timeline.Edge{Time: After(d), Earliest: After(d), Latest: After(d), Basis: timeline.Exact}
}

// Within returns a moment known to ± half.
func Within(d, half time.Duration) timeline.Edge {
	return timeline.Edge{Time: After(d), Earliest: After(d - half), Latest: After(d + half), Basis: timeline.Fused}
}

// Sample returns a life with a bit of everything.
func Sample() timeline.Snapshot {
	exit := int32(137)
	app := timeline.Lane{
		ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Restarts: 1, Missed: 2,
		Spans: []timeline.Span{
			{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: 1, Start: Exact(time.Second), End: Exact(8700 * time.Millisecond), Outcome: timeline.Succeeded, Message: "7.7s, 45 MB", Pull: timeline.Pull{Transfer: 7700 * time.Millisecond, Bytes: 45e6}},
			{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: 1, Start: Exact(9 * time.Second), End: Within(40*time.Second, 500*time.Millisecond),
				Outcome: timeline.Failed, Reason: "OOMKilled", ExitCode: &exit, Signal: 9, Message: "out of memory"},
			{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: 2, Start: Within(41*time.Second, 5*time.Millisecond), Outcome: timeline.Ongoing},
			{Track: timeline.TrackHooks, Phase: timeline.PreStop, Attempt: 2, Start: Exact(60 * time.Second), Outcome: timeline.Ongoing},
			{Track: timeline.TrackReadiness, Phase: timeline.NotReady, Attempt: 2, Start: Within(41*time.Second, 5*time.Millisecond), End: Exact(44 * time.Second), Outcome: timeline.Succeeded},
			{Track: timeline.TrackReadiness, Phase: timeline.Ready, Attempt: 2, Start: Exact(44 * time.Second), Outcome: timeline.Ongoing},
		},
		Marks: []timeline.Mark{{Track: timeline.TrackReadiness, Kind: "ProbeFailed", Time: Exact(20 * time.Second), Count: 3, Message: "HTTP 503", Severity: timeline.Warning}},
		Probes: []timeline.ProbeInfo{
			{Probe: "readiness", Failures: 4, Successes: 17, SuccessesKnown: true, PeriodSeconds: 2, FailureThreshold: 3, Check: "GET :8080/ready", LastMessage: "HTTP 503"}},
		Attempts: []timeline.Attempt{
			{Number: 1, Pull: timeline.Pull{Transfer: 7700 * time.Millisecond, Bytes: 45e6}, Created: Exact(8900 * time.Millisecond), Started: Exact(9 * time.Second), Exited: Within(40*time.Second, 500*time.Millisecond), ExitCode: &exit, Signal: 9, Reason: "OOMKilled"},
			{Number: 2, Started: Within(41*time.Second, 5*time.Millisecond), Cause: "deletion"}},
		Container: &timeline.Container{Name: "app", Of: 1, Image: "registry.example.com/shop/checkout:1.42.0", PreStop: "exec /bin/drain.sh", State: "Running", Ready: true},
	}
	pod := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "web-0", Spans: []timeline.Span{
		{Track: timeline.TrackPod, Phase: timeline.Scheduling, Start: Within(200*time.Millisecond, 200*time.Millisecond), End: Exact(450 * time.Millisecond), Outcome: timeline.Succeeded},
		{Track: timeline.TrackPod, Phase: timeline.Terminating, Start: Within(60*time.Second, 500*time.Millisecond), Outcome: timeline.Ongoing},
	}}
	return timeline.Snapshot{
		Now: After(75 * time.Second),
		Observed: timeline.Window{From: After(5 * time.Second), To: After(74 * time.Second), Observations: 133,
			Gaps: []timeline.Gap{{From: After(20 * time.Second), To: After(23 * time.Second), Reason: "relist"}}, Missing: []string{"events: forbidden"}},
		Lives: []timeline.Life{{
			Pod: timeline.Pod{Namespace: "shop", Name: "web-0", UID: "d2d83aab", Node: "node1", Phase: "Running", QOSClass: "Burstable", RestartPolicy: "Always",
				Owner: "StatefulSet/web", Created: T0, DeletionRequested: After(60 * time.Second), GracePeriod: 30 * time.Second, Ready: 1, Total: 1, Restarts: 1},
			Verdict: timeline.Verdict{State: "Terminating", Severity: timeline.Progress, Headline: "app is in its preStop hook since 15s; SIGKILL in 15s", Since: After(60 * time.Second),
				Blocking: &timeline.Blocking{Lane: "container/app", Phase: timeline.PreStop, Reason: "Killing", Message: "Stopping container app"}},
			Conditions: []timeline.Condition{{Type: "PodScheduled", Status: "True", Since: T0},
				{Type: "Ready", Status: "False", Reason: "ContainersNotReady", Message: "containers with unready status: [app]", Since: After(40 * time.Second)}},
			Lanes: []timeline.Lane{pod, app},
			Startup: timeline.Startup{Complete: true, Total: timeline.Duration(10 * time.Second), Path: []timeline.Step{
				{Lane: "pod", Phase: timeline.Scheduling, Start: T0, Duration: timeline.Duration(time.Second), Share: 0.1},
				{Lane: "container/app", Phase: timeline.Pulling, Start: After(time.Second), Duration: timeline.Duration(8 * time.Second), Share: 0.8},
				{Lane: "pod", Phase: timeline.Kubelet, Start: After(9 * time.Second), Duration: timeline.Duration(time.Second), Share: 0.1}}},
			Events: []timeline.EventLine{
				{Time: Exact(8700 * time.Millisecond), Severity: timeline.OK, Reason: "Pulled", Lane: "container/app", Count: 1, Message: "in 7.7s, 45 MB"},
				{Time: Exact(20 * time.Second), Severity: timeline.Warning, Reason: "Unhealthy", Lane: "container/app", Count: 3, First: After(16 * time.Second), Message: "Readiness probe failed: HTTP 503"}},
			Future: []timeline.Deadline{{Kind: timeline.DeadlineKill, Lane: "container/app", Edge: Within(91*time.Second, time.Second)}},
			Termination: &timeline.Termination{Requested: Within(60*time.Second, 500*time.Millisecond), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}, Grace: 30 * time.Second, Kill: Within(91*time.Second, time.Second),
				Steps: []timeline.StopStep{{Lane: "container/app", Killing: Exact(60 * time.Second), HasPreStop: true}}},
		}},
	}
}
