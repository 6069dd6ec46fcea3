package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual/colour"
)

// glances are moments of which three seconds must be enough: one for each state that the
// recordings have, and those that are met most.
var glances = []struct {
	state, recording, pod string
	at                    time.Duration
	culprit               string      // the selected lane
	headline              []string    // the cause, and how much
	severity              colour.Role // in which it is said
}{
	{"SchedulingGated", "unschedulable", "", 3 * time.Second, "pod", []string{"waiting on scheduling gate example.com/quota for 3s"}, colour.Progress},
	{"Unschedulable", "unschedulable", "", 14 * time.Second, "pod", []string{"unschedulable for 5s: 0/1 nodes are available", "node affinity"}, colour.Warning},
	{"Scheduling", "crashloop", "", 1 * time.Millisecond, "pod", []string{"waiting for the scheduler for <1s"}, colour.Progress},
	{"Preparing", "rollout", "shop-d94984565-p8fbd", 26 * time.Second, "pod", []string{"preparing volumes, sandbox and network on node1 for <1s"}, colour.Progress},
	{"VolumeError", "config-error", "novol", 6 * time.Second, "pod", []string{`volume v: secret "app-secret" not found; failed 4 times in 5s`}, colour.Bad},
	{"Initializing", "demo", "", 15 * time.Second, "pod", []string{"init container migrate running for 2s (2 of 3 done)"}, colour.Progress},
	{"InitError", "init-fail", "", 12 * time.Second, "migrate", []string{"init container migrate failed twice (exit 1 after about 2.5s); next try in 6s to 14s"}, colour.Bad},
	{"PullingImage", "demo", "", 22 * time.Second, "pod", []string{"pulling checkout:1.42.0 for 4s"}, colour.Progress},
	{"ImagePullBackOff", "image-pull-backoff", "", 20 * time.Second, "app", []string{"cannot pull app:nosuchtag (app): not found; failed twice; next try in 16s to 32s"}, colour.Bad},
	{"ConfigError", "config-error", "noconf", 6 * time.Second, "app", []string{`app cannot be created: configmap "app-conf" not found; for 5s, tried twice`}, colour.Bad},
	{"StartError", "config-error", "badcmd", 2 * time.Second, "app", []string{`app cannot start: exec: "/no/such/binary"`}, colour.Bad},
	{"PostStart", "demo", "", 27 * time.Second, "pod", []string{"checkout started; its postStart hook runs for 1s"}, colour.Progress},
	{"PostStartError", "poststart-fail", "", 9 * time.Second, "main-container", []string{"the postStart hook of main-container failed twice", "SIGKILL any moment"}, colour.Bad},
	{"StartupProbing", "checkout", "", 26 * time.Second, "pod", []string{"startup probe of main-container failed 1 of 10", "killed in 17s to 19s unless it passes"}, colour.Progress},
	{"StartupProbing", "startup-fail", "", 40 * time.Second, "bq-api-service", []string{"startup probe of bq-api-service has not passed yet; killed in 5s to 9s", "run 3: startup probe failed 3 of 3"}, colour.Warning},
	{"Starting", "many-containers", "", 12 * time.Second, "pod", []string{"7/12 ready; waiting for c03 c06 c07 c10 c11"}, colour.Progress},
	{"NotReady", "demo", "", 84 * time.Second, "checkout", []string{"checkout is not ready: readiness failed 3 times (HTTP 404); out of service for 6s"}, colour.Warning},
	{"ReadinessGate", "finalizer", "", 1500 * time.Millisecond, "pod", []string{"the pod waits for readiness gate example.com/lb-ready"}, colour.Progress},
	{"Ready", "demo", "", 60 * time.Second, "pod", []string{"ready again for 5s after about 2s not ready (readiness of checkout: HTTP 404)"}, colour.Warning},
	{"Ready", "oom", "", 7 * time.Second, "app", []string{"app restarted 1s ago: OOMKilled after about 4.5s"}, colour.Warning},
	{"Ready", "slow-pulls", "", 25 * time.Second, "pod", []string{"after creation", "waiting for"}, colour.OK},
	{"Restarting", "checkout", "", 60 * time.Second, "main-container", []string{"liveness failed 2 of 2", "killed → preStop 2s of 20s grace; SIGKILL in 18s to 20s"}, colour.Warning},
	{"CrashLoopBackOff", "crashloop", "", 80 * time.Second, "app", []string{"app crashes at once: exit 3", "(fatal: config missing), 3 restarts; next start in 5s to 27s"}, colour.Bad},
	{"CrashLoopBackOff", "oom", "", 30 * time.Second, "app", []string{"app is out of memory: OOMKilled", "(limit 32Mi), 2 restarts; next start in 16s to 29s"}, colour.Bad},
	{"CrashLoopBackOff", "startup-fail", "", 50 * time.Second, "bq-api-service", []string{"bq-api-service is killed each time: startup probe failed 3 of 3", "3 restarts; next start in 15s to 27s"}, colour.Bad},
	{"CrashLoopBackOff", "sidecars", "", 22 * time.Second, "flaky", []string{"sidecar flaky crashes: exit 4", "1 restart; next start in 5s to 13s"}, colour.Bad},
	{"Terminating", "demo", "", 98 * time.Second, "pod", []string{"stopping: preStop of checkout 5s of 30s grace; SIGKILL in 25s to 27s"}, colour.Progress},
	{"Terminating", "prestop-hang", "", 15 * time.Second, "main-container", []string{"preStop of main-container 6s of 10s grace, and it sleeps 1m00s; SIGKILL in 4s to 6s"}, colour.Warning},
	{"DeadlineExceeded", "deadline", "", 17 * time.Second, "app", []string{"ended by its active deadline of 14s; stopping: app got SIGTERM 1s ago", "SIGKILL in 3s to 5s"}, colour.Bad},
	{"Evicted", "drain", "", 9 * time.Second, "app", []string{"evicted through the Eviction API (as a drain does); stopping: preStop of app 2s of 12s grace; SIGKILL in 10s to 12s"}, colour.Warning},
	{"NodeLost", "node-lost", "", 75 * time.Second, "pod", []string{"node node1 was declared not ready 13s ago"}, colour.Bad},
	{"Finalizing", "finalizer", "", 20 * time.Second, "pod", []string{"deletion blocked for 4s by finalizer example.com/hold"}, colour.Warning},
	{"Failed", "job-complete", "report-9klj7", 10 * time.Second, "worker", []string{"worker failed 5s after creation: exit 1"}, colour.Bad},
	{"Succeeded", "on-failure", "", 23 * time.Second, "pod", []string{"succeeded on attempt 3"}, colour.OK},
	{"Gone", "checkout", "", 0, "pod", []string{"gone 9.7s after deletion; main-container stopped in about 8.6s (preStop 6s, exit 0)"}, colour.OK},
}

