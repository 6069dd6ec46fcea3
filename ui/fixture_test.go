package ui

import (
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/timeline"
)

// sixDays returns a start-up of four seconds, a restart after three days and a
// deletion after six, now in preStop with half of the grace period gone. It is
// made by hand so that the screen can be judged on a known story.
func sixDays() timeline.Snapshot {
	t0 := time.Date(2026, 11, 16, 14, 2, 7, 0, time.UTC)
	restart := t0.Add(83*time.Hour + 2*time.Minute)
	del := t0.Add(146*time.Hour + 14*time.Minute)
	now := del.Add(15 * time.Second)
	at := func(base time.Time, sec float64) timeline.Edge {
		t := base.Add(time.Duration(sec * float64(time.Second)))
		return timeline.Edge{Time: t, Earliest: t, Latest: t, Basis: timeline.Exact}
	}
	sec := func(base time.Time, s float64) timeline.Edge {
		e := at(base, s)
		e.Latest, e.Basis = e.Time.Add(time.Second), timeline.Reported
		return e
	}
	code := func(n int32) *int32 { return &n }
	span := func(tr timeline.Track, p timeline.Phase, a int, from, to timeline.Edge, o timeline.Outcome) timeline.Span {
		return timeline.Span{Track: tr, Phase: p, Attempt: a, Start: from, End: to, Outcome: o}
	}
	ok, open := timeline.Succeeded, timeline.Ongoing
	none := timeline.Edge{}

	pod := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "checkout-7d9f4c6b8-x2k4q", Spans: []timeline.Span{
		span("pod", timeline.Scheduling, 0, at(t0, 0), at(t0, 0.1), ok),
		span("pod", timeline.Preparing, 0, at(t0, 0.1), at(t0, 0.5), ok),
		span("pod", timeline.Initializing, 0, at(t0, 0.5), at(t0, 2.2), ok),
		span("pod", timeline.Starting, 0, at(t0, 2.2), at(t0, 4), ok),
		span("pod", timeline.Ready, 0, at(t0, 4), sec(restart, -9), ok),
		span("pod", timeline.NotReady, 0, sec(restart, -9), sec(restart, 9), ok),
		span("pod", timeline.Ready, 0, sec(restart, 9), sec(del, 0), ok),
		span("pod", timeline.Terminating, 0, sec(del, 0), none, open),
	}, Marks: []timeline.Mark{{Track: "pod", Kind: "Scheduled", Time: at(t0, 0.1), Count: 1, Severity: timeline.OK}}}
	initLane := func(name string, i int, pull, start, end float64) timeline.Lane {
		l := timeline.Lane{ID: "init/" + name, Kind: timeline.LaneInit, Name: name, Container: &timeline.Container{Name: name, Index: i, Of: 2, Image: "registry/" + name + ":1"}}
		l.Spans = []timeline.Span{
			span(timeline.TrackImage, timeline.Pulling, 1, at(t0, pull), at(t0, start), ok),
			span(timeline.TrackProcess, timeline.Running, 1, at(t0, start), at(t0, end), ok),
		}
		l.Spans[1].ExitCode = code(0)
		return l
	}
	envoy := timeline.Lane{ID: "sidecar/envoy", Kind: timeline.LaneSidecar, Name: "envoy", Container: &timeline.Container{Name: "envoy", Of: 1, Ready: true, Started: true}, Spans: []timeline.Span{
		span(timeline.TrackImage, timeline.Pulling, 1, at(t0, 1), at(t0, 1.4), ok),
		span(timeline.TrackProcess, timeline.Running, 1, at(t0, 1.4), none, open),
		span(timeline.TrackReadiness, timeline.Ready, 1, at(t0, 1.5), none, open),
	}}
	app := timeline.Lane{ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Restarts: 1,
		Container: &timeline.Container{Manifest: sixDaysManifest(), Name: "app", Of: 1, Image: "registry/checkout:1.42.0", Resources: timeline.Resources{CPU: timeline.Amount{Request: "250m", Limit: "1"}, Memory: timeline.Amount{Request: "512Mi", Limit: "512Mi"}}, PreStop: "exec /bin/drain.sh", PostStart: "exec /bin/warm.sh", State: "Running"},
		Probes: []timeline.ProbeInfo{
			{Probe: "startup", PeriodSeconds: 2, FailureThreshold: 30, Failures: 1, Passed: true, Check: "GET :8080/healthz"},
			{Probe: "readiness", PeriodSeconds: 5, FailureThreshold: 3, Failures: 1, Streak: 1, Check: "GET :8080/ready", LastFailure: at(del, 2), LastMessage: "HTTP probe failed with statuscode: 503"},
			{Probe: "liveness", PeriodSeconds: 3, FailureThreshold: 3, Failures: 3, Passed: true, Check: "GET :8080/healthz"},
		},
		Attempts: []timeline.Attempt{
			{Number: 1, Started: at(t0, 3), Exited: sec(restart, 0), ExitCode: code(137), Reason: "Error", Cause: "liveness"},
			{Number: 2, Started: at(restart, 1), Pull: timeline.Pull{Transfer: 800 * time.Millisecond, Bytes: 184e6}},
		},
		Spans: []timeline.Span{
			span(timeline.TrackImage, timeline.Pulling, 1, at(t0, 2.2), at(t0, 3), ok),
			span(timeline.TrackProcess, timeline.Running, 1, at(t0, 3), sec(restart, 0), timeline.Failed),
			span(timeline.TrackProcess, timeline.Running, 2, at(restart, 1), none, open),
			span(timeline.TrackHooks, timeline.PostStart, 1, at(t0, 3), at(t0, 3.2), ok),
			span(timeline.TrackHooks, timeline.PostStart, 2, at(restart, 1), at(restart, 2), ok),
			span(timeline.TrackHooks, timeline.PreStop, 2, at(del, 0.4), none, open),
			span(timeline.TrackStartup, timeline.Probing, 1, at(t0, 3.2), at(t0, 3.7), ok),
			span(timeline.TrackStartup, timeline.Probing, 2, at(restart, 2), at(restart, 6), ok),
			span(timeline.TrackReadiness, timeline.Ready, 1, at(t0, 4), sec(restart, -9), ok),
			span(timeline.TrackReadiness, timeline.Ready, 2, sec(restart, 9), none, open),
			span(timeline.TrackLiveness, timeline.Probing, 1, at(t0, 3.7), at(restart, -1), ok),
			span(timeline.TrackLiveness, timeline.Probing, 2, at(restart, 6), at(del, 0.4), ok),
		},
		Marks: []timeline.Mark{
			{Track: timeline.TrackStartup, Kind: "ProbeFailed", Time: at(t0, 3.4), Count: 1, Severity: timeline.Bad},
			{Track: timeline.TrackLiveness, Kind: "ProbeFailed", Time: at(restart, -7), Count: 1, Severity: timeline.Bad},
			{Track: timeline.TrackLiveness, Kind: "ProbeFailed", Time: at(restart, -4), Count: 1, Severity: timeline.Bad},
			{Track: timeline.TrackLiveness, Kind: "ProbeFailed", Time: at(restart, -1), Count: 1, Severity: timeline.Bad},
			{Track: timeline.TrackReadiness, Kind: "ProbeFailed", Time: at(del, 2), Count: 1, Severity: timeline.Bad},
		},
	}
	life := timeline.Life{
		Pod: timeline.Pod{Namespace: "shop", Name: "checkout-7d9f4c6b8-x2k4q", UID: "1", Node: "ip-10-0-3-17", Phase: "Running", QOSClass: "Burstable", Owner: "ReplicaSet/checkout-7d9f4c6b8", Created: t0, DeletionRequested: del, GracePeriod: 30 * time.Second, Ready: 1, Total: 2, Restarts: 1},
		Verdict: timeline.Verdict{State: timeline.StateTerminating, Severity: timeline.Warning, Since: del,
			Headline: "stopping: preStop of app 14.6s of 30s grace; SIGKILL in 15s", Blocking: &timeline.Blocking{Lane: "container/app", Phase: timeline.PreStop}},
		Lanes:  []timeline.Lane{pod, initLane("perms", 0, 0.5, 0.7, 1), envoy, initLane("migrate", 1, 1.5, 1.6, 2.2), app},
		Future: []timeline.Deadline{{Kind: timeline.DeadlineKill, Lane: "container/app", Edge: at(del, 30)}},
		Startup: timeline.Startup{Complete: true, Total: timeline.Duration(4 * time.Second), Path: []timeline.Step{
			{Lane: "container/app", Phase: timeline.Pulling, Duration: timeline.Duration(800 * time.Millisecond), Share: 0.2},
			{Lane: "init/migrate", Phase: timeline.Running, Duration: timeline.Duration(600 * time.Millisecond), Share: 0.15},
			{Lane: "container/app", Phase: timeline.Probing, Duration: timeline.Duration(500 * time.Millisecond), Share: 0.13},
		}},
		Termination: &timeline.Termination{Requested: sec(del, 0), By: timeline.Stop{Kind: timeline.StopDeleted, Detail: "deleted"}, Grace: 30 * time.Second, Kill: at(del, 30), Steps: []timeline.StopStep{
			{Lane: "container/app", Killing: at(del, 0.4), HasPreStop: true}, {Lane: "sidecar/envoy", Killing: at(del, 0.4)},
		}},
		Events: []timeline.EventLine{
			{Time: at(t0, 0.1), Reason: "Scheduled", Lane: "pod", Message: "default-scheduler → ip-10-0-3-17", Count: 1, Severity: timeline.OK},
			{Time: at(restart, -1), Reason: "Unhealthy", Lane: "container/app", Message: "Liveness probe failed: context deadline exceeded", Count: 3, Severity: timeline.Bad},
			{Time: at(del, 0.4), Reason: "Killing", Lane: "container/app", Message: "Stopping container app", Count: 1, Severity: timeline.OK},
		},
	}
	return timeline.Snapshot{Now: now, Lives: []timeline.Life{life}, Observed: timeline.Window{From: t0, To: now, Observations: 100}}
}

