package cli

import (
	"context"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
)

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
