package verdict

import "github.com/podlife/podlife/timeline"

func troubleCases() []verdictCase {
	starting := podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...)
	notFound := `Failed to pull image "registry.example.com/shop/app:1.42.0": rpc error: code = NotFound desc = failed to resolve reference: not found`
	pulls := app(
		withReason(failedSpan(span(timeline.TrackImage, timeline.Pulling, 1, 1.5)), "", notFound), withReason(span(timeline.TrackImage, timeline.PullBackOff, 1.5, 12), "ErrImagePull", notFound),
		withReason(failedSpan(span(timeline.TrackImage, timeline.Pulling, 12, 12.5)), "", notFound), withReason(span(timeline.TrackImage, timeline.PullBackOff, 12.5, -1), "ErrImagePull", notFound)).waiting("ImagePullBackOff", `Back-off pulling image "registry.example.com/shop/app:v9"`)
	runc := `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/srv/app": stat /srv/app: no such file or directory: unknown`
	noExec := timeline.Attempt{Number: 1, Reason: "StartError", Message: runc, ExitCode: new(int32), Created: exactAt(1.1)}
	*noExec.ExitCode = 128
	fails := func(n int, from, to float64) timeline.Attempt { return havingSaid(ran(n, from, to, 1), "Error", "") }
	migrate := lane(timeline.LaneInit, "migrate", failedSpan(ofRun(span(timeline.TrackProcess, timeline.Running, 5, 7), 2)), ofRun(span(timeline.TrackProcess, timeline.BackOff, 7, -1), 3)).waiting("CrashLoopBackOff", "back-off 10s").restarts(2).attempts(fails(1, 1, 3), fails(2, 3, 5), fails(3, 5, 7))

	return []verdictCase{
		{name: "missing config map", now: 31, state: timeline.StateConfigError, severity: timeline.Bad,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Creating, 1, -1)).waiting("CreateContainerConfigError", `configmap "app-conf" not found`).marks(mark(timeline.TrackProcess, "Failed", 1.5, 3, `Error: configmap "app-conf" not found`))),
			headline: `app cannot be created: configmap "app-conf" not found; for 30s, tried 3 times`, blocking: "container/app Creating CreateContainerConfigError", since: 1},
		{name: "a hook of the kubelet itself", now: 2, state: timeline.StateConfigError, severity: timeline.Bad,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Creating, 1, -1)).waiting("PreCreateHookError", "no cpu set")),
			headline: "app cannot be created: no cpu set; for 1s", blocking: "container/app Creating PreCreateHookError", since: 1},
		{name: "no such tag", now: 15, state: timeline.StateImagePullBackOff, severity: timeline.Bad,
			life:     lifeOf(starting, pulls.container(func(c *timeline.Container) { c.PullFailures = 3 })).future(due(timeline.DeadlinePullRetry, "container/app", 32.5)),
			headline: "cannot pull app:1.42.0: not found; failed 3 times; next try in 18s", blocking: "container/app PullBackOff ImagePullBackOff", since: 12.5},
		{name: "never policy", now: 3, state: timeline.StateImagePullBackOff, severity: timeline.Bad,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Waiting, 1, -1)).waiting("ErrImageNeverPull", `Container image "x" is not present with pull policy of Never`)),
			headline: "cannot pull app:1.42.0: not present, and the pull policy is Never", blocking: "container/app Waiting ErrImageNeverPull", since: 1},
		{name: "missing binary", now: 3, state: timeline.StateStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 1.2, -1), 2)).waiting("RunContainerError", runc).attempts(noExec)).future(due(timeline.DeadlineRestart, "container/app", 11.2)),
			headline: `app cannot start: exec: "/srv/app": stat /srv/app: no such file or directory; next start in 9s`, blocking: "container/app BackOff StartError", since: 1.2},
		{name: "twice", now: 12, state: timeline.StatePostStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(failedSpan(ofRun(span(timeline.TrackHooks, timeline.PostStart, 8, 11), 2)), ofRun(span(timeline.TrackProcess, timeline.BackOff, 11, -1), 3)).waiting("PostStartHookError", "back-off 10s restarting failed container=app").restarts(1).attempts(killedFor(ran(1, 1, 4, 137), "postStart failed"), killedFor(ran(2, 8, 11, 137), "postStart failed"))).future(due(timeline.DeadlineRestart, "container/app", 21)),
			headline: "the postStart hook of app failed twice, the last time 3s after the start; the container was killed for it; next start in 9s",
			blocking: "container/app BackOff PostStartHookError", since: 11},
		{name: "ended with its hook", now: 12, state: timeline.StatePostStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(failedSpan(span(timeline.TrackHooks, timeline.PostStart, 1, 3)), ofRun(span(timeline.TrackProcess, timeline.Waiting, 3, -1), 2)).waiting("PostStartHookError", "").attempts(havingSaid(killedFor(ran(1, 1, 3, 4), "postStart failed"), "Error", "no such config"))),
			headline: "the postStart hook of app failed 2s after the start; the container ended with it: exit 4 after 2s (no such config)",
			blocking: "container/app Waiting PostStartHookError", since: 3},
		{name: "says why", now: 12, state: timeline.StatePostStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(failedSpan(span(timeline.TrackHooks, timeline.PostStart, 1, 3)), ofRun(span(timeline.TrackProcess, timeline.Waiting, 3, -1), 2)).waiting("PostStartHookError", "").attempts(killedFor(ran(1, 1, 3, 137), "postStart failed")).container(func(c *timeline.Container) { c.HookCause = "exit 7: no db" })),
			headline: "the postStart hook of app failed 2s after the start (exit 7: no db); the container was killed for it",
			blocking: "container/app Waiting PostStartHookError", since: 3},
		{name: "about to be killed", now: 4.1, state: timeline.StatePostStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), failedSpan(span(timeline.TrackHooks, timeline.PostStart, 1, 4))).waiting("ContainerCreating", "").attempts(ran(1, 1, -1, 0))),
			headline: "the postStart hook of app failed 3s after the start; the container is being killed for it", blocking: "container/app Running PostStartHookError", since: 1},
		{name: "being killed", now: 8, state: timeline.StatePostStartError, severity: timeline.Bad,
			life:     lifeOf(starting, app(span(timeline.TrackProcess, timeline.Running, 1, -1), failedSpan(span(timeline.TrackHooks, timeline.PostStart, 1, 4)), span(timeline.TrackStop, timeline.Stopping, 4, -1)).waiting("ContainerCreating", "").attempts(killedFor(ran(1, 1, -1, 0), "postStart failed"))).future(due(timeline.DeadlineKill, "container/app", 34)),
			headline: "the postStart hook of app failed 3s after the start; the container is being killed for it → SIGTERM 4s ago; SIGKILL in 26s", blocking: "container/app Running PostStartHookError", since: 1},
		{name: "backs off", now: 15, state: timeline.StateInitError, severity: timeline.Bad,
			life:     lifeOf(podLane(up(span(timeline.TrackPod, timeline.Initializing, 1, -1))...), migrate, app().waiting("PodInitializing", "")).future(due(timeline.DeadlineRestart, "init/migrate", 27)),
			headline: "init container migrate failed 3 times (exit 1 after 2s); next try in 12s", blocking: "init/migrate BackOff Error", since: 7},
		{name: "crashes at once", now: 30, state: timeline.StateCrashLoopBackOff, severity: timeline.Bad,
			life: lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 2), span(timeline.TrackPod, timeline.Ready, 2, 3), span(timeline.TrackPod, timeline.NotReady, 3, -1))...),
				app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 22, -1), 6)).waiting("CrashLoopBackOff", "back-off 1m20s").restarts(5).attempts(ran(5, 1, 2, 3), havingSaid(ran(6, 21, 22, 3), "Error", "fatal: config missing."))).future(due(timeline.DeadlineRestart, "container/app", 102)),
			headline: "app crashes at once: exit 3 after 1s (fatal: config missing), 5 restarts; next start in 1m12s", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "out of memory", now: 30, state: timeline.StateCrashLoopBackOff, severity: timeline.Bad,
			life:     lifeOf(starting, app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 22, -1), 3)).restarts(2).attempts(havingSaid(ran(2, 2, 22, 137), "OOMKilled", "")).container(func(c *timeline.Container) { c.Resources.Memory = timeline.Amount{Request: "64Mi", Limit: "128Mi"} })),
			headline: "app is out of memory: OOMKilled after 20s (limit 128Mi), 2 restarts", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "killed by a probe", now: 30, state: timeline.StateCrashLoopBackOff, severity: timeline.Bad,
			life:     lifeOf(starting, app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 22, -1), 3)).restarts(2).attempts(killedFor(ran(2, 2, 22, 0), "startup")).probes(timeline.ProbeInfo{Probe: "startup", FailureThreshold: 3}).marks(mark(timeline.TrackStartup, "ProbeFailed", 21, 3, "Startup probe failed: dial tcp 10.1.2.3:80: connect: connection refused"))),
			headline: "app is killed each time: startup probe failed 3 of 3 (dial tcp 10.1.2.3:80: connect: connection refused), 2 restarts", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "ends well but too soon", now: 30, state: timeline.StateCrashLoopBackOff, severity: timeline.Bad,
			life:     lifeOf(starting, app(ofRun(span(timeline.TrackProcess, timeline.BackOff, 22, -1), 2)).restarts(1).attempts(ran(2, 2, 22, 0))),
			headline: "app completes and is started again: exit 0 after 20s, 1 restart", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
	}
}