func sixDaysManifest() *timeline.Manifest {
	return &timeline.Manifest{
		PullPolicy: "IfNotPresent", Command: "/bin/checkout", Args: "--listen :8080 --drain 30s", Ports: []string{"http 8080/TCP"},
		Env:    []timeline.Variable{{Name: "DB_PASSWORD", Source: "Secret db, key password"}, {Name: "MODE", Source: "plain value"}},
		Mounts: []string{"/etc/checkout from config, read-only"}, Security: []string{"not as root", "-ALL"},
	}
}

// showing returns an app that shows a given snapshot, as if live.
func showing(s timeline.Snapshot, o Options, w, h int) *app {
	o.Now = func() time.Time { return s.Now }
	o.Location = time.UTC
	o.Live = make(chan timeline.Observation)
	a := newApp(o)
	if o.Color != ColorAlways {
		a.colors.profile = colorprofile.NoTTY
	}
	a.theme = a.colors.theme()
	a.w, a.h = w, h
	a.session.taken = taken{Snapshot: s, of: a.session.live, version: a.session.live.Version(), valid: true}
	return a
}

// crashLoop returns a pod that has been restarted n times, with the back-off of
// a kubelet: 10 s doubling to 5 min.
func crashLoop(n int) timeline.Snapshot {
	t0 := time.Date(2026, 11, 16, 14, 2, 7, 0, time.UTC)
	edge := func(t time.Time) timeline.Edge {
		return timeline.Edge{Time: t, Earliest: t, Latest: t, Basis: timeline.Exact}
	}
	code := int32(1)
	app := timeline.Lane{ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Restarts: n, Container: &timeline.Container{Name: "app", Of: 1, Image: "app:1"}}
	pod := timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "crasher", Spans: []timeline.Span{
		{Track: timeline.TrackPod, Phase: timeline.Starting, Start: edge(t0), Outcome: timeline.Ongoing},
	}}
	at, wait := t0.Add(2*time.Second), 10*time.Second
	for i := range n {
		end := at.Add(1200 * time.Millisecond)
		app.Spans = append(app.Spans, timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: i + 1, Start: edge(at), End: edge(end), Outcome: timeline.Failed, Reason: "Error", ExitCode: &code})
		app.Attempts = append(app.Attempts, timeline.Attempt{Number: i + 1, Started: edge(at), Exited: edge(end), ExitCode: &code, Reason: "Error"})
		back := timeline.Span{Track: timeline.TrackProcess, Phase: timeline.BackOff, Attempt: i + 1, Start: edge(end), Outcome: timeline.Succeeded}
		at = end.Add(wait)
		if i < n-1 {
			back.End = edge(at)
		} else {
			back.Outcome = timeline.Ongoing
		}
		app.Spans = append(app.Spans, back)
		wait = min(2*wait, 5*time.Minute)
	}
	now := at.Add(-40 * time.Second)
	life := timeline.Life{
		Pod:     timeline.Pod{Namespace: "shop", Name: "crasher", UID: "1", Node: "node1", Created: t0, Total: 1, Restarts: n},
		Verdict: timeline.Verdict{State: timeline.StateCrashLoopBackOff, Severity: timeline.Bad, Headline: "app crashes: exit 1 after 1.2s, 500 restarts; next start in 40s", Blocking: &timeline.Blocking{Lane: "container/app", Phase: timeline.BackOff}, Since: now.Add(-4 * time.Minute)},
		Lanes:   []timeline.Lane{pod, app},
		Future:  []timeline.Deadline{{Kind: timeline.DeadlineRestart, Lane: "container/app", Edge: edge(at)}},
	}
	return timeline.Snapshot{Now: now, Lives: []timeline.Life{life}}
}
