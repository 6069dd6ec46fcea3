package cli

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
)

// stream runs a source on one side and use on the other, and waits for both. Its
// channel is the only one between an API server and a screen: it decouples a
// burst of updates from what they cost to fold.
// use gets the channel, which is closed when the source ends, and a function
// that says with which error it ended; when use returns, the source is stopped.
func stream(ctx context.Context, src watch.Source, use func(context.Context, <-chan timeline.Observation, func() error) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var ended notice
	out := make(chan timeline.Observation, 1024)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(out)
		err := protect(func() error {
			return src.Run(ctx, func(o timeline.Observation) error {
				select {
				case out <- o:
					return nil
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			})
		})
		if err != nil && ctx.Err() == nil {
			ended.set(err)
		}
	}()
	err := use(ctx, out, ended.get)
	stop()
	<-done
	return cmp.Or(err, ended.get())
}

// pulse returns a source that delivers what source does, and a bookmark, which
// changes nothing, every second: what is judged by how long something lasts is
// looked at though nothing happens.
func pulse(source watch.Source) watch.Source {
	return watch.SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
		var mu sync.Mutex
		one := func(o timeline.Observation) error {
			mu.Lock()
			defer mu.Unlock()
			return emit(o)
		}
		ctx, stop := context.WithCancel(ctx)
		var ticking sync.WaitGroup
		defer ticking.Wait()
		defer stop()
		ticking.Go(func() {
			ticker := time.NewTicker(tick)
			defer ticker.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case now := <-ticker.C:
					if one(timeline.Observation{At: now, Type: timeline.Bookmark}) != nil {
						return
					}
				}
			}
		})
		return source.Run(ctx, one)
	})
}
