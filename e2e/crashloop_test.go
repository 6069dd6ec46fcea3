package e2e

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// crashLoop: the restarts come when the screen said they would.
func crashLoop(p *place) {
	t := p.t
	screen, file := p.watch("crasher")
	p.apply(`
apiVersion: v1
kind: Pod
metadata: {name: crasher}
spec:
  containers:
  - {name: app, image: $B, command: [sh, -c, "sleep 1; echo 'fatal: config missing' > /dev/termination-log; exit 3"]}
`)
	see(t, screen, 30*time.Second, "CrashLoopBackOff", "exit 3", "fatal: config missing", "next start in")
	see(t, screen, 60*time.Second, "3 restarts", "next start in")
	screen.Close()

	l := p.life(file, "crasher")
	app := l.lane(t, "container/app")
	runs := app.spans("process", "Running")
	if len(runs) < 4 || app.Restarts < 3 || l.Verdict.State != "CrashLoopBackOff" {
		t.Fatalf("%d runs, %d restarts, %s\n%s", len(runs), app.Restarts, l.Verdict.State, app)
	}
	for i, run := range runs[:4] {
		if run.ExitCode == nil || *run.ExitCode != 3 || run.Message != "fatal: config missing" {
			t.Errorf("run %d: %+v", i+1, run)
		}
	}
	for i := 2; i < 4; i++ { // the first restart is immediate, the second waits 10 s, the third 20 s
		checkPrediction(t, file, i, runs[i-1].End.Time.Add(3*time.Second), runs[i].Start.Time)
	}
}

var nextStart = regexp.MustCompile(`next start in (\d+)s to (\d+)s`)

// checkPrediction looks at what the screen predicted at a moment.
func checkPrediction(t *testing.T, file string, restart int, at, actual time.Time) {
	t.Helper()
	frame := run(t, "replay", file, "--frame", "140x40", "--at", at.Format(time.RFC3339Nano))
	m := nextStart.FindStringSubmatch(frame)
	if m == nil {
		t.Fatalf("no prediction %s after the exit in\n%s", at, frame)
	}
	low, _ := strconv.Atoi(m[1]) // digits
	high, _ := strconv.Atoi(m[2])
	took := actual.Sub(at)
	late := took - time.Duration(low)*time.Second
	results.add(fmt.Sprintf("crash loop: restart %d", restart),
		fmt.Sprintf("predicted in %d–%ds, came after %.1fs: %+.1fs from the earliest", low, high, took.Seconds(), late.Seconds()))
	between(t, "the restart after what was predicted", took, time.Duration(low-1)*time.Second, time.Duration(high+1)*time.Second)
}