// countdown is what is said of a moment to come.
var countdown = regexp.MustCompile(`(SIGKILL|next start|next try|killed|due|deadline) in \d|\d left`)

// TestGlances checks that three seconds are enough: the title has the state and the
// headline the cause and a number, both in the colour of their severity; what is wrong is
// selected; and there is one countdown at most.
func TestGlances(t *testing.T) {
	for _, g := range glances {
		t.Run(g.state+" "+g.recording, func(t *testing.T) {
			all := recording(t, g.recording)
			at := all[0].At.Add(g.at)
			if g.at == 0 {
				at = all[len(all)-1].At
			}
			coloured, err := Frame(Options{Recording: recorded(ofPod(all, g.pod)), Location: time.UTC, Color: ColorAlways, Theme: Dark}, 100, 30, at, nil)
			if err != nil {
				t.Fatal(err)
			}
			frame := ansi.Strip(coloured)
			lines := strings.Split(frame, "\n")
			headline := strings.TrimSpace(lines[1]) + " " + strings.TrimSpace(lines[2])
			for _, want := range g.headline {
				if !strings.Contains(headline, want) {
					t.Errorf("the headline is %q, without %q", headline, want)
				}
			}
			want := colour.Of(g.severity).Dark.RGB
			if got := inkOf(coloured, " "+g.state); got != want {
				t.Errorf("%s is drawn in %q, want %q", g.state, got, want)
			}
			if got := inkOf(coloured, strings.TrimSpace(lines[1])); got != want {
				t.Errorf("the headline is drawn in %q, want %q", got, want)
			}
			if !regexp.MustCompile(`(?m)^▌(▾|▸)? *` + g.culprit + ` `).MatchString(frame) {
				t.Errorf("%s is not selected", g.culprit)
			}
			if said := countdown.FindAllString(frame, -1); len(said) > 1 {
				t.Errorf("several countdowns: %q", said)
			}
			if t.Failed() {
				t.Log("\n" + frame)
			}
		})
	}
}

// ofPod returns the observations about one pod, all of them if name is empty.
func ofPod(all []timeline.Observation, name string) []timeline.Observation {
	var out []timeline.Observation
	for _, o := range all {
		of := name
		switch object := o.Object.(type) {
		case *corev1.Pod:
			of = object.Name
		case *corev1.Event:
			of = object.InvolvedObject.Name
		}
		if name == "" || of == name {
			out = append(out, o)
		}
	}
	return out
}
