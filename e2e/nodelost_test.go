package e2e

import (
	"context"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// nodeLost: the kubelet stops for a while. The pod turns NotReady without the
// pod having changed, and Ready again, as of the time at which it first was.
func nodeLost(p *place) {
	t := p.t
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: far}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: $B, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 0.2; done"], readinessProbe: {exec: {command: ["true"]}, periodSeconds: 1}}
`)
	p.pod("far", 30*time.Second, "ready", func(pod *corev1.Pod) bool {
		return len(pod.Status.ContainerStatuses) > 0 && pod.Status.ContainerStatuses[0].Ready
	})
	calm := p.record("far")
	screen, file := p.watch("far")
	see(t, screen, 30*time.Second, "ready 1/1", "✓ Ready")
	p.eventually(20*time.Second, "the other recorder", func(context.Context) bool { return len(versions(read(t, calm.file))) > 0 })
	if err := p.node.Kubelet.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	err := screen.WaitFor(40*time.Second, "NodeLost")
	continued := time.Now()
	if err := p.node.Kubelet.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	see(t, screen, 40*time.Second, "◆ Ready", "ready again")
	screen.Close()
	l := p.life(file, "far")
	pod := l.lane(t, "pod")
	ready := pod.spans("pod", "Ready")
	if len(ready) != 2 || l.Verdict.State != "Ready" {
		t.Fatalf("ready %d times, want before and after; %+v\n%s", len(ready), l.Verdict, pod)
	}
	// Its condition says since when it is Ready: since the first time.
	if again := ready[1].Start; again.Latest.Before(continued) || again.Time.Before(ready[0].End.Time) {
		t.Errorf("ready again at %s (%s to %s), and its kubelet went on at %s", again.Time, again.Earliest, again.Latest, continued)
	}
	if runs := l.lane(t, "container/app").spans("process", "Running"); len(runs) != 1 || !runs[0].End.Time.IsZero() {
		t.Errorf("the container ran on, and the report says: %+v", runs)
	}
	calm.stop()
	compare(t, file, calm.file, false)
	results.add("kubelet paused", "NotReady with its cause, Ready again from the moment on that it was seen, not from the old time")
}
