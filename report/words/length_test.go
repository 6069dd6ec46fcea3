package words

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

const ms = time.Millisecond

func TestExtent(t *testing.T) {
	for _, c := range []struct {
		best, half time.Duration
		want       string
	}{
		{3 * ms, 0, "3ms"},
		{345 * ms, 0, "345ms"},
		{345 * ms, 4 * ms, "345ms ±4ms"},
		{345 * ms, 12 * ms, "350ms ±20ms"},
		{2345 * ms, ms, "2.35s"},
		{2345 * ms, 40 * ms, "2.35s ±40ms"},
		{2345 * ms, 60 * ms, "2.35s ±60ms"},
		{5 * time.Second, time.Second, "5s ±1s"},
		{5 * time.Second, 490 * ms, "5.0s ±0.5s"},
		{26326 * ms, ms, "26.3s"},
		{26326 * ms, 700 * ms, "26s ±1s"},
		{31 * time.Second, 500 * ms, "31s"},
		{time.Second, 505 * ms, "1.0s ±0.5s"},
		{68 * time.Second, ms, "1m08s"},
		{68 * time.Second, 500 * ms, "1m08s"},
		{59970 * ms, 0, "1m00s"},
		{2*time.Hour + 5*time.Minute, time.Second, "2h05m"},
		{80 * time.Second, 32 * time.Second, "1m20s ±32s"},
		{83 * time.Hour, time.Second, "3d11h"},
		{300 * ms, 300 * ms, "<1s"},
		{2 * ms, 3 * ms, "<10ms"},
		{40 * ms, 40 * ms, "<100ms"},
		{time.Second, 3200 * ms, "at most 4.2s"},
		{0, 0, "0s"},
	} {
		x := Extent{max(c.best-c.half, 0), c.best, c.best + c.half}
		if got := x.String(); got != c.want {
			t.Errorf("%v ± %v reads %q, want %q", c.best, c.half, got, c.want)
		}
	}
}

func TestBetweenNeverRunsBackwards(t *testing.T) {
	base := time.Unix(1_700_000_000, 0)
	edge := func(d time.Duration) timeline.Edge {
		return timeline.Edge{Time: base.Add(d), Earliest: base.Add(d), Latest: base.Add(d + time.Second)}
	}
	if got := Between(edge(0), edge(-300*ms)).String(); got != "<1s" {
		t.Errorf("an exit 0.3s before its start reads %q, want <1s", got)
	}
	if got := Between(edge(0), edge(-time.Minute)).String(); got != "0s" {
		t.Errorf("a length less than nothing reads %q, want 0s", got)
	}
}
