package length

import (
	"math"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

const ms = time.Millisecond

var t0 = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func sec(s float64) time.Time { return t0.Add(time.Duration(s * float64(time.Second))) }

func known(s float64) timeline.Edge { return timeline.ExactEdge(sec(s)) }

func apiSecond(s float64) timeline.Edge {
	return timeline.Edge{Time: sec(s), Earliest: sec(s), Latest: sec(s + 1), Basis: timeline.Reported}
}

func within(lo, hi float64) timeline.Edge {
	return timeline.Edge{Time: sec(lo), Earliest: sec(lo), Latest: sec(hi), Basis: timeline.Inferred}
}

// TestForms checks that one number has three forms, with no more digits than
// are known.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		best, half              time.Duration
		short, sentence, column string
	}{
		{0, 0, "0s", "0s", "0s"},
		{3 * ms, 0, "3ms", "3ms", "3ms"},
		{2 * ms, 3 * ms, "<10ms", "<10ms", "<10ms"},
		{40 * ms, 40 * ms, "<100ms", "<100ms", "<100ms"},
		{345 * ms, 4 * ms, "345ms", "345ms", "345ms ±4ms"},
		{345 * ms, 12 * ms, "350ms", "350ms", "350ms ±20ms"},
		{300 * ms, 300 * ms, "<1s", "<1s", "<1s"},
		{time.Second, 505 * ms, "~1.0s", "about 1s", "1.0s ±0.5s"},
		{time.Second, time.Second, "≤2s", "at most 2s", "at most 2s"},
		{time.Second, 3200 * ms, "≤4.2s", "at most 4.2s", "at most 4.2s"},
		{2345 * ms, ms, "2.3s", "2.3s", "2.3s"},
		{2345 * ms, 60 * ms, "2.3s", "2.3s", "2.3s ±0.1s"},
		{5400 * ms, 560 * ms, "~5.4s", "about 5.4s", "5.4s ±0.6s"},
		{5 * time.Second, time.Second, "5s", "5s", "5s ±1s"},
		{6 * time.Second, 1300 * ms, "~6s", "5 to 7s", "6s ±2s"},
		{26326 * ms, ms, "26.3s", "26.3s", "26.3s"},
		{26326 * ms, 700 * ms, "26s", "26s", "26s ±1s"},
		{31 * time.Second, 500 * ms, "31s", "31s", "31s"},
		{59970 * ms, 0, "1m00s", "1m00s", "1m00s"},
		{68 * time.Second, 500 * ms, "1m08s", "1m08s", "1m08s"},
		{80 * time.Second, 32 * time.Second, "~1m20s", "48s to 1m52s", "1m20s ±32s"},
		{2*time.Hour + 5*time.Minute, time.Second, "2h05m", "2h05m", "2h05m"},
		{83 * time.Hour, time.Second, "3d11h", "3d11h", "3d11h"},
	} {
		l := Length{Lo: max(c.best-c.half, 0), Best: c.best, Hi: c.best + c.half, Known: true}
		if s, se, co := l.Short(), l.Sentence(), l.Column(); s != c.short || se != c.sentence || co != c.column {
			t.Errorf("%v ± %v: %q, %q, %q; want %q, %q, %q", c.best, c.half, s, se, co, c.short, c.sentence, c.column)
		}
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		from, to timeline.Edge
		want     string
	}{
		{known(0), known(0.004), "4ms"},
		{known(0), known(104.4), "1m44s"},
		{apiSecond(0), known(0.4), "<1s"},
		{known(0.6), apiSecond(4), "3s"},
		{apiSecond(0), apiSecond(4), "4s"},
		{known(0), timeline.Edge{Time: sec(9), Earliest: sec(0), Latest: sec(9)}, "at most 9s"},
		{known(0), timeline.Edge{Time: sec(9), Earliest: sec(4), Latest: sec(9)}, "4 to 9s"},
		{known(1), known(0.9), "<1s"}, // two clocks
		{apiSecond(5), timeline.Edge{Time: sec(5), Earliest: sec(2), Latest: sec(5)}, "0s"},       // it was there before
		{apiSecond(0), timeline.Edge{Time: sec(-60), Earliest: sec(-60), Latest: sec(-9)}, "<1s"}, // time does not run backwards
		{timeline.Edge{}, known(1), "an unknown time"},
	} {
		if got := Between(c.from, c.to).Sentence(); got != c.want {
			t.Errorf("from %v to %v: %s, want %s", c.from.Time.Sub(t0), c.to.Time.Sub(t0), got, c.want)
		}
	}
}

