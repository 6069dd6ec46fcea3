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

// group runs functions side by side. The first that fails ends the context of
// all, and a panic in one is passed on to who waits for them: it would end the
// process, with the terminal as it is, where it happened.
type group struct {
	fail context.CancelCauseFunc
	wg   sync.WaitGroup

	once     sync.Once
	panicked any
}

// newGroup returns a group and the context to run its functions with.
func newGroup(ctx context.Context) (*group, context.Context) {
	ctx, fail := context.WithCancelCause(ctx)
	return &group{fail: fail}, ctx
}

// start runs f. An error of it ends the group; nil does not.
func (g *group) start(f func() error) {
	g.wg.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				g.once.Do(func() { g.panicked = r })
				g.fail(context.Canceled)
			}
		}()
		if err := f(); err != nil {
			g.fail(err)
		}
	})
}

// wait returns when all functions have, and panics if one of them did.
func (g *group) wait() {
	g.wg.Wait()
	g.fail(nil)
	if g.panicked != nil {
		panic(g.panicked)
	}
}
