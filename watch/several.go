package watch

import (
	"context"
	"slices"
	"sync"

	"github.com/podlife/podlife/timeline"
)

// Several is the Source of what several sources deliver, one for each target.
// Where targets overlap, an observation may come more than once, which changes
// nothing in the model.
type Several []*Live

// Run implements Source. The first error ends all.
func (s Several) Run(ctx context.Context, out chan<- timeline.Observation) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	var wg sync.WaitGroup
	for _, l := range s {
		wg.Go(func() { fail(l.Run(ctx, out)) })
	}
	wg.Wait()
	return context.Cause(ctx)
}

// Missing returns what the server refuses to any of them, once each.
func (s Several) Missing() []string {
	var missing []string
	for _, l := range s {
		for _, m := range l.Missing() {
			if !slices.Contains(missing, m) {
				missing = append(missing, m)
			}
		}
	}
	slices.Sort(missing)
	return missing
}

// Status is the first connection that is not well, in words.
func (s Several) Status() string {
	for _, l := range s {
		if status := l.Status(); status != "" {
			return status
		}
	}
	return ""
}
