package e2e

import (
	"time"
)

// pull: one image comes slowly, one does not exist until it is pushed.
func pull(p *place) {
	t := p.t
	if _, err := p.node.Registry.Push("shop/slow:1", 8<<20, 1<<20, "/bin/sh"); err != nil {
		t.Fatal(err)
	}
	screen, file := p.watch("hungry")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: hungry}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - {name: slow, image: "registry.example.com/shop/slow:1", command: [sleep, "1000"]}
  - {name: late, image: "registry.example.com/shop/late:2", command: [sleep, "1000"]}
`)
	see(t, screen, 30*time.Second, "PullingImage", "slow:1", "pulling slow:1 for ")
	see(t, screen, 40*time.Second, "ImagePullBackOff", "late:2", "not found", "next try in")
	if _, err := p.node.Registry.Push("shop/late:2", 1<<20, 0, "/bin/sh"); err != nil {
		t.Fatal(err)
	}
	see(t, screen, 60*time.Second, "ready 2/2")
	screen.Close()

	l := p.life(file, "hungry")
	slow, late := l.lane(t, "container/slow"), l.lane(t, "container/late")
	between(t, "the slow pull", slow.span(t, "image", "Pulling", 0).duration(), 6*time.Second, 7*time.Second+busy)
	pulls := late.spans("image", "Pulling")
	if n := len(pulls); n < 2 || pulls[0].Outcome != "failed" || pulls[n-1].Outcome != "succeeded" {
		t.Errorf("the pulls of an image that comes late:\n%s", late)
	}
	between(t, "the first back-off", late.span(t, "image", "PullBackOff", 0).duration(), 8*time.Second, 20*time.Second+busy)
	if l.Verdict.State != "Ready" || !l.Startup.Complete {
		t.Errorf("at the end: %+v", l.Verdict)
	}
}
