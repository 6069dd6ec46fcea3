package watch

import (
	"cmp"
	"slices"
	"strconv"
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

// known is what is remembered of the newest version of every object that is not
// deleted, by UID: a name alone would take a pod's replacement for a change of the pod.
type known map[types.UID]metav1.Object

// Of Events no more is remembered than which have been delivered, and no longer
// than API servers keep them (--event-ttl), nor more of them than a flood brings.
const (
	eventTTL  = time.Hour
	maxEvents = 20_000
)

// delivered is what is remembered of an Event.
type delivered struct {
	metav1.ObjectMeta           // UID and ResourceVersion only
	at                time.Time // when it arrived
}

// lastSeen is what is remembered of a pod: which one it is, who wrote it last and
// whether it was asked to stop. Whole, five thousand pods would take as much memory
// again as what is drawn of them, and nothing reads more of one that is gone.
type lastSeen struct {
	metav1.ObjectMeta
	size int // of the whole pod
}

// Size returns how many bytes the whole pod has as protobuf.
func (s *lastSeen) Size() int { return s.size }

// pod returns what is known of the pod when a list shows that it is gone.
func (s *lastSeen) pod() *corev1.Pod { return &corev1.Pod{ObjectMeta: s.ObjectMeta} }

// add remembers an object that arrived at a moment.
func (k known) add(o metav1.Object, at time.Time) {
	switch whole := o.(type) {
	case *corev1.Event:
		o = &delivered{metav1.ObjectMeta{UID: whole.UID, ResourceVersion: whole.ResourceVersion}, at}
	case *corev1.Pod:
		seen := &lastSeen{whole.ObjectMeta, whole.Size()}
		seen.Annotations, seen.GenerateName = nil, ""
		o = seen
	}
	k[o.GetUID()] = o
	if len(k) > maxEvents {
		k.evict(at)
	}
}

// evict forgets Events that are older than their time to live; where these are
// few, the older half.
func (k known) evict(now time.Time) {
	var at []time.Time
	for _, o := range k {
		if e, ok := o.(*delivered); ok {
			at = append(at, e.at)
		}
	}
	if len(at) <= maxEvents {
		return // other objects
	}
	slices.SortFunc(at, time.Time.Compare)
	limit := at[len(at)/2]
	if expired := now.Add(-eventTTL); expired.After(limit) {
		limit = expired
	}
	for uid, o := range k {
		if e, ok := o.(*delivered); ok && !e.at.After(limit) {
			delete(k, uid)
		}
	}
}

type change struct {
	typ    timeline.ObservationType
	object metav1.Object
}

// changes returns what must have happened between k and found, in the order in
// which the server wrote it: what is gone first (as it was last seen, of a pod the
// metadata), then what is new or different. That an Event is gone is its time to
// live, not news.
func (k known) changes(found map[types.UID]metav1.Object) []change {
	var gone, rest []change
	for uid, o := range k {
		if found[uid] != nil {
			continue
		}
		switch o := o.(type) {
		case *delivered:
		case *lastSeen:
			gone = append(gone, change{timeline.Deleted, o.pod()})
		default:
			gone = append(gone, change{timeline.Deleted, o})
		}
	}
	for uid, o := range found {
		switch before := k[uid]; {
		case before == nil:
			rest = append(rest, change{timeline.Added, o})
		case before.GetResourceVersion() != o.GetResourceVersion():
			rest = append(rest, change{timeline.Modified, o})
		}
	}
	slices.SortFunc(gone, byVersion)
	slices.SortFunc(rest, byVersion)
	return append(gone, rest...)
}

// byVersion orders by resource version, which is a number that grows with every
// write (an extension API server may do otherwise; then by name).
func byVersion(a, b change) int {
	x, errX := strconv.ParseUint(a.object.GetResourceVersion(), 10, 64)
	y, errY := strconv.ParseUint(b.object.GetResourceVersion(), 10, 64)
	if errX == nil && errY == nil && x != y {
		return cmp.Compare(x, y)
	}
	return cmp.Or(cmp.Compare(a.object.GetName(), b.object.GetName()), cmp.Compare(a.object.GetUID(), b.object.GetUID()))
}
