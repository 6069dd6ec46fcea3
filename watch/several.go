package watch

import (
	"context"
	"slices"

	"github.com/podlife/podlife/timeline"
)

// Several is the Source of what several sources deliver, one for each target.
// Where targets overlap, an observation may come more than once, which changes
// nothing in the model.
type Several []*Live

// Run implements Source. The first source that ends, ends all.
func (s Several) Run(ctx context.Context, emit func(timeline.Observation) error) error {
	group, ctx := newGroup(ctx)
	emit = oneAtATime(emit)
	for _, l := range s {
		group.start(func() error { return l.Run(ctx, emit) })
	}
	group.wait()
	return context.Cause(ctx)
}

// Missing returns what the server refuses to any of them, once each.
func (s Several) Missing() []string {
	var missing []string
	for _, l := range s {
		missing = append(missing, l.Missing()...)
	}
	slices.Sort(missing)
	return slices.Compact(missing)
}

// Connection returns how all of them together are connected.
func (s Several) Connection() Connection {
	var all Connection
	for _, l := range s {
		all = all.and(l.Connection())
	}
	return all
}

// Status returns the first connection that is not well, in words.
func (s Several) Status() string {
	for _, l := range s {
		if status := l.Status(); status != "" {
			return status
		}
	}
	return ""
}
