// Package watch holds podlife's sources of Observations: a live cluster and the
// demo recording inside the binary; and a decorator that records what any source
// delivers (package recording has the file format).
//
// It knows the Kubernetes list/watch protocol. It must not know what an
// Observation means (package timeline) or how it is drawn. All concurrency of
// reading lives here: whoever starts a goroutine waits for it.
package watch

import (
	"context"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Source delivers Observations in the order in which they were seen.
type Source interface {
	// Run sends to out until the source is exhausted (nil), ctx is done (an
	// error that wraps ctx.Err(), or nil when the source ended at that moment),
	// or the source cannot go on (any other error). It blocks, owns every
	// goroutine it starts and has waited for all of them when it returns. It
	// never closes out. A Source runs once.
	Run(ctx context.Context, out chan<- timeline.Observation) error
}

// send delivers o unless ctx ends first.
func send(ctx context.Context, out chan<- timeline.Observation, o timeline.Observation) error {
	select {
	case out <- o:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// sleep waits for d unless ctx ends first.
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