func TestRunningClocksAreCut(t *testing.T) {
	for d, want := range map[float64]string{0.9: "<1s", 5.9: "5s", 104.9: "1m44s", 3600: "1h00m"} {
		l := Since(apiSecond(0), sec(d))
		if got := []string{l.Sentence(), l.Short(), Running(l.Best)}; got[0] != want || got[1] != want || got[2] != want {
			t.Errorf("after %vs: %q, want %s", d, got, want)
		}
	}
}

func TestUntilSaysHowSureItIs(t *testing.T) {
	for _, c := range []struct {
		e    timeline.Edge
		want string
	}{
		{known(22), "in 12s"},
		{known(82), "in 1m12s"},
		{within(22, 28), "in 12s to 18s"},
		{within(14, 16), "in 4s to 6s"}, // SIGKILL: up to 2 s later than the grace
		{within(14, 15), "in 4s"},
		{within(8, 12), "any moment"},
		{within(8, 22), "within 12s"},
		{within(2, 7), "3s overdue"},
	} {
		if got := Until(c.e, sec(10)); got != c.want {
			t.Errorf("until %v…%v: %s, want %s", c.e.Earliest.Sub(t0), c.e.Latest.Sub(t0), got, c.want)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{In(-time.Minute, 100*ms), "-1m00.0s"},
		{In(68300*ms, 100*ms), "1m08.3s"},
		{Whole(-5900 * ms), "-5s"},
		{Whole(90061 * time.Second), "1d01h"},
		{Long(90061 * time.Second), "1d01h01m"},
		{Total(40 * ms), "<0.1s"},
		{Total(-1240 * ms), "-1.2s"},
		{Total(59990 * ms), "1m00s"},
		{Setting(10 * time.Minute), "10m00s"},
		{Exactly(5400 * ms).Plus(Length{}).Total(), "5.4s"},
		{Between(apiSecond(0), known(26.3)).Total(), "26.3s"},
		{Between(apiSecond(0), known(0.7)).Part(), "~0.7s"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestDistantTimes checks lengths at the limits of a Duration: a pod created in
// the year 9999 is further away than one holds, and the smallest has no
// positive counterpart.
func TestDistantTimes(t *testing.T) {
	never := timeline.ExactEdge(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))
	for _, e := range [][2]timeline.Edge{{never, known(0)}, {known(0), never}, {timeline.ReportedEdge(never.Time), never}} {
		l := Between(e[0], e[1])
		for _, l := range []Length{l, l.Plus(l), Since(e[0], e[1].Time)} {
			t.Log(l.Short(), l.Sentence(), l.Column(), l.Total(), l.Part())
		}
		t.Log(Until(e[0], e[1].Time))
	}
	for _, d := range []time.Duration{math.MinInt64, math.MaxInt64} {
		for _, got := range []string{In(d, ms), In(d, time.Hour), Whole(d), Long(d), Total(d), Setting(d)} {
			if got != "invalid" {
				t.Errorf("%d is %q, want invalid", d, got)
			}
		}
	}
}

// A length of which one edge is open is worded by what is known of it.
func TestOpenEdges(t *testing.T) {
	open := timeline.Edge{Time: sec(0), Latest: sec(0), Basis: timeline.Observed}
	for _, c := range []struct {
		to                      timeline.Edge
		short, sentence, column string
	}{
		{known(0), "?", "an unknown time", "?"},
		{known(90), "≥1m30s", "at least 1m30s", "at least 1m30s"},
	} {
		if l := Between(open, c.to); l.Short() != c.short || l.Sentence() != c.sentence || l.Column() != c.column {
			t.Errorf("%q %q %q, want %+v", l.Short(), l.Sentence(), l.Column(), c)
		}
	}
}
