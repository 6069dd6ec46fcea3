package watch

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	apiwatch "k8s.io/apimachinery/pkg/watch"

	"github.com/podlife/podlife/timeline"
)

// lister is what a follower needs of an api.
type lister interface {
	list(ctx context.Context, object func(metav1.Object)) (version string, err error)
	watch(ctx context.Context, version string) (apiwatch.Interface, context.CancelFunc, error)
}

// follower delivers every change of one resource: a list, then a watch from its
// resource version on, for as long as the server lets it, and again.
//
// client-go's Reflector is not used for this: it lists again after every error
// while opening a watch, where resuming loses nothing, and it does not say why.
type follower struct {
	name     string // the resource
	of       string // of which Service, for endpointslices
	required bool   // without it there is nothing to show
	silent   bool   // observe only
	gaps     bool
	api      lister
	strip    func(metav1.Object)
	keep     func(metav1.Object) bool // nil: every object
	observe  func(timeline.ObservationType, metav1.Object)
	began    func()              // called once, when the first list has been delivered
	left     func(metav1.Object) // takes what the selector may only have ceased to match

	status *status
	retry  retryPolicy
	emit   func(timeline.Observation) error

	known    known
	version  string    // resume here; "": list
	listed   bool      // once at least
	watched  bool      // once at least
	contact  time.Time // the last moment at which nothing was missed
	attempts int       // failed in a row, until a watch works
	trouble  error     // the first of them, or the first that the server told
	late     bool      // something may have happened meanwhile, and arrives late
	unread   int       // errors inside the stream in a row
	resuming bool      // a watch is open again but has not delivered anything
}

