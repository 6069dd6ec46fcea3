package e2e

import (
	"regexp"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/e2e/screen"
)

const stagesPod = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: my-pod, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 10
  initContainers:
  - {name: init-1, image: $B, command: [sh, -c, "echo Initializing...; sleep 5"]}
  - {name: init-2, image: $B, command: [sh, -c, "echo Performing setup...; sleep 10"]}
  containers:
  - name: app
    image: registry.example.com/shop/web:1
    ports: [{name: http, containerPort: 8080}]
    command:
    - sh
    - -c
    - |
      mkdir -p /www; trap 'sleep 1; exit 0' TERM; touch /tmp/live
      (sleep 6; touch /www/started; httpd -p 8080 -h /www; sleep 3; touch /www/ready
       if [ ! -f /state/once ]; then touch /state/once; sleep 8; rm /www/ready; sleep 6; touch /www/ready; sleep 6; rm /tmp/live; fi) &
      while true; do sleep 0.2; done
    volumeMounts: [{name: state, mountPath: /state}]
    lifecycle:
      postStart: {exec: {command: [sleep, "2"]}}
      preStop: {exec: {command: [sleep, "3"]}}
    startupProbe: {httpGet: {path: /started, port: http}, initialDelaySeconds: 3, failureThreshold: 10, periodSeconds: 1}
    livenessProbe: {exec: {command: [cat, /tmp/live]}, periodSeconds: 1, failureThreshold: 3}
    readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1, failureThreshold: 2}
  volumes: [{name: state, emptyDir: {}}]
