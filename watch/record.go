package watch

import (
	"context"
	"errors"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/recording"
)

// Record returns a source that delivers what src delivers after writing it down.
// A failure to write stops neither src nor its observations: see recording.Recorder.Err.
func Record(src Source, r *recording.Recorder) Source { return &recorded{src, r} }

type recorded struct {
	src      Source
	recorder *recording.Recorder
}

// Run implements Source.
func (r *recorded) Run(ctx context.Context, out chan<- timeline.Observation) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	between, done := make(chan timeline.Observation), make(chan error, 1)
	go func() {
		done <- r.src.Run(ctx, between)
		close(between)
	}()
	var refused error
	for o := range between {
		if refused != nil {
			continue
		}
		_ = r.recorder.Write(o) // kept in Err and told to OnError
		if refused = send(ctx, out, o); refused != nil {
			cancel()
		}
	}
	return errors.Join(<-done, refused)
}
