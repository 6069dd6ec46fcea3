package spec

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// TestSleepOf checks that only a hook that does nothing but sleep has a known
// duration.
func TestSleepOf(t *testing.T) {
	for _, c := range []struct {
		argv []string
		want time.Duration
	}{
		{[]string{"sleep", "5"}, 5 * time.Second},
		{[]string{"/bin/sleep", "0.5"}, 500 * time.Millisecond},
		{[]string{"sh", "-c", "sleep 15"}, 15 * time.Second},
		{[]string{"/bin/sh", "-c", "sleep 2m"}, 2 * time.Minute},
		{[]string{"sh", "-c", "echo deregistering; sleep 5"}, 5 * time.Second},
		{[]string{"bash", "-c", "sleep 1 && echo half\nsleep 2;"}, 3 * time.Second},
		{[]string{"sh", "-c", "sleep 5; nginx -s quit"}, 0},
		{[]string{"sh", "-c", "sleep $N"}, 0},
		{[]string{"sh", "-c", "sleep 5 &"}, 0},
		{[]string{"sh", "-c", "[ -f /x ] || sleep 5"}, 0},
		{[]string{"sh", "-c", "trap : TERM; sleep 5"}, 0},
		{[]string{"sleep", "infinity"}, 0},
		{[]string{"sleep"}, 0},
		{[]string{"/bin/drain.sh"}, 0},
		{nil, 0},
	} {
		if got := sleepOf(&corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: c.argv}}); got != c.want {
			t.Errorf("%q: %v, want %v", c.argv, got, c.want)
		}
	}
	if got := sleepOf(&corev1.LifecycleHandler{Sleep: &corev1.SleepAction{Seconds: 7}}); got != 7*time.Second {
		t.Errorf("a sleep handler: %v", got)
	}
}