// run follows until ctx ends (nil) or nothing more can come of it.
func (f *follower) run(ctx context.Context) error {
	for ctx.Err() == nil {
		var err error
		if f.version == "" {
			err = f.list(ctx)
		} else {
			err = f.watch(ctx)
		}
		if ctx.Err() != nil || err == nil {
			continue
		}
		wait, err := f.failed(err)
		if err != nil {
			return err
		}
		f.wait(ctx, wait)
	}
	return nil
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

// failed decides what to do about err: how long to wait before the next attempt,
// or an error: there is none.
func (f *follower) failed(err error) (time.Duration, error) {
	verdict := judge(err)
	if f.trouble == nil || answered(err) && !answered(f.trouble) {
		f.trouble = err
	}
	f.resuming = false
	f.attempts++
	if verdict == relist || f.unread >= f.retry.unread {
		f.version, f.unread = "", 0
	}
	if f.required && !f.watched && (verdict == refused || f.attempts >= f.retry.starts) {
		return 0, err
	}
	if verdict == refused && !f.required {
		f.late = true
		f.status.refuse(f.name, f.of, reason(err))
		return f.retry.refused, nil
	}
	if f.attempts > 1 || verdict == refused || answered(err) && verdict == retry {
		f.late = true
		f.status.lose(f.name, f.of, f.contact, reason(err))
	}
	return max(f.retry.backoff(f.attempts), retryAfter(err)), nil
}

// list delivers what there is the first time, and later what changed since.
func (f *follower) list(ctx context.Context) error {
	found := known{}
	version, err := f.api.list(ctx, func(o metav1.Object) {
		if f.prepare(o); !f.wanted(o) {
			return
		}
		found[o.GetUID()] = o
	})
	if err != nil {
		return err
	}
	now := time.Now()
	if f.listed {
		if err := f.gap(now, "listed again"); err != nil {
			return err
		}
	}
	for _, c := range f.known.changes(found) {
		if c.typ == timeline.Deleted && f.leaves(c.object) {
			continue
		}
		if err := f.deliver(now, c.typ, c.object); err != nil {
			return err
		}
	}
	if !f.listed && f.began != nil {
		f.began()
	}
	f.listed, f.known, f.version = true, found, version
	f.recovered(now) // attempts stay until the watch works too
	return nil
}

// watch delivers what the server sends until the stream ends.
func (f *follower) watch(ctx context.Context) error {
	w, cancel, err := f.api.watch(ctx, f.version)
	if err != nil {
		return err
	}
	defer cancel()
	defer w.Stop()
	f.watched, f.resuming = true, true
	opened := time.Now()
	// A server that cannot go on from the version says so at once; when it does
	// not, and has nothing else to say, the watch is on.
	settled := time.NewTimer(f.retry.settle)
	defer settled.Stop()
	for {
		select {
		case <-settled.C:
			if err := f.resumed(time.Now()); err != nil {
				return err
			}
		case e, open := <-w.ResultChan():
			now := time.Now()
			if !open && f.resuming && now.Sub(opened) < f.retry.settle {
				return errShortWatch
			}
			if !open {
				f.contact = later(f.contact, now.Add(-deadAfter))
				return nil
			}
			if err := f.event(now, e); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// event delivers one watch event.
func (f *follower) event(now time.Time, e apiwatch.Event) error {
	if e.Type == apiwatch.Error {
		// Asked again from the same version, the server would send the same: if
		// that cannot be read, only a list helps.
		f.unread++
		return fmt.Errorf("watch %s: %w", f.name, apierrors.FromObject(e.Object))
	}
	o, ok := e.Object.(metav1.Object)
	if !ok {
		return fmt.Errorf("watch %s: the server sent a %T", f.name, e.Object)
	}
	if err := f.resumed(now); err != nil {
		return err
	}
	f.contact, f.unread, f.version = now, 0, o.GetResourceVersion()
	if e.Type == apiwatch.Bookmark {
		return nil
	}
	if f.prepare(o); !f.wanted(o) {
		return nil
	}
	before := f.known[o.GetUID()]
	switch {
	case e.Type == apiwatch.Deleted:
		delete(f.known, o.GetUID())
		if before != nil && o.GetDeletionTimestamp() == nil && f.leaves(before) {
			return nil
		}
	case before != nil && before.GetResourceVersion() == o.GetResourceVersion():
		return nil // delivered already
	default:
		f.known[o.GetUID()] = o
	}
	return f.deliver(now, timeline.ObservationType(e.Type), o)
}

// resumed notes that a watch that was opened again does deliver.
func (f *follower) resumed(now time.Time) error {
	if !f.resuming {
		return nil
	}
	f.resuming, f.attempts = false, 0
	if f.late {
		if err := f.gap(now, "resumed"); err != nil {
			return err
		}
	}
	f.recovered(now)
	return nil
}

func (f *follower) recovered(now time.Time) {
	f.contact, f.late, f.trouble = now, false, nil
	f.status.recover(f.name, f.of)
}

// gap tells that nothing was heard between the last contact and now.
func (f *follower) gap(now time.Time, how string) error {
	if !f.gaps {
		return nil
	}
	why := "the watch ended"
	if f.trouble != nil {
		why = reason(f.trouble)
	}
	gap := &timeline.Gap{From: f.contact, To: now, Reason: f.name + ": " + why + "; " + how}
	return f.emit(timeline.Observation{At: now, Type: timeline.GapType, Object: gap})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (f *follower) prepare(o metav1.Object) {
	dropFields(o)
	if f.strip != nil {
		f.strip(o)
	}
}

// leaves hands a pod over that was reported as deleted and was never asked to
// stop: a watch by labels says DELETED of what loses its labels too, and with
// the labels that it had (apiserver/pkg/storage/cacher, convertToWatchEvent).
func (f *follower) leaves(o metav1.Object) bool {
	if f.left == nil || o.GetDeletionTimestamp() != nil {
		return false
	}
	f.left(o)
	return true
}

func (f *follower) wanted(o metav1.Object) bool { return f.keep == nil || f.keep(o) }

func (f *follower) deliver(now time.Time, typ timeline.ObservationType, o metav1.Object) error {
	if f.observe != nil {
		f.observe(typ, o)
	}
	if f.silent {
		return nil
	}
	return f.emit(timeline.Observation{At: now, Type: typ, Object: o})
}
