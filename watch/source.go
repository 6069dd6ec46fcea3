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
	"slices"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Source delivers Observations in the order in which they were seen.
type Source interface {
	// Run calls emit with every observation, one call at a time, until the
	// source is exhausted (nil), ctx is done (an error that wraps its cause, or
	// nil when the source ended at that moment), emit fails (its error), or the
	// source cannot go on (any other error). It blocks, owns every goroutine it
	// starts and has waited for all of them when it returns; a panic in one of
	// them is Run's. A Source runs once.
	//
	// emit may block; the source then reads no further. It must return when ctx
	// is done.
	Run(ctx context.Context, emit func(timeline.Observation) error) error
}

// SourceFunc is a Source that is a function.
type SourceFunc func(ctx context.Context, emit func(timeline.Observation) error) error

// Run implements Source.
func (f SourceFunc) Run(ctx context.Context, emit func(timeline.Observation) error) error {
	return f(ctx, emit)
}

// Record returns a source that delivers what source delivers, after write has
// written it down. A failure to write stops neither: see recording.Recorder.Err.
func Record(source Source, write func(timeline.Observation) error) Source {
	return SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
		return source.Run(ctx, func(o timeline.Observation) error {
			_ = write(o) // kept in recording.Recorder.Err and passed to OnError
			return emit(o)
		})
	})
}

// Shift returns a source that delivers what source delivers as a computer would
// whose clock is by so much ahead of this one's: with the API server's own
// difference, arrivals and the times in objects are on one clock from the first
// observation on.
func Shift(source Source, by time.Duration) Source {
	if by == 0 {
		return source
	}
	return SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
		return source.Run(ctx, func(o timeline.Observation) error {
			o.At = o.At.Add(by)
			if gap, ok := o.Object.(*timeline.Gap); ok && gap != nil {
				o.Object = &timeline.Gap{From: gap.From.Add(by), To: gap.To.Add(by), Reason: gap.Reason}
			}
			return emit(o)
		})
	})
}

// oneAtATime returns emit for several goroutines: each call waits for the one
// before it.
func oneAtATime(emit func(timeline.Observation) error) func(timeline.Observation) error {
	var mu sync.Mutex
	return func(o timeline.Observation) error {
		mu.Lock()
		defer mu.Unlock()
		return emit(o)
	}
}

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
