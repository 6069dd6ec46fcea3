package model_test

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestUpstreamLives reads what is said of lives of Kubernetes' own end-to-end
// tests at the moments at which something else was said once. A moment of zero is
// the end.
func TestUpstreamLives(t *testing.T) {
	for _, c := range []struct {
		quirk, name string
		at          time.Duration
		want        []string
		not         []string
	}{
		{"a label changes: the status time it carries is no sample of the clock", "label-after-joining", 0,
			[]string{"ready at most 2s after creation"}, []string{"gone", "-"}},
		{"the kubelet's own stop is not the deletion", "containers-lifecycle-test-5435", 0,
			[]string{"gone <1s after deletion", "startup probe failed 1 of 1"}, []string{"21", "completed"}},
		{"the cause stays when the pod has ended", "containers-lifecycle-test-5435", 31 * time.Second,
			[]string{"ended 27.6s after creation", "regular-1 startup probe failed 1 of 1 → killed"}, []string{"completed"}},
		{"a run that was not the last is called by its number", "container-probe-5126", 0,
			[]string{"removed by force", "still ran when last seen", "run 1: liveness failed 1 of 1"}, []string{"last run"}},
		{"the main container is done, and its sidecars are being stopped", "containers-lifecycle-test-8584", 20 * time.Second,
			[]string{"regular-1 exit 0", "stopping 3 sidecars, SIGKILL in "}, []string{"is done"}},
		{"a sandbox is made anew, and every init container runs again", "containers-lifecycle-test-serial-315", 23 * time.Second,
			[]string{"0 of 3 done in the new sandbox", "sandbox changed"}, []string{"2 of 3 done"}},
		{"SIGTERM was handled by exiting with 143", "job-9919", 0,
			[]string{"exit 143 after it handled SIGTERM"}, []string{"not handled"}},
		{"RestartAllContainers knows no back-off", "pods-5894", 3 * time.Second,
			[]string{"all containers are restarted for source-container: exit 42"}, []string{"next start in", "twice"}},
		{"two readiness gates are two", "pods-1102", 2 * time.Second,
			[]string{"readiness gates k8s.io/test-condition1 and k8s.io/test-condition2, whose conditions do not exist"}, []string{"corresponding"}},
		{"a stop outlasts the pod's own deletion, and is counted from the request", "containers-lifecycle-test-7394", 0,
			[]string{"gone 15.6s after deletion", "startup probe failed 1 of 1"}, []string{"-"}},
	} {
		v := upstreamAt(t, c.name, c.at).Verdict
		for _, w := range c.want {
			if !strings.Contains(v.Headline, w) {
				t.Errorf("%s: %s at %s says %q, not %q", c.quirk, c.name, c.at, v.Headline, w)
			}
		}
		for _, w := range c.not {
			if strings.Contains(strings.ReplaceAll(v.Headline, "regular-1", ""), w) {
				t.Errorf("%s: %s at %s says %q, with %q", c.quirk, c.name, c.at, v.Headline, w)
			}
		}
	}
}

// upstreamAt returns the life of an upstream recording as it was known at a
// moment after its first observation.
func upstreamAt(t *testing.T, name string, at time.Duration) timeline.Life {
	t.Helper()
	for _, l := range livesOf(t) {
		if l.Name != name {
			continue
		}
		now := l.Obs[0].At.Add(at)
		if at == 0 {
			now = l.End()
		}
		n := 0
		for n < len(l.Obs) && !l.Obs[n].At.After(now) {
			n++
		}
		lives := foldAll(l.Obs[:n], now).Lives
		if len(lives) == 0 {
			t.Fatalf("no life in %s at %s", name, at)
		}
		return lives[0]
	}
	t.Fatalf("no upstream recording %q", name)
	return timeline.Life{}
}
