package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Replay is a Source that delivers a recording again.
type Replay struct {
	// Next returns one observation after the other, then io.EOF: Reader.Next,
	// or Recording.Each.
	Next func() (timeline.Observation, error)
	// Speed is how many times faster than life; 0 is as fast as possible.
	Speed float64
	// Start is an offset from the first observation: what lies before it is
	// delivered at once.
	Start time.Duration
	// Step, if set, holds back every observation after Start until something is
	// received from it; closing it lets the rest go at Speed.
	Step <-chan struct{}
}

// Each returns a function that returns the observations in turn, then io.EOF.
func (r Recording) Each() func() (timeline.Observation, error) {
	rest := r.Observations
	return func() (timeline.Observation, error) {
		if len(rest) == 0 {
			return timeline.Observation{}, io.EOF
		}
		o := rest[0]
		rest = rest[1:]
		return o, nil
	}
}

// Run implements Source.
func (r *Replay) Run(ctx context.Context, out chan<- timeline.Observation) error {
	pace := pace{speed: r.Speed, start: r.Start}
	step := r.Step
	for {
		o, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		wait := pace.until(o.At)
		if step != nil && !pace.catchingUp {
			select {
			case _, open := <-step:
				if !open {
					step, pace = nil, pace.from(o.At)
				}
				wait = 0
			case <-ctx.Done():
				return fmt.Errorf("replay: %w", context.Cause(ctx))
			}
		}
		if err := sleep(ctx, wait); err != nil {
			return fmt.Errorf("replay: %w", err)
		}
		if err := send(ctx, out, o); err != nil {
			return fmt.Errorf("replay: %w", err)
		}
	}
}

// pace maps a recording's clock to the wall clock.
type pace struct {
	speed      float64
	start      time.Duration
	first      time.Time // the recording's first moment
	origin     time.Time // the recorded moment that was now at base
	base       time.Time
	catchingUp bool // before start
}

// until returns how long to wait before the observation of recorded moment at.
func (p *pace) until(at time.Time) time.Duration {
	if p.first.IsZero() {
		p.first = at
	}
	p.catchingUp = at.Sub(p.first) < p.start
	if p.catchingUp || p.speed <= 0 {
		return 0
	}
	if p.base.IsZero() {
		*p = p.from(p.first.Add(p.start))
	}
	due := p.base.Add(time.Duration(float64(at.Sub(p.origin)) / p.speed))
	return time.Until(due)
}

// from restarts the clock: the recorded moment at is now.
func (p pace) from(at time.Time) pace {
	p.origin, p.base, p.catchingUp = at, time.Now(), false
	return p
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
