package watch

import (
	"context"
	"fmt"
	"math"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	apiwatch "k8s.io/apimachinery/pkg/watch"
)

// initialSilence is how long a server that was asked to begin with the state may
// say nothing before its end. One that does not know the question answers with a
// watch that never says where the state ends (before Kubernetes 1.27, and what
// only speaks like it); a list costs one request more.
const initialSilence = time.Second

// forward returns what a Reflector gets of a watch that is open from version on:
// the events of the objects that are kept; of the others, bookmarks. It ends
// with the watch.
func (f *follower) forward(ctx context.Context, w openWatch, version string, initial bool) apiwatch.Interface {
	r := &relay{follower: f, in: w, out: make(chan apiwatch.Event), initial: initial, began: time.Now()}
	r.ProxyWatcher = apiwatch.NewProxyWatcher(r.out)
	f.start(func() error {
		defer close(r.out)
		defer w.close()
		if initial || r.open(ctx, version) {
			r.run(ctx)
		}
		return nil
	})
	return r
}

// relay is a watch on its way to a Reflector.
type relay struct {
	*apiwatch.ProxyWatcher
	follower *follower
	in       openWatch
	out      chan apiwatch.Event
	initial  bool // the state is still to come
	began    time.Time
	found    tally // in the state
}

func (r *relay) run(ctx context.Context) {
	// A server that cannot go on from the version says so at once; when it does
	// not, and has nothing else to say, the watch is on.
	settled := time.NewTimer(r.follower.retry.settle)
	defer settled.Stop()
	late := time.NewTimer(initialSilence)
	defer late.Stop()
	for {
		select {
		case <-settled.C:
			if !r.initial {
				r.follower.resumed(time.Now())
			}
		case <-late.C:
			if r.initial { // it ignores what it was asked for: list
				r.follower.plain.Store(true)
				return
			}
		case e, open := <-r.in.ResultChan():
			if !open {
				r.follower.ended(time.Now(), r.began, r.in.budget.silent())
				return
			}
			late.Reset(initialSilence)
			if !r.event(ctx, e) {
				return
			}
		case <-r.StopChan():
			return
		case <-ctx.Done():
			return
		}
	}
}

// event passes one event on, and reports whether to go on.
func (r *relay) event(ctx context.Context, e apiwatch.Event) bool {
	now, initial := time.Now(), r.initial
	r.in.budget.next.Store(maxObject) // for the next object: one more has been read
	if e.Type == apiwatch.Error {
		err := fmt.Errorf("watch %s: %w", r.follower.name, apierrors.FromObject(e.Object))
		if r.follower.broken(now, err) {
			r.send(ctx, expired(err))
		}
		return false
	}
	o, ok := e.Object.(metav1.Object)
	switch {
	case !ok:
		return true // the Reflector would skip it too
	case e.Type == apiwatch.Bookmark:
		if o.GetAnnotations()[metav1.InitialEventsAnnotationKey] == "true" {
			r.initial = false
			r.in.budget.whole.Store(math.MaxInt64) // what follows has no end, and is not kept
		}
	case e.Type == apiwatch.Deleted: // the store knows whether it was wanted
		r.follower.prepare(o)
	case !r.follower.wanted(o):
		if initial {
			return true
		}
		e = r.follower.bookmark(o.GetResourceVersion())
	case initial:
		r.found.add(o, 1)
		if err := r.found.over(r.follower.name); err != nil {
			_ = r.follower.exceeded(err)
			return false
		}
	}
	if !initial {
		r.follower.heard(now)
	}
	return r.send(ctx, e) && (!initial || r.initial || r.open(ctx, o.GetResourceVersion()))
}

// open says from which version on the watch is open. A Reflector takes one that
// ends in its first second without an event for broken, and lists again
// (VeryShortWatchError); resuming from the same version loses nothing.
func (r *relay) open(ctx context.Context, version string) bool {
	return r.send(ctx, r.follower.bookmark(version))
}

func (r *relay) send(ctx context.Context, e apiwatch.Event) bool {
	select {
	case r.out <- e:
		return true
	case <-r.StopChan():
	case <-ctx.Done():
	}
	return false
}

// bookmark returns the event that says that everything up to a version was sent.
func (f *follower) bookmark(version string) apiwatch.Event {
	o := f.api.one.DeepCopyObject().(object)
	o.SetResourceVersion(version)
	return apiwatch.Event{Type: apiwatch.Bookmark, Object: o}
}
