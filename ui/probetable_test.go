package ui

import (
	"strings"
	"testing"
	"time"
)

// TestProbeTableAgreesWithTheLane checks that the table of probes and the lanes
// above it say the same of a probe, also when its container has ended.
func TestProbeTableAgreesWithTheLane(t *testing.T) {
	for _, c := range []struct {
		recording string
		at        time.Duration
		want      string
	}{
		{"finalizer", time.Hour, "1s×3        ✓ ok"},             // passed to the end
		{"readiness-flap", 40 * time.Second, "1s×2        ✓ ok"}, // passes again
		{"readiness-flap", 30 * time.Second, "1s×2        ✗ failing"},
		{"startup-fail", time.Hour, "2s×3        ✗ failed"},  // never passed, and runs no more
		{"startup-fail", time.Hour, "10s×3       · not run"}, // the startup probe was in its way
	} {
		all := recording(t, c.recording)
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 40, all[0].At.Add(c.at), []string{"down", "enter"})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(f, c.want) {
			t.Errorf("%s at %v: no %q in\n%s", c.recording, c.at, c.want, f)
		}
	}
}
