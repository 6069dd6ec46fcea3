package e2e

import (
	"regexp"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// sidecars start in order, each after the one before it has started up, and
// stop in the opposite order after the main container.
func sidecars(p *place) {
	t := p.t
	screen, file := p.watch("trio")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: trio}
spec:
  terminationGracePeriodSeconds: 20
  initContainers:
  - name: first
    image: $B
    restartPolicy: Always
    command: [sh, -c, "sleep 2; touch /tmp/ok; trap 'sleep 1; exit 0' TERM; while true; do sleep 0.2; done"]
    startupProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 1}
  - {name: second, image: $B, restartPolicy: Always, command: [sh, -c, "trap 'sleep 1; exit 0' TERM; while true; do sleep 0.2; done"]}
  containers:
  - {name: app, image: $B, command: [sh, -c, "trap 'sleep 3; exit 0' TERM; while true; do sleep 0.2; done"]}
`)
	see(t, screen, 40*time.Second, "ready 3/3")
	p.delete("trio", -1)
	see(t, screen, 10*time.Second, "Terminating")
	p.gone("trio", 40*time.Second)
	see(t, screen, 10*time.Second, "Gone")
	screen.Close()

	l := p.life(file, "trio")
	first := l.lane(t, "sidecar/first").span(t, "process", "Running", 0)
	second := l.lane(t, "sidecar/second").span(t, "process", "Running", 0)
	app := l.lane(t, "container/app").span(t, "process", "Running", 0)
	between(t, "second starts after first", second.Start.Time.Sub(first.Start.Time), 2*time.Second, 3*time.Second+busy)
	if app.Start.Time.Before(second.Start.Time) {
		t.Errorf("app starts at %s, second at %s", app.Start.Time, second.Start.Time)
	}
	if app.End.Latest.After(second.End.Latest) || second.End.Latest.After(first.End.Latest) {
		t.Errorf("app ends at %s, second at %s, first at %s", app.End.Time, second.End.Time, first.End.Time)
	}
}

// countdown is on the screen during most of a grace of ten seconds.
var countdown = regexp.MustCompile("SIGKILL in [5-8]s")

// preStopHangs: a hook that takes longer than the grace period is cut short by
// SIGKILL, at the moment that the screen counted down to.
func preStopHangs(p *place) {
	t := p.t
	screen, file := p.watch("stubborn")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: stubborn}
spec:
  terminationGracePeriodSeconds: 10
  containers:
  - name: app
    image: $B
    command: [sh, -c, "trap '' TERM; while true; do sleep 0.2; done"]
    lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}
`)
	see(t, screen, 30*time.Second, "ready 1/1")
	p.delete("stubborn", -1)
	// Not every second is seen on a busy machine, and a late Killing event sets the clock back.
	if err := screen.WaitUntil(10*time.Second, "the grace counted down to 5 to 8 seconds", func(text string) bool {
		return contains(text, "Terminating") && contains(text, "preStop") && countdown.MatchString(text)
	}); err != nil {
		t.Fatal(err)
	}
	p.gone("stubborn", 30*time.Second)
	see(t, screen, 10*time.Second, "Gone", "SIGKILL")
	screen.Close()

	l := p.life(file, "stubborn")
	app := l.lane(t, "container/app")
	run, pre := app.span(t, "process", "Running", 0), app.span(t, "hooks", "PreStop", 0)
	killing, _ := app.mark("Killing") // a busy kubelet begins a while after the request
	lasts(t, "from the beginning of the end to SIGKILL", run.End.Time.Sub(killing.Time.Time), 10*time.Second)
	if l.Pod.DeletionRequested.After(killing.Time.Time) {
		t.Errorf("the end begins at %s, and was asked for at %s", killing.Time.Time, l.Pod.DeletionRequested)
	}
	if run.ExitCode == nil || *run.ExitCode != 137 || pre.Outcome != "failed" {
		t.Errorf("the end: %+v\npreStop: %+v", run, pre)
	}
}

// postStartFails: status never says Running, and yet the timeline shows it.
func postStartFails(p *place) {
	t := p.t
	screen, file := p.watch("badhook")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: badhook}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: app
    image: $B
    command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 0.2; done"]
    lifecycle: {postStart: {exec: {command: [sh, -c, "sleep 2; exit 7"]}}}
