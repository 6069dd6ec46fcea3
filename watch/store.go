package watch

import (
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// store is the cache.ReflectorStore of a follower: what a Reflector puts into it
// is delivered, and a moment later forgotten but for what distinguishes a change
// from a repetition. Its errors end the source by themselves; a Reflector only logs them.
type store struct{ *follower }

// Add implements cache.ReflectorStore.
func (s store) Add(o any) error { return s.put(timeline.Added, o) }

// Update implements cache.ReflectorStore.
func (s store) Update(o any) error { return s.put(timeline.Modified, o) }

// Delete implements cache.ReflectorStore.
func (s store) Delete(o any) error { return s.put(timeline.Deleted, o) }

// Resync implements cache.ReflectorStore: what has been delivered stays so.
func (s store) Resync() error { return nil }

// put delivers one event of a watch. It arrived now.
func (s store) put(typ timeline.ObservationType, item any) error {
	o, ok := item.(metav1.Object)
	if !ok {
		return nil // the Reflector knows which type it expects
	}
	now, before := time.Now(), s.known[o.GetUID()]
	switch {
	case typ == timeline.Deleted:
		s.forget(before)
		if before == nil && s.keep != nil || before != nil && o.GetDeletionTimestamp() == nil && s.leaves(before) {
			return nil
		}
	case before != nil && before.GetResourceVersion() == o.GetResourceVersion():
		return nil // delivered already
	default:
		s.forget(before)
		if err := s.remember(o, now); err != nil {
			return err
		}
	}
	return s.deliver(now, typ, o)
}

// remember takes an object into known, if there is room.
func (s store) remember(o metav1.Object, now time.Time) error {
	s.known.add(o, now)
	if _, event := o.(*corev1.Event); event {
		return nil // known forgets them by itself
	}
	s.held.add(o, 1)
	if err := s.held.over(s.name); err != nil {
		return s.exceeded(err)
	}
	return nil
}

// forget takes an object, if it is one, out of known.
func (s store) forget(o metav1.Object) {
	if o == nil {
		return
	}
	delete(s.known, o.GetUID())
	if _, event := o.(*delivered); !event {
		s.held.add(o, -1)
	}
}

// Replace implements cache.ReflectorStore: it delivers what there is the first
// time. Later the Reflector has listed again because the server no longer knows
// what happened since: a Gap, and then what must have changed in it.
func (s store) Replace(items []any, _ string) error {
	now, found := time.Now(), map[types.UID]metav1.Object{}
	for _, item := range items {
		if o, ok := item.(metav1.Object); ok {
			found[o.GetUID()] = o
		}
	}
	if err := s.replaced(now, s.listed); err != nil {
		return err
	}
	for _, c := range s.known.changes(found) {
		if c.typ == timeline.Deleted && s.leaves(c.object) {
			continue
		}
		if err := s.deliver(now, c.typ, c.object); err != nil {
			return err
		}
	}
	clear(s.known)
	s.held = tally{}
	for _, o := range found {
		if err := s.remember(o, now); err != nil {
			return err
		}
	}
	if !s.listed && s.began != nil {
		s.began()
	}
	s.listed = true
	return nil
}

// leaves hands a pod over that was reported as deleted and was never asked to
// stop: a watch by labels says DELETED of what loses its labels too, and with
// the labels that it had (apiserver/pkg/storage/cacher, convertToWatchEvent).
func (s store) leaves(o metav1.Object) bool {
	return s.left != nil && o.GetDeletionTimestamp() == nil && s.left(o)
}

func (s store) deliver(now time.Time, typ timeline.ObservationType, o metav1.Object) error {
	if s.observe != nil {
		s.observe(typ, o)
	}
	if s.silent {
		return nil
	}
	return s.emit(timeline.Observation{At: now, Type: typ, Object: o})
}
