package watch

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	apiwatch "k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"

	"github.com/podlife/podlife/timeline"
)

// follower delivers every change of one resource, for as long as the server lets
// it: a cache.Reflector gets the state with a watch that begins with it, or from
// a list where the server refuses that, resumes the watch whenever it ends, and
// gets the state again after 410. Everything passes through store.
//
// Two things are decided here and not by the Reflector. It lists again after
// most errors while opening a watch and after every error inside one, where
// resuming loses nothing: so list and watch try again until they succeed, and
// errors inside a watch are taken for its end. And it asks for a list that is as
// new as what it knows, for which servers ignore the limit of a page: ours ask
// for the newest state, page by page.
type follower struct {
	name     string // the resource
	of       string // of which Service, for endpointslices
	required bool   // without it there is nothing to show
	silent   bool   // observe only
	gaps     bool
	api      *api
	strip    func(metav1.Object)
	keep     func(metav1.Object) bool // nil: every object
	observe  func(timeline.ObservationType, metav1.Object)
	began    func()                   // called once, when the first state has been delivered
	left     func(metav1.Object) bool // takes over what the selector may only have ceased to match, or has no room

	status *status
	retry  retryPolicy
	emit   func(timeline.Observation) error
	start  func(func() error) // runs a goroutine that Live waits for

	known  known // of the Reflector's goroutine, as held and listed are
	held   tally // of known
	listed bool  // once at least
	pages  int   // of the list that is under way, as found is
	found  tally
	plain  atomic.Bool // the server refuses to begin a watch with the state
	end    context.CancelCauseFunc
	contact
}

// errStopped ends a follower without which the others go on.
var errStopped = errors.New("the server sends too much")

// errPlain makes the Reflector list instead.
var errPlain = errors.New("the server does not begin a watch with the state")

// run follows until ctx ends (nil) or nothing more can come of it.
func (f *follower) run(ctx context.Context) error {
	silent := klog.Logger{}
	running, end := context.WithCancelCause(klog.NewContext(ctx, silent))
	defer end(nil)
	f.end = end
	lw := &cache.ListWatch{ListWithContextFunc: f.list, WatchFuncWithContext: f.watch}
	r := cache.NewReflectorWithOptions(lw, f.api.one, store{f}, cache.ReflectorOptions{Logger: &silent, Name: f.name, Backoff: f.retry.relists()})
	r.WatchListPageSize = pageSize
	r.RunWithContext(running)
	if cause := context.Cause(running); ctx.Err() == nil && !errors.Is(cause, errStopped) {
		return cause
	}
	return nil
}

// list returns one page of the newest state.
func (f *follower) list(ctx context.Context, options metav1.ListOptions) (page runtime.Object, err error) {
	if options.Continue == "" {
		f.pages, f.found = 0, tally{}
	}
	if f.pages++; f.pages > maxPages {
		return nil, f.exceeded(&limitError{fmt.Sprintf("list %s: over %d pages of %d", f.name, maxPages, pageSize)})
	}
	options.ResourceVersion, options.ResourceVersionMatch = "", ""
	err = f.try(ctx, func() error {
		page, err = f.api.list(ctx, options)
		return err
	})
	if err != nil {
		return nil, err
	}
	var kept []runtime.Object
	err = meta.EachListItemWithAlloc(page, func(item runtime.Object) error {
		if o, ok := item.(metav1.Object); ok && f.wanted(o) {
			kept = append(kept, item)
			f.found.add(o, 1)
		}
		return nil
	})
	if over := f.found.over(f.name); over != nil {
		return nil, f.exceeded(over)
	}
	if err == nil {
		err = meta.SetList(page, kept)
	}
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", f.name, err)
	}
	return page, nil
}

// watch opens a watch.
func (f *follower) watch(ctx context.Context, options metav1.ListOptions) (apiwatch.Interface, error) {
	initial := options.SendInitialEvents != nil && *options.SendInitialEvents
	if initial && f.plain.Load() {
		return nil, errPlain
	}
	if err := f.pause(ctx); err != nil {
		return nil, err
	}
	if initial && !f.listed {
		// What the API server has in memory: what it lacks, if anything, comes next.
		// For the newest state, which "" asks for, it would have to ask etcd first.
		options.ResourceVersion = "0"
	}
	var w openWatch
	err := f.try(ctx, func() (err error) {
		w, err = f.api.watch(ctx, options)
		if initial && err != nil && classify(err) == refused {
			f.plain.Store(true)
			return errPlain
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	f.opened(initial)
	return f.forward(ctx, w, options.ResourceVersion, initial), nil
}

// try makes a request until it succeeds, ctx ends or an error says that trying
// again is no use.
func (f *follower) try(ctx context.Context, request func() error) error {
	for {
		late := time.AfterFunc(f.retry.settle, f.unanswered)
		err := request()
		late.Stop()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case errors.Is(err, errPlain):
			return err
		}
		wait, err := f.failed(err)
		if err != nil {
			return err
		}
		f.wait(ctx, wait)
	}
}

// wait waits for d, or until another stream gets through again: they all lead to
// the same server.
func (f *follower) wait(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-f.status.revival(f.name, f.of):
	case <-ctx.Done():
	}
}

// failed decides what to do about an error of a request: how long to wait before
// the next attempt, or an error: there is none.
func (f *follower) failed(err error) (time.Duration, error) {
	decision := classify(err)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.note(err)
	f.attempts++
	wait := max(f.backoff(time.Now()), retryAfter(err))
	switch {
	case f.required && !f.watched && (decision == refused || f.attempts >= f.retry.starts):
		return 0, f.give(err)
	case decision == relist:
		return 0, err
	case decision == refused && !f.required:
		f.status.refuse(f.name, f.of, reason(err))
		return f.retry.refused, nil
	}
	f.lose(err)
	return wait, nil
}

// give ends the follower with an error, or says which part is missing.
func (f *follower) give(err error) error {
	if f.required {
		f.end(err)
	} else {
		f.status.refuse(f.name, f.of, reason(err))
	}
	return err
}

// exceeded ends the follower because the server sends too much: with an error, or
// as a part that is missing.
func (f *follower) exceeded(err error) error {
	err = f.give(err)
	f.end(errStopped) // unless it has ended with err
	return err
}

// wanted prepares an object and reports whether it is to be delivered.
func (f *follower) wanted(o metav1.Object) bool {
	f.prepare(o)
	return f.keep == nil || f.keep(o)
}

// prepare drops what nothing reads of an object.
func (f *follower) prepare(o metav1.Object) {
	dropFields(o)
	if f.strip != nil {
		f.strip(o)
	}
}

// expired returns the error event after which a Reflector lists again.
func expired(err error) apiwatch.Event {
	status := apierrors.NewResourceExpired(err.Error()).Status()
	return apiwatch.Event{Type: apiwatch.Error, Object: &status}
}
