package heap

import (
	"runtime/debug"
	"testing"
)

// TestCollectAt checks that a smaller GOGC, and one that is off, are kept.
func TestCollectAt(t *testing.T) {
	start := debug.SetGCPercent(100)
	defer debug.SetGCPercent(start)
	for _, c := range []struct{ before, want int }{{100, 30}, {20, 20}, {-1, -1}} {
		debug.SetGCPercent(c.before)
		CollectAt(30)
		if got := debug.SetGCPercent(100); got != c.want {
			t.Errorf("%d after %d, want %d", got, c.before, c.want)
		}
	}
}
