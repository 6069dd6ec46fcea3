package report_test

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

var t0 = time.Date(2026, 11, 22, 7, 4, 28, 0, time.FixedZone("CET", 3600))

func after(d time.Duration) time.Time { return t0.Add(d) }

func exact(d time.Duration) timeline.Edge {
	return timeline.Edge{Time: after(d), Earliest: after(d), Latest: after(d), Basis: timeline.Exact}
}

// within is a moment known to ± half.
func within(d, half time.Duration) timeline.Edge {
	return timeline.Edge{Time: after(d), Earliest: after(d - half), Latest: after(d + half), Basis: timeline.Fused}
}

// sample is a life with a bit of everything.
func sample() timeline.Snapshot {
	exit := int32(137)
	app := timeline.Lane{
		ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Restarts: 1, Missed: 2,
		Spans: []timeline.Span{
			{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: 1, Start: exact(time.Second), End: exact(8700 * time.Millisecond), Outcome: timeline.Succeeded, Message: "7.7s, 45 MB"},
			{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: 1, Start: exact(9 * time.Second), End: within(40*time.Second, 500*time.Millisecond),
				Outcome: timeline.Failed, Reason: "OOMKilled", ExitCode: &exit, Signal: 9, Message: "out of memory"},
			{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: 2, Start: within(41*time.Second, 5*time.Millisecond), Outcome: timeline.Ongoing},
			{Track: timeline.TrackHooks, Phase: timeline.PreStop, Attempt: 2, Start: exact(60 * time.Second), Outcome: timeline.Ongoing},
			{Track: timeline.TrackReadiness, Phase: timeline.NotReady, Attempt: 2, Start: within(41*time.Second, 5*time.Millisecond), End: exact(44 * time.Second), Outcome: timeline.Succeeded},
			{Track: timeline.TrackReadiness, Phase: timeline.Ready, Attempt: 2, Start: exact(44 * time.Second), Outcome: timeline.Ongoing},
		},
		Marks: []timeline.Mark{{Track: timeline.TrackReadiness, Kind: "ProbeFailed", Time: exact(20 * time.Second), Count: 3, Message: "HTTP 503", Severity: timeline.Warning}},
		Probes: []timeline.ProbeInfo{
			{Probe: "readiness", Failures: 4, Successes: 17, SuccessesKnown: true, PeriodSeconds: 2, FailureThreshold: 3, Check: "GET :8080/ready", LastMessage: "HTTP 503"}},
		Attempts: []timeline.Attempt{
			{Number: 1, Pulled: "7.7s, 45 MB", Created: exact(8900 * time.Millisecond), Started: exact(9 * time.Second), Exited: within(40*time.Second, 500*time.Millisecond), ExitCode: &exit, Signal: 9, Reason: "OOMKilled"},
			{Number: 2, Started: within(41*time.Second, 5*time.Millisecond), Cause: "deletion"}},
		Container: &timeline.Container{Name: "app", Of: 1, Image: "registry.example.com/shop/checkout:1.42.0", PreStop: "exec /bin/drain.sh", State: "Running", Ready: true},
	}
	pod := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "web-0", Spans: []timeline.Span{
		{Track: timeline.TrackPod, Phase: timeline.Scheduling, Start: within(200*time.Millisecond, 200*time.Millisecond), End: exact(450 * time.Millisecond), Outcome: timeline.Succeeded},
		{Track: timeline.TrackPod, Phase: timeline.Terminating, Start: within(60*time.Second, 500*time.Millisecond), Outcome: timeline.Ongoing},
	}}
	return timeline.Snapshot{
		Now: after(75 * time.Second),
		Observed: timeline.Window{From: after(5 * time.Second), To: after(74 * time.Second), Observations: 133,
			Gaps: []timeline.Gap{{From: after(20 * time.Second), To: after(23 * time.Second), Reason: "relist"}}, Missing: []string{"events: forbidden"}},
		Lives: []timeline.Life{{
			Pod: timeline.Pod{Namespace: "shop", Name: "web-0", UID: "d2d83aab", Node: "node1", Phase: "Running", QOSClass: "Burstable", RestartPolicy: "Always",
				Owner: "StatefulSet/web", Created: t0, DeletionRequested: after(60 * time.Second), GracePeriod: 30 * time.Second, Ready: 1, Total: 1, Restarts: 1},
			Verdict: timeline.Verdict{State: "Terminating", Severity: timeline.Progress, Headline: "app is in its preStop hook since 15s; SIGKILL in 15s", Since: after(60 * time.Second),
				Blocking: &timeline.Blocking{Lane: "container/app", Phase: timeline.PreStop, Reason: "Killing", Message: "Stopping container app"}},
			Lanes: []timeline.Lane{pod, app},
			Startup: timeline.Startup{Complete: true, Total: timeline.Duration(10 * time.Second), Path: []timeline.Step{
				{Lane: "pod", Phase: timeline.Scheduling, Start: t0, Duration: timeline.Duration(time.Second), Share: 0.1},
				{Lane: "container/app", Phase: timeline.Pulling, Start: after(time.Second), Duration: timeline.Duration(8 * time.Second), Share: 0.8},
				{Lane: "pod", Phase: timeline.Kubelet, Start: after(9 * time.Second), Duration: timeline.Duration(time.Second), Share: 0.1}}},
			Events: []timeline.EventLine{
				{Time: exact(8700 * time.Millisecond), Severity: timeline.OK, Reason: "Pulled", Lane: "container/app", Count: 1, Message: "in 7.7s, 45 MB"},
				{Time: exact(20 * time.Second), Severity: timeline.Warning, Reason: "Unhealthy", Lane: "container/app", Count: 3, First: after(16 * time.Second), Message: "Readiness probe failed: HTTP 503"}},
			Future: []timeline.Deadline{{Kind: timeline.DeadlineKill, Lane: "container/app", Edge: within(91*time.Second, time.Second)}},
			Termination: &timeline.Termination{Requested: within(60*time.Second, 500*time.Millisecond), By: "deleted", Grace: 30 * time.Second, Kill: within(91*time.Second, time.Second),
				Steps: []timeline.StopStep{{Lane: "container/app", Killing: exact(60 * time.Second), HasPreStop: true}}},
		}},
	}
}
