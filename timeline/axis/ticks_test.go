package axis_test

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// ticks returns the labels on a linear axis of 60 cells that shows the time
// since skip at the scale per.
func ticks(per, skip time.Duration) (labels []string, step time.Duration) {
	s := axis.Split(nil, birth, birth.Add(skip+100*per), false)
	a := axis.New(s, 60, axis.View{Zoom: per, At: birth.Add(skip)})
	a.TicksFunc(func(_ time.Time, _, s time.Duration) string { step = s; return "" })
	for _, t := range a.Ticks() {
		labels = append(labels, t.Label)
	}
	return labels, step
}

func TestTickLadder(t *testing.T) {
	const ms, s, m, h = time.Millisecond, time.Second, time.Minute, time.Hour
	// The time six cells take → the step of unlabelled ticks.
	for _, test := range []struct{ six, want time.Duration }{
		{ms, ms}, {2 * ms, 2 * ms}, {3 * ms, 5 * ms}, {6 * ms, 10 * ms}, {12 * ms, 20 * ms}, {30 * ms, 50 * ms},
		{60 * ms, 100 * ms}, {150 * ms, 200 * ms}, {300 * ms, 500 * ms}, {600 * ms, s}, {2 * s, 2 * s}, {3 * s, 5 * s},
		{6 * s, 10 * s}, {12 * s, 30 * s}, {31 * s, m}, {2 * m, 2 * m}, {3 * m, 5 * m}, {6 * m, 10 * m}, {11 * m, 30 * m},
		{31 * m, h}, {2 * h, 2 * h}, {3 * h, 6 * h}, {7 * h, 12 * h}, {13 * h, 24 * h}, {25 * h, 48 * h}, {49 * h, 120 * h},
		{121 * h, 240 * h}, {241 * h, 480 * h}, {481 * h, 1200 * h},
	} {
		if _, got := ticks(test.six/6, 0); got != test.want {
			t.Errorf("six cells of %v: step %v, want %v", test.six, got, test.want)
		}
	}
}

// TestTickLabels checks that a label is long enough to differ from its
// neighbours and no longer, and that the steps grow where labels are long.
func TestTickLabels(t *testing.T) {
	for _, test := range []struct {
		name      string
		per, skip time.Duration
		want      string
	}{
		{"seconds", time.Second, 0, "0s 10s 20s 30s 40s 50s"},
		{"past a minute", 2 * time.Second, time.Minute, "1m 1m30s 2m 2m30s"},
		{"milliseconds", time.Millisecond, 980 * time.Millisecond, "980ms 990ms 1s 1.01s 1.02s 1.03s"},
		{"tenths past a minute", 20 * time.Millisecond, 61 * time.Second, "61s 61.2s 61.4s 61.6s 61.8s 62s"},
		{"half seconds", 80 * time.Millisecond, 3 * time.Second, "3.5s 4s 4.5s 5s 5.5s 6s 6.5s 7s 7.5s"},
		{"seconds after a day", 2 * time.Second, 25 * time.Hour, "1d01h 1d01h00m30s 1d01h01m 1d01h01m30s"},
		{"days", 4 * time.Hour, 0, "0s 1d 2d 3d 4d 5d 6d 7d 8d 9d"},
		{"days and hours", time.Hour, 0, "0s 12h 1d 1d12h 2d"},
	} {
		labels, _ := ticks(test.per, test.skip)
		for len(labels) > 0 && labels[len(labels)-1] == "" {
			labels = labels[:len(labels)-1]
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestClockTicks checks that ticks of a clock are at its round moments, in a zone that is
// half an hour off, too.
func TestClockTicks(t *testing.T) {
	for _, test := range []struct {
		per  time.Duration
		zone int
		want string
	}{
		{time.Second, 0, "14:02:10 14:02:20 14:02:30 14:02:40 14:02:50"},
		{2 * time.Second, 0, "14:02:30 14:03:00 14:03:30"},
		{10 * time.Minute, 0, "16:00:00 18:00:00 20:00:00 22:00:00"},
		{10 * time.Minute, 19800, "20:00:00 22:00:00 00:00:00 02:00:00 04:00:00"},
		{2 * time.Hour, -1800, "00:00:00 00:00:00 00:00:00 00:00:00"},
	} {
		a := axis.New(axis.Split(nil, birth, birth.Add(60*test.per), false), 60, axis.View{})
		var labels []string
		for _, tick := range a.ClockTicks(time.FixedZone("", test.zone), func(t time.Time, _ time.Duration) string { return t.Format(time.TimeOnly) }) {
			if tick.Label != "" {
				labels = append(labels, tick.Label)
			}
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("%v a cell: %s, want %s", test.per, got, test.want)
		}
	}
}
