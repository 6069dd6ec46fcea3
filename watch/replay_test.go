package watch

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/podlife/podlife/timeline"
)

// arrivals are the moments, from the start, at which a replay delivers.
func arrivals(ctx context.Context, r *Replay) ([]time.Duration, error) {
	start := time.Now()
	out, done := make(chan timeline.Observation), make(chan error, 1)
	go func() {
		done <- r.Run(ctx, out)
		close(out)
	}()
	var got []time.Duration
	for range out {
		got = append(got, time.Since(start))
	}
	return got, <-done
}

func TestReplayPace(t *testing.T) {
	rec := Recording{Observations: []timeline.Observation{observed(10, "a"), observed(12, "b"), observed(12, "c"), observed(11, "back"), observed(20, "d")}}
	seconds := func(d ...float64) (out []time.Duration) {
		for _, s := range d {
			out = append(out, time.Duration(s*float64(time.Second)))
		}
		return out
	}
	for _, c := range []struct {
		speed float64
		start time.Duration
		want  []time.Duration
	}{
		{0, 0, seconds(0, 0, 0, 0, 0)},
		{1, 0, seconds(0, 2, 2, 2, 10)},
		{4, 0, seconds(0, 0.5, 0.5, 0.5, 2.5)},
		{1, 2 * time.Second, seconds(0, 0, 0, 0, 8)},
		{2, 5 * time.Second, seconds(0, 0, 0, 0, 2.5)},
		{1, time.Hour, seconds(0, 0, 0, 0, 0)},
	} {
		synctest.Test(t, func(t *testing.T) {
			got, err := arrivals(t.Context(), &Replay{Next: rec.Each(), Speed: c.speed, Start: c.start})
			if err != nil || len(got) != len(c.want) {
				t.Fatalf("speed %v start %v: %v, %v", c.speed, c.start, got, err)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("speed %v start %v: %v, want %v", c.speed, c.start, got, c.want)
					break
				}
			}
		})
	}
}

func TestReplaySteps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rec := Recording{Observations: []timeline.Observation{observed(10, "a"), observed(12, "b"), observed(14, "c"), observed(20, "d")}}
		step := make(chan struct{})
		go func() {
			time.Sleep(time.Minute)
			step <- struct{}{}
			time.Sleep(time.Minute)
			close(step)
		}()
		got, err := arrivals(t.Context(), &Replay{Next: rec.Each(), Speed: 1, Start: 2 * time.Second, Step: step})
		want := []time.Duration{0, time.Minute, 2 * time.Minute, 2*time.Minute + 6*time.Second}
		for i := range want {
			if err != nil || i >= len(got) || got[i] != want[i] {
				t.Fatalf("%v, %v; want %v", got, err, want)
			}
		}
	})
}

func TestReplayCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		rec := Recording{Observations: []timeline.Observation{observed(10, "a"), observed(12, "b")}}
		got, err := arrivals(ctx, &Replay{Next: rec.Each(), Speed: 1})
		if len(got) != 1 || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, %v", got, err)
		}
	})
}
