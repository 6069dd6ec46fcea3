package timeline

func troubleCases() []verdictCase {
	starting := podLane(up(span(TrackPod, Starting, 1, -1))...)
	notFound := `Failed to pull image "registry.example.com/shop/app:v9": rpc error: code = NotFound desc = failed to resolve reference: not found`
	pulls := app(
		span(TrackImage, Pulling, 1, 1.5).lost().why("", notFound), span(TrackImage, PullBackOff, 1.5, 12).why("ErrImagePull", notFound),
		span(TrackImage, Pulling, 12, 12.5).lost().why("", notFound), span(TrackImage, PullBackOff, 12.5, -1).why("ErrImagePull", notFound)).
		waiting("ImagePullBackOff", `Back-off pulling image "registry.example.com/shop/app:v9"`)
	runc := `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/srv/app": stat /srv/app: no such file or directory: unknown`
	noExec := Attempt{Number: 1, Reason: "StartError", Message: runc, ExitCode: new(int32), Created: sharpAt(1.1)}
	*noExec.ExitCode = 128
	fails := func(n int, from, to float64) Attempt { return ran(n, from, to, 1).said("Error", "") }
	migrate := lane(LaneInit, "migrate", span(TrackProcess, Running, 5, 7).run(2).lost(), span(TrackProcess, BackOff, 7, -1).run(3)).
		waiting("CrashLoopBackOff", "back-off 10s").restarted(2).
		attempted(fails(1, 1, 3), fails(2, 3, 5), fails(3, 5, 7))

	return []verdictCase{
		{name: "missing config map", now: 31, state: StateConfigError, severity: Bad,
			life: lifeOf(starting, app(span(TrackProcess, Creating, 1, -1)).waiting("CreateContainerConfigError", `configmap "app-conf" not found`).
				marked(mark(TrackProcess, "Failed", 1.5, 3, `Error: configmap "app-conf" not found`))),
			headline: `app cannot be created: configmap "app-conf" not found; for 30s, tried 3 times`, blocking: "container/app Creating CreateContainerConfigError", since: 1},
		{name: "a hook of the kubelet itself", now: 2, state: StateConfigError, severity: Bad,
			life:     lifeOf(starting, app(span(TrackProcess, Creating, 1, -1)).waiting("PreCreateHookError", "no cpu set")),
			headline: "app cannot be created: no cpu set; for 1s", blocking: "container/app Creating PreCreateHookError", since: 1},
		{name: "no such tag", now: 15, state: StateImagePullBackOff, severity: Bad,
			life:     lifeOf(starting, pulls).expecting(due(DeadlinePullRetry, "container/app", 32.5)),
			headline: "cannot pull app:1.42.0: not found; failed twice; next try in 18s", blocking: "container/app PullBackOff ImagePullBackOff", since: 12.5},
		{name: "never policy", now: 3, state: StateImagePullBackOff, severity: Bad,
			life:     lifeOf(starting, app(span(TrackProcess, Waiting, 1, -1)).waiting("ErrImageNeverPull", `Container image "x" is not present with pull policy of Never`)),
			headline: "cannot pull app:1.42.0: not present, and the pull policy is Never", blocking: "container/app Waiting ErrImageNeverPull", since: 1},
		{name: "missing binary", now: 3, state: StateStartError, severity: Bad,
			life:     lifeOf(starting, app(span(TrackProcess, BackOff, 1.2, -1).run(2)).waiting("RunContainerError", runc).attempted(noExec)).expecting(due(DeadlineRestart, "container/app", 11.2)),
			headline: `app cannot start: exec: "/srv/app": stat /srv/app: no such file or directory; next start in 9s`, blocking: "container/app BackOff StartError", since: 1.2},
		{name: "twice", now: 12, state: StatePostStartError, severity: Bad,
			life: lifeOf(starting, app(span(TrackHooks, PostStart, 8, 11).run(2).lost(), span(TrackProcess, BackOff, 11, -1).run(3)).
				waiting("PostStartHookError", "back-off 10s restarting failed container=app").restarted(1).
				attempted(ran(1, 1, 4, 137).killedBy("postStart failed"), ran(2, 8, 11, 137).killedBy("postStart failed"))).
				expecting(due(DeadlineRestart, "container/app", 21)),
			headline: "the postStart hook of app failed twice, the last time 3s after the start; the container was killed for it; next start in 9s",
			blocking: "container/app BackOff PostStartHookError", since: 11},
		{name: "ended with its hook", now: 12, state: StatePostStartError, severity: Bad,
			life: lifeOf(starting, app(span(TrackHooks, PostStart, 1, 3).lost(), span(TrackProcess, Waiting, 3, -1).run(2)).
				waiting("PostStartHookError", "").attempted(ran(1, 1, 3, 4).killedBy("postStart failed").said("Error", "no such config"))),
			headline: "the postStart hook of app failed 2s after the start; the container ended with it: exit 4 after 2s (no such config)",
			blocking: "container/app Waiting PostStartHookError", since: 3},
		{name: "says why", now: 12, state: StatePostStartError, severity: Bad,
			life: lifeOf(starting, app(span(TrackHooks, PostStart, 1, 3).lost(), span(TrackProcess, Waiting, 3, -1).run(2)).
				waiting("PostStartHookError", "").attempted(ran(1, 1, 3, 137).killedBy("postStart failed")).with(func(c *Container) { c.HookCause = "exit 7: no db" })),
			headline: "the postStart hook of app failed 2s after the start (exit 7: no db); the container was killed for it",
			blocking: "container/app Waiting PostStartHookError", since: 3},
		{name: "about to be killed", now: 4.1, state: StatePostStartError, severity: Bad,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackHooks, PostStart, 1, 4).lost()).
				waiting("ContainerCreating", "").attempted(ran(1, 1, -1, 0))),
			headline: "the postStart hook of app failed 3s after the start; the container is being killed for it", blocking: "container/app Running PostStartHookError", since: 1},
		{name: "being killed", now: 8, state: StatePostStartError, severity: Bad,
			life: lifeOf(starting, app(span(TrackProcess, Running, 1, -1), span(TrackHooks, PostStart, 1, 4).lost(), span(TrackStop, Stopping, 4, -1)).
				waiting("ContainerCreating", "").attempted(ran(1, 1, -1, 0).killedBy("postStart failed"))).expecting(due(DeadlineKill, "container/app", 34)),
			headline: "the postStart hook of app failed 3s after the start; the container is being killed for it → SIGTERM 4s ago; SIGKILL in 26s", blocking: "container/app Running PostStartHookError", since: 1},
		{name: "backs off", now: 15, state: StateInitError, severity: Bad,
			life:     lifeOf(podLane(up(span(TrackPod, Initializing, 1, -1))...), migrate, app().waiting("PodInitializing", "")).expecting(due(DeadlineRestart, "init/migrate", 27)),
			headline: "init container migrate failed 3 times (exit 1 after 2s); next try in 12s", blocking: "init/migrate BackOff Error", since: 7},
		{name: "crashes at once", now: 30, state: StateCrashLoopBackOff, severity: Bad,
			life: lifeOf(podLane(up(span(TrackPod, Starting, 1, 2), span(TrackPod, Ready, 2, 3), span(TrackPod, NotReady, 3, -1))...),
				app(span(TrackProcess, BackOff, 22, -1).run(6)).waiting("CrashLoopBackOff", "back-off 1m20s").restarted(5).attempted(ran(5, 1, 2, 3), ran(6, 21, 22, 3).said("Error", "fatal: config missing."))).
				expecting(due(DeadlineRestart, "container/app", 102)),
			headline: "app crashes at once: exit 3 after 1s (fatal: config missing), 5 restarts; next start in 1m12s", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "out of memory", now: 30, state: StateCrashLoopBackOff, severity: Bad,
			life: lifeOf(starting, app(span(TrackProcess, BackOff, 22, -1).run(3)).restarted(2).attempted(ran(2, 2, 22, 137).said("OOMKilled", "")).
				with(func(c *Container) { c.Resources = "cpu 100m/1  mem 64Mi/128Mi" })),
			headline: "app is out of memory: OOMKilled after 20s (limit 128Mi), 2 restarts", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "killed by a probe", now: 30, state: StateCrashLoopBackOff, severity: Bad,
			life: lifeOf(starting, app(span(TrackProcess, BackOff, 22, -1).run(3)).restarted(2).attempted(ran(2, 2, 22, 0).killedBy("startup")).
				probing(ProbeInfo{Probe: "startup", FailureThreshold: 3}).
				marked(mark(TrackStartup, "ProbeFailed", 21, 3, "Startup probe failed: dial tcp 10.1.2.3:80: connect: connection refused"))),
			headline: "app is killed each time: startup probe failed 3 of 3 (dial tcp 10.1.2.3:80: connect: connection refused), 2 restarts", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
		{name: "ends well but too soon", now: 30, state: StateCrashLoopBackOff, severity: Bad,
			life:     lifeOf(starting, app(span(TrackProcess, BackOff, 22, -1).run(2)).restarted(1).attempted(ran(2, 2, 22, 0))),
			headline: "app completes and is started again: exit 0 after 20s, 1 restart", blocking: "container/app BackOff CrashLoopBackOff", since: 22},
	}
}
