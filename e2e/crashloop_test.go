package e2e

import (
	"testing"
	"time"
)

func crashLoop(t *testing.T, p *place) {
	screen, file := p.watch("crasher")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: crasher}
spec:
  containers:
  - {name: app, image: $B, command: [sh, -c, "sleep 1; echo 'fatal: config missing' > /dev/termination-log; exit 3"]}
`)
	see(t, screen, 30*time.Second, "CrashLoopBackOff", "fatal: config missing", "next start in")
	screen.Close()
	_ = reportOn(t, file)
}
