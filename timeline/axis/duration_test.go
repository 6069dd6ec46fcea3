package axis_test

import (
	"math"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

func TestShort(t *testing.T) {
	const ms, s, m, h = time.Millisecond, time.Second, time.Minute, time.Hour
	for _, test := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0s"}, {1, "<1ms"}, {400 * time.Microsecond, "<1ms"}, {500 * time.Microsecond, "1ms"},
		{3 * ms, "3ms"}, {412 * ms, "412ms"}, {999*ms + 400*time.Microsecond, "999ms"}, {999*ms + 600*time.Microsecond, "1s"},
		{s, "1s"}, {1020 * ms, "1s"}, {1050 * ms, "1.1s"}, {4600 * ms, "4.6s"}, {26326 * ms, "26.3s"}, {30 * s, "30s"},
		{59940 * ms, "59.9s"}, {59960 * ms, "1m"}, {m, "1m"}, {90 * s, "1m30s"}, {132*s + 900*ms, "2m12s"}, {125 * s, "2m05s"},
		{59*m + 59*s, "59m59s"}, {h, "1h"}, {h + 5*m + 59*s, "1h05m"}, {14*h + 32*m, "14h32m"}, {h + 30*s, "1h"},
		{24 * h, "1d"}, {83 * h, "3d11h"}, {74 * h, "3d02h"}, {146*h + 14*m, "6d02h"}, {2400 * h, "100d"},
		{-90 * s, "-1m30s"}, {-3 * ms, "-3ms"}, {math.MinInt64, "-106751d23h"}, {math.MaxInt64, "106751d23h"},
	} {
		if got := axis.Short(test.d, 2); got != test.want {
			t.Errorf("short(%v, 2) = %q, want %q", test.d, got, test.want)
		}
	}
}

func TestShortUnits(t *testing.T) {
	const m, h = time.Minute, time.Hour
	for _, test := range []struct {
		d    time.Duration
		n    int
		want string
	}{
		{146*h + 14*m, 3, "6d02h14m"}, {144*h + 14*m, 3, "6d00h14m"}, {144*h + 14*m, 2, "6d"},
		{146*h + 14*m, 1, "6d"}, {4600 * time.Millisecond, 1, "4.6s"},
	} {
		if got := axis.Short(test.d, test.n); got != test.want {
			t.Errorf("short(%v, %d) = %q, want %q", test.d, test.n, got, test.want)
		}
	}
}

func TestShortFit(t *testing.T) {
	const m, h = time.Minute, time.Hour
	for _, test := range []struct {
		d     time.Duration
		cells int
		want  string
	}{
		{146*h + 14*m, 8, "6d02h14m"}, {146*h + 14*m, 7, "6d02h"}, {146*h + 14*m, 4, "6d"}, {146*h + 14*m, 1, "6d"},
		{14*h + 32*m, 5, "14h"}, {h + 5*m, 5, "1h05m"}, {26300 * time.Millisecond, 5, "26.3s"},
		{26300 * time.Millisecond, 4, "26s"}, {412 * time.Millisecond, 3, "412ms"}, {48 * time.Second, 5, "48s"},
	} {
		if got := axis.ShortFit(test.d, test.cells); got != test.want {
			t.Errorf("shortFit(%v, %d) = %q, want %q", test.d, test.cells, got, test.want)
		}
	}
}
