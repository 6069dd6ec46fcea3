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
