package report

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
		x := extent{max(c.best-c.half, 0), c.best, c.best + c.half}
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
	if got := between(edge(0), edge(-300*ms)).String(); got != "<1s" {
		t.Errorf("an exit 0.3s before its start reads %q, want <1s", got)
	}
	if got := between(edge(0), edge(-time.Minute)).String(); got != "0s" {
		t.Errorf("a length less than nothing reads %q, want 0s", got)
	}
}

func TestOffsets(t *testing.T) {
	base := time.Unix(1_700_000_000, 0)
	for _, c := range []struct {
		at, half time.Duration
		want     string
	}{
		{0, 0, "@0s"},
		{-200 * ms, 0, "@0s"},
		{12345 * ms, ms, "@12.3s"},
		{12345 * ms, 500 * ms, "@12s"},
		{12345 * ms, 3 * time.Second, "@~12s"},
		{68300 * ms, 0, "@1m08.3s"},
		{68300 * ms, 500 * ms, "@1m08s"},
		{3 * time.Hour, ms, "@3h00m"},
		{-time.Minute, 0, "@-1m00.0s"},
	} {
		e := timeline.Edge{Time: base.Add(c.at), Earliest: base.Add(c.at - c.half), Latest: base.Add(c.at + c.half)}
		if got := (axis{base}).at(e); got != c.want {
			t.Errorf("%v ± %v is at %q, want %q", c.at, c.half, got, c.want)
		}
	}
	if got := (axis{base}).at(timeline.Edge{}); got != "@?" {
		t.Errorf("an unknown moment is at %q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text    string
		n, rows int
		want    []string
	}{
		{"", 10, 3, []string{""}},
		{"one two three", 8, 3, []string{"one two", "three"}},
		{"aaaaaaaaaaaaaaaaaaaa", 8, 2, []string{"aaaaaaaa", "aaaaaaa…"}},
		{"日本語日本語", 6, 3, []string{"日本語", "日本語"}},
		{"one two three four", 8, 1, []string{"one two…"}},
	} {
		got := wrap(c.text, c.n, c.rows)
		for i := range max(len(got), len(c.want)) {
			if i >= len(got) || i >= len(c.want) || got[i] != c.want[i] {
				t.Errorf("wrap(%q, %d, %d) = %q, want %q", c.text, c.n, c.rows, got, c.want)
				break
			}
		}
	}
}
