package playback

import (
	"testing"
	"time"
)

// TestPauseOfMany checks that the more pods there are, and the more a frame costs, the
// fewer are drawn, and that one is drawn each second all the same.
func TestPauseOfMany(t *testing.T) {
	for _, c := range []struct {
		pods       int
		cost, want time.Duration
	}{
		{Few + 1, time.Millisecond, time.Second / 4},
		{crowd, 30 * time.Millisecond, 360 * time.Millisecond},
		{crowd + 1, time.Millisecond, time.Second / 2},
		{5 * crowd, time.Second, time.Second},
	} {
		if got := PauseOfMany(c.pods, c.cost); got != c.want {
			t.Errorf("%d pods, a frame of %s: %s, want %s", c.pods, c.cost, got, c.want)
		}
	}
}
