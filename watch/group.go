package watch

import (
	"context"
	"sync"
)

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