`)
	see(t, screen, 30*time.Second, "PostStart", "postStart")
	see(t, screen, 30*time.Second, "FailedPostStartHook", "postStart failed")
	screen.Close()
	app := p.life(file, "badhook").lane(t, "container/app")
	hook := app.span(t, "hooks", "PostStart", 0)
	lasts(t, "the failing hook", hook.duration(), 2*time.Second)
	if hook.Outcome != "failed" {
		t.Errorf("the hook: %+v", hook)
	}
}

// startupFails: the container is killed when the startup probe has used up its
// failures, and started again.
func startupFails(p *place) {
	t := p.t
	screen, file := p.watch("slowstart")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: slowstart}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: app
    image: $B
    command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 0.2; done"]
    startupProbe: {tcpSocket: {port: 8080}, initialDelaySeconds: 2, failureThreshold: 3, periodSeconds: 1}
`)
	see(t, screen, 30*time.Second, "StartupProbing", "startup")
	see(t, screen, 30*time.Second, "restarts 1")
	screen.Close()
	app := p.life(file, "slowstart").lane(t, "container/app")
	if s := app.span(t, "startup", "Probing", 0); s.Outcome != "failed" {
		t.Errorf("the first start-up: %+v", s)
	}
	if p := app.probe("startup"); p.Failures < 3 || p.Successes != 0 || !p.SuccessesKnown {
		t.Errorf("the probe: %+v", p)
	}
}

// recreated: a StatefulSet's pod is deleted, and its replacement is a second
// life on the same screen.
func recreated(p *place) {
	t := p.t
	screen, file := p.watch("db-0")
	p.apply(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 3
      containers:
      - {name: db, image: $B, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 0.2; done"], readinessProbe: {exec: {command: ["true"]}, periodSeconds: 1}}
`)
	see(t, screen, 40*time.Second, "ready 1/1", "✓ Ready")
	first := p.uid("db-0")
	p.delete("db-0", -1)
	p.pod("db-0", 40*time.Second, "a ready replacement", func(pod *corev1.Pod) bool {
		return pod.UID != first && len(pod.Status.ContainerStatuses) > 0 && pod.Status.ContainerStatuses[0].Ready
	})
	see(t, screen, 20*time.Second, "✓ Ready")
	screen.Close()
	r := p.report(file)
	if len(r.Lives) != 2 {
		t.Fatalf("%d lives", len(r.Lives))
	}
	if old, now := r.Lives[0], r.Lives[1]; old.Verdict.State != "Gone" || now.Verdict.State != "Ready" || old.Pod.UID != string(first) {
		t.Errorf("first %s %+v\nsecond %+v", old.Pod.UID, old.Verdict, now.Verdict)
	}
}

// forceDeleted: the object is gone at once, whatever the container does.
func forceDeleted(p *place) {
	t := p.t
	screen, file := p.watch("victim")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: victim}
spec:
  terminationGracePeriodSeconds: 30
  containers:
  - {name: app, image: $B, command: [sh, -c, "trap '' TERM; while true; do sleep 0.2; done"]}
`)
	see(t, screen, 30*time.Second, "ready 1/1")
	p.delete("victim", 0)
	see(t, screen, 10*time.Second, "Gone")
	screen.Close()
	l := p.life(file, "victim")
	run := l.lane(t, "container/app").span(t, "process", "Running", 0)
	if l.Pod.Gone.IsZero() || run.ExitCode != nil || run.Outcome == "succeeded" {
		t.Errorf("gone %s; the run, whose end nobody saw: %+v", l.Pod.Gone, run)
	}
}

// evicted: the kubelet ends a pod that writes more than it may.
func evicted(p *place) {
	t := p.t
	screen, file := p.watch("diskhog")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: diskhog}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: $B, command: [sh, -c, "sleep 2; dd if=/dev/zero of=/tmp/x bs=1M count=30; sleep 1000"], resources: {limits: {ephemeral-storage: 10Mi}}}
`)
	see(t, screen, 120*time.Second, "Evicted", "ephemeral")
	p.pod("diskhog", 30*time.Second, "the end of the eviction", func(pod *corev1.Pod) bool { return pod.Status.Phase == corev1.PodFailed })
	// Now and then the kubelet cannot locate the container any more, and never tells its code.
	if err := screen.WaitUntil(10*time.Second, "how it ended", func(s string) bool {
		return contains(s, "Evicted") && (contains(s, "exit 137") || contains(s, "exit code unknown"))
	}); err != nil {
		t.Error(err)
	}
	screen.Close()
	if l := p.life(file, "diskhog"); l.Verdict.State != "Evicted" || l.Pod.Phase != "Failed" {
		t.Errorf("phase %s, %+v", l.Pod.Phase, l.Verdict)
	}
}
