package e2e

import (
	"strings"
	"time"
)

// probesRefused: to a user without nodes/proxy everything but the successes of
// probes is shown, and one line says so.
func probesRefused(p *place) {
	t := p.t
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: modest}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: $B, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 0.2; done"], readinessProbe: {exec: {command: ["true"]}, periodSeconds: 1}}
`)
	newViewer(p.namespace)
	as := p.flags("modest", "--as", "system:serviceaccount:"+p.name+":viewer")
	screen := watch(t, 120, 40, as...)
	see(t, screen, 40*time.Second, "ready 1/1", "nodes/proxy", "forbidden")
	if n := strings.Count(screen.Text(), "nodes/proxy"); n != 1 {
		t.Errorf("told %d times:\n%s", n, screen.Text())
	}
	screen.Close()
	r := parseReport(t, run(t, append([]string{"report", "-o", "json"}, as...)...))
	if len(r.Lives) != 1 || r.Lives[0].Verdict.State != "Ready" {
		t.Fatalf("%+v", r)
	}
	if probe := r.Lives[0].lane(t, "container/app").probe("readiness"); probe.SuccessesKnown {
		t.Errorf("nobody can have counted successes: %+v", probe)
	}
}

// hostileLog: what a real container logs and says at its end reaches the screen
// without any of its control codes.
func hostileLog(p *place) {
	t := p.t
	screen, _ := p.watch("shouter")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: shouter}
spec:
  restartPolicy: Never
  containers:
  - name: app
    image: $B
    command: [sh, -c, "printf '\\033]0;PWN1\\007\\033[2JPWN2\\033]52;c;PWN3\\007\\033[?1049lPWN4\\302\\23331mPWN5\\342\\200\\256PWN6\\rPWN7\\n' | tee /dev/termination-log; sleep 1; exit 3"]
`)
	see(t, screen, 40*time.Second, "Failed", "exit 3", "PWN2")
	for _, key := range []string{"j", "\r", "L"} {
		if err := screen.Type(key); err != nil {
			t.Fatal(err)
		}
	}
	see(t, screen, 20*time.Second, "PWN2", "PWN7")
	raw := screen.Raw()
	for _, attack := range []string{"\x1b]0;PWN", "\x1b[2JPWN", "\x1b]52;c;PWN", "\x1b[?1049lPWN", "\u009b31mPWN", "\u202ePWN", "\rPWN"} {
		if strings.Contains(raw, attack) {
			t.Errorf("%q comes through", attack)
		}
	}
	results.add("hostile logs of a real container", "7 of 7 attacks neutralised in the log and the message")
}