`

// stages is one pod through every stage: init containers, a slow pull, a
// postStart hook beside the command, the three probes with every outcome, a
// Service, and a deletion with a preStop hook.
func stages(p *place) {
	t := p.t
	if _, err := p.node.Registry.Push("shop/web:1", 9<<20, 3<<20, "/bin/sh"); err != nil {
		t.Fatal(err)
	}
	screen, file := p.watch("my-pod")
	see(t, screen, 15*time.Second, "waiting for pod/my-pod") // watched before it exists
	p.apply(stagesPod)
	see(t, screen, 40*time.Second, "Initializing", "init-1", "1/2")
	clockRuns(t, screen)
	for _, moment := range [][]string{
		{"PullingImage", "web:1"},
		{"StartupProbing", "startup"},
		{"Ready", "ready 1/1", "serving"},
		{"NotReady", "not serving"},
		{"Ready", "ready 1/1"},
		{"Restarting", "liveness failed 3 of 3", "SIGKILL in"},
	} {
		see(t, screen, 40*time.Second, moment...)
	}
	p.pod("my-pod", 40*time.Second, "ready for a while after its restart", func(pod *corev1.Pod) bool {
		for _, c := range pod.Status.Conditions { // the API has whole seconds: within one, a Ready and a deletion are one moment
			if c.Type == corev1.PodReady && c.Status == corev1.ConditionTrue && time.Since(c.LastTransitionTime.Time) > 2*time.Second {
				return pod.Status.ContainerStatuses[0].RestartCount == 1
			}
		}
		return false
	})
	see(t, screen, 10*time.Second, "◆ Ready", "↻1", "ready 1/1")
	p.delete("my-pod", -1)
	see(t, screen, 10*time.Second, "Terminating", "preStop", "SIGKILL in")
	p.gone("my-pod", 30*time.Second)
	see(t, screen, 10*time.Second, "Gone", "gone")
	screen.Close()

	l := p.life(file, "my-pod")
	lasts(t, "init-1 runs", l.lane(t, "init/init-1").span(t, "process", "Running", 0).duration(), 5*time.Second)
	lasts(t, "init-2 runs", l.lane(t, "init/init-2").span(t, "process", "Running", 0).duration(), 10*time.Second)
	app := l.lane(t, "container/app")
	lasts(t, "the pull", app.span(t, "image", "Pulling", 0).duration(), 3*time.Second)
	stagesHooks(t, app)
	stagesProbes(t, app)
	stagesService(t, l)
	if !l.Startup.Complete || app.Restarts != 1 || l.Pod.Gone.IsZero() || l.Verdict.State != "Gone" {
		t.Errorf("start-up complete: %t, restarts: %d, verdict %+v", l.Startup.Complete, app.Restarts, l.Verdict)
	}
}

// clockRuns waits until the second init container's clock is seen to go on. A
// busy machine may show it any second, and none in particular.
func clockRuns(t *testing.T, s *screen.Screen) {
	t.Helper()
	running := regexp.MustCompile(`init-2 .*running (\d+)s`)
	first := ""
	err := s.WaitUntil(40*time.Second, "the clock of init-2 goes on", func(text string) bool {
		m := running.FindStringSubmatch(text)
		if m != nil && first == "" {
			first = m[1]
		}
		return m != nil && m[1] != first
	})
	if err != nil {
		t.Fatal(err)
	}
}

// stagesHooks: postStart runs beside the command, twice; preStop runs before
// both ends, and SIGTERM comes after it.
func stagesHooks(t *testing.T, app lane) {
	t.Helper()
	for attempt := range 2 {
		run := app.span(t, "process", "Running", attempt)
		post, pre := app.span(t, "hooks", "PostStart", attempt), app.span(t, "hooks", "PreStop", attempt)
		lasts(t, "postStart", post.duration(), 2*time.Second)
		between(t, "postStart begins after the command", post.Start.Time.Sub(run.Start.Time), -time.Second, 3*time.Second)
		lasts(t, "preStop", pre.duration(), 3*time.Second)
		stop := app.span(t, "stop", "Stopping", attempt)
		between(t, "SIGTERM after preStop", stop.Start.Time.Sub(pre.End.Time), 0, 3*time.Second)
		if run.End.Time.Before(pre.End.Time) || run.ExitCode == nil {
			t.Errorf("run %d ends at %s, its preStop at %s; exit code %v", attempt+1, run.End.Time, pre.End.Time, run.ExitCode)
		}
	}
}

// stagesProbes: the startup probe fails, passes once a run, and then is silent;
// readiness goes away and comes back; liveness kills.
func stagesProbes(t *testing.T, app lane) {
	t.Helper()
	for attempt := range 2 {
		if s := app.span(t, "startup", "Probing", attempt); s.Outcome != "succeeded" {
			t.Errorf("startup of run %d: %+v", attempt+1, s)
		}
	}
	if n := len(app.spans("startup", "Probing")); n != 2 {
		t.Errorf("%d stretches of startup probing in 2 runs", n)
	}
	if n := len(app.spans("readiness", "Ready")); n < 3 {
		t.Errorf("ready %d times, want 3: before and after the loss, and after the restart\n%s", n, app)
	}
	for _, want := range []struct {
		probe               string
		failures, successes int
	}{{"startup", 1, 1}, {"readiness", 2, 10}, {"liveness", 3, 10}} {
		got := app.probe(want.probe)
		if !got.SuccessesKnown || got.Failures < want.failures || got.Successes < want.successes {
			t.Errorf("%s: %+v, want at least %d failures and %d successes", want.probe, got, want.failures, want.successes)
		}
	}
	if _, n := app.mark("ProbeFailed"); n < 5 {
		t.Errorf("%d failed probes are marked\n%s", n, app)
	}
}

// stagesService: the EndpointSlice takes the pod in and out as Ready changes.
func stagesService(t *testing.T, l life) {
	t.Helper()
	service, pod := l.lane(t, "service/web").spans("endpoint", "Ready"), l.lane(t, "pod").spans("pod", "Ready")
	if len(service) != len(pod) || len(pod) < 3 {
		t.Fatalf("ready %d times, serving %d times\n%s%s", len(pod), len(service), l.lane(t, "pod"), l.lane(t, "service/web"))
	}
	for i := range pod {
		between(t, "from Ready to serving", service[i].Start.Time.Sub(pod[i].Start.Time), -1500*time.Millisecond, 5*time.Second)
	}
	l.lane(t, "service/web").span(t, "endpoint", "Terminating", 0)
}
