package watch

import (
	"context"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Shift delivers what source delivers as a computer would whose clock is by so
// much ahead of this one's: with the API server's own difference, arrivals and
// the times in objects are on one clock from the first observation on.
func Shift(source Source, by time.Duration) Source {
	if by == 0 {
		return source
	}
	return &shifted{source, by}
}

type shifted struct {
	source Source
	by     time.Duration
}

// Run implements Source.
func (s *shifted) Run(ctx context.Context, out chan<- timeline.Observation) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	in := make(chan timeline.Observation)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for o := range in {
			if err := send(ctx, out, s.shift(o)); err != nil {
				cancel(err)
			}
		}
	}()
	err := s.source.Run(ctx, in)
	close(in)
	<-done
	return err
}

func (s *shifted) shift(o timeline.Observation) timeline.Observation {
	o.At = o.At.Add(s.by)
	if gap, ok := o.Object.(*timeline.Gap); ok && gap != nil {
		o.Object = &timeline.Gap{From: gap.From.Add(s.by), To: gap.To.Add(s.by), Reason: gap.Reason}
	}
	return o
}
