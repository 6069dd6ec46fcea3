package message

import "testing"

// TestKindOf reads Events with the texts of Kubernetes 1.35 and 1.36.
func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		reason, message string
		warning         bool
		want            EventKind
	}{
		{"Failed", `Failed to pull image "a:b": not found`, true, PullFailed},
		{"Failed", "Error: ErrImagePull", true, Duplicate},
		{"Failed", "Error: secret \"db\" not found", true, CreateFailed},
		{"BackOff", `Back-off pulling image "a:b"`, false, PullBackOff},
		{"BackOff", "Back-off restarting failed container app", true, RestartBackOff},
		{"Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", true, ProbeFailed},
		{"Unhealthy", "Readiness probe errored: rpc error", true, ProbeErrored},
		{"Unhealthy", "something else", true, Other},
		{"Unhealthy", "Readiness probe failed: a Normal Event is none", false, Other},
		{"Started", "Container started", false, Started},
		{"Scheduled", "", false, Other},
	} {
		if got := KindOf(c.reason, c.message, c.warning); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.reason, c.message, got, c.want)
		}
	}
}

func TestKindsInOrder(t *testing.T) {
	for k := Other; k <= Duplicate; k++ {
		step, probe := k == Pulling || k == Pulled || k == PullFailed || k == PullBackOff || k == Created || k == CreateFailed || k == Started, k == ProbeFailed || k == ProbeErrored || k == ProbeWarning
		if k.IsStep() != step || k.IsProbe() != probe {
			t.Errorf("kind %d: a step %v, a probe's %v", k, k.IsStep(), k.IsProbe())
		}
	}
}

func TestCombined(t *testing.T) {
	if got, ok := Combined("(combined from similar events): Liveness probe failed: 3"); got != "Liveness probe failed: 3" || !ok {
		t.Errorf("%q, %v", got, ok)
	}
	if got, ok := Combined("Liveness probe failed"); got != "Liveness probe failed" || ok {
		t.Errorf("%q, %v", got, ok)
	}
}

func TestProbeOf(t *testing.T) {
	for msg, want := range map[string]string{"Startup probe failed: x": "startup", "Liveness probe warning: y": "liveness", "": ""} {
		if got := ProbeOf(msg); got != want {
			t.Errorf("%q: %q, want %q", msg, got, want)
		}
	}
}
