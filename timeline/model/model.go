// Package model folds Observations into the lives of pods.
//
// It works in two steps. Apply keeps facts: what each version of a pod, each
// Event, slice and sample said, and when it arrived (life.go, status.go,
// event.go, slice.go, proberesult.go). Snapshot derives spans from all facts of a
// life together (build.go and what it calls). Because facts of different
// streams never overwrite each other, the order in which streams interleave
// cannot change the result.
//
// The package is pure: no I/O, no clock (every "now" is passed in), no
// goroutine. It knows what Kubernetes shows a client and how that can mislead;
// it must not know where Observations come from, nor how a life is worded or
// drawn: the verdict on a finished one is package verdict's.
package model

import (
	"cmp"
	"slices"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/workload"
)

// Model folds Observations into lives. It holds any number of pods, keyed by
// UID. It is not safe for concurrent use. The zero Model is not ready; use New.
type Model struct {
	origin   *byte // the same in all clones of one model
	lives    map[types.UID]*life
	unseen   []types.UID             // the latest that were heard of, seen since or not
	mirrors  map[types.UID]types.UID // static pod UID (in kubelet events) → mirror pod UID
	orphans  []*eventRecord          // events without a UID, matched by name and time
	slices   map[types.UID]*sliceRecord
	work     workload.Set
	budgets  workload.Budgets
	gaps     []timeline.Gap
	gapCount int
	missing  []string

	nowUnknown bool
	clock      clock
	from, to   time.Time
	count      int
	version    int
	pods       int // changes whenever there is another life to show, or one less

	selectors   selectors
	touched     []types.UID // of the lives that may have changed, the latest last
	touchedFrom int         // how many were there before those

	copied int // lives that a clone has as they were before, since the last clone

	goneKept    int // lives that are over; 0: all
	forgotten   int
	forgotUntil time.Time // when the last of them went
}

// New returns an empty model.
func New() *Model {
	return &Model{
		origin:  new(byte),
		lives:   map[types.UID]*life{},
		mirrors: map[types.UID]types.UID{},
		slices:  map[types.UID]*sliceRecord{},
	}
}

// Apply folds one Observation. It is total: any Observation, in any order, any
// number of times; it never panics and never fails.
func (m *Model) Apply(o timeline.Observation) {
	at := timeline.RealTime(o.At.UTC().Round(0)) // Round strips the monotonic reading
	if at.IsZero() {
		at = timeline.LaterTime(m.to, time.Unix(1, 0).UTC()) // no arrival given: after what came before
	}
	var changed bool
	switch obj := o.Object.(type) {
	case *corev1.Pod:
		changed = obj != nil && m.applyPod(obj, o.Type, at)
	case *corev1.Event:
		changed = obj != nil && m.applyEvent(coreEvent(obj, at), o.Type, at)
	case *eventsv1.Event:
		changed = obj != nil && m.applyEvent(newEvent(obj, at), o.Type, at)
	case *discoveryv1.EndpointSlice:
		changed = obj != nil && m.applySlice(obj, o.Type, at)
	case *timeline.ProbeSample:
		changed = obj != nil && m.applySample(obj, at)
	case *timeline.Reconstructed:
		changed = obj != nil && m.applyReconstructed(obj, o.Type, at)
	case *timeline.Gap:
		changed = obj != nil && m.applyGap(*obj, at)
	case *appsv1.Deployment, *appsv1.ReplicaSet, *appsv1.StatefulSet, *appsv1.DaemonSet, *batchv1.Job, *unstructured.Unstructured:
		changed = m.work.Apply(obj, o.Type, at)
	case *policyv1.PodDisruptionBudget:
		changed = m.budgets.Apply(obj, o.Type)
	default:
		changed = o.Type != timeline.Bookmark && o.Type != timeline.Error && o.Object != nil
	}
	if !changed {
		return
	}
	m.noteSelector(o)
	m.count++
	m.version++
	if m.from.IsZero() || at.Before(m.from) {
		m.from = at
	}
	m.to = timeline.LaterTime(m.to, at)
}

// SetMissing sets which sources a watcher was refused, in words ("events:
// forbidden"); views repeat it.
func (m *Model) SetMissing(missing []string) {
	if slices.Equal(m.missing, missing) {
		return
	}
	m.missing = slices.Clone(missing)
	m.version++
}

// SetNowUnknown sets that the moment of a snapshot is only the newest that the
// input names: what kubectl prints does not say when it did.
func (m *Model) SetNowUnknown(unknown bool) { m.nowUnknown = unknown }

// Len returns how many pods there are, those included of which only Events were seen.
func (m *Model) Len() int { return len(m.lives) }

// Version changes whenever something that a Snapshot shows may have changed.
func (m *Model) Version() int { return m.version }

// applyGap notes a gap. One that does not say from when or until when lies
// between the arrival before it and its own.
func (m *Model) applyGap(g timeline.Gap, at time.Time) bool {
	g.From, g.To, g.Reason = stamped(g.From.Round(0), at), stamped(g.To.Round(0), at), timeline.Clean(g.Reason)
	if g.To.IsZero() {
		g.To = at
	}
	known := func(have timeline.Gap) bool {
		return have.To.Equal(g.To) && (g.From.IsZero() || have.From.Equal(g.From))
	}
	if slices.ContainsFunc(m.gaps, known) {
		return false
	}
	if g.From.IsZero() {
		g.From = timeline.EarlierTime(m.to, g.To)
	}
	if g.From.After(g.To) {
		g.From = g.To
	}
	m.gaps = append(m.gaps, g)
	m.gapCount++
	if len(m.gaps) > maxGaps {
		m.gaps = slices.Delete(m.gaps, 0, len(m.gaps)-maxGaps)
	}
	return true
}

// life finds or starts the life of a UID. Events may arrive before their pod;
// such a life is not shown until the pod itself was seen.
func (m *Model) life(uid types.UID) *life {
	if mirror, ok := m.mirrors[uid]; ok {
		uid = mirror
	}
	l := m.lives[uid]
	if l == nil {
		l = &life{uid: uid, byEvent: map[types.UID]*eventRecord{}}
		m.lives[uid] = l
		m.unseen = append(m.unseen, uid)
		if len(m.unseen) > maxUnseen {
			if early := m.lives[m.unseen[0]]; early != nil && !early.seen {
				delete(m.lives, early.uid)
			}
			m.unseen = m.unseen[1:]
		}
	}
	if l.shared {
		m.copied++
		l = l.unshared()
		m.lives[uid] = l
	}
	m.touch(uid)
	return l
}

// touch notes that a life may have changed.
func (m *Model) touch(uid types.UID) {
	var dropped int
	m.touched, dropped = trim(append(m.touched, uid), maxTouched)
	m.touchedFrom += dropped
}

// LiveGone is how many lives that are over a live view keeps; see KeepGone.
const LiveGone = 500

// trim drops the oldest quarter of s once it is over limit, and says how many.
func trim[T any](s []T, limit int) ([]T, int) {
	if len(s) <= limit {
		return s, 0
	}
	drop := limit / 4
	n := copy(s, s[drop:])
	clear(s[n:])
	return s[:n], drop
}

// KeepGone makes the model keep at most n lives that are over, the last to go:
// whoever watches a Deployment for weeks must stay small. The others are
// counted in Snapshot.Forgotten. By default all are kept.
func (m *Model) KeepGone(n int) { m.goneKept = n }

func (m *Model) forget() {
	if m.goneKept == 0 {
		return
	}
	gone, first := 0, (*life)(nil)
	for _, l := range m.lives {
		if at := l.deletion.gone; !at.IsZero() {
			gone++
			if first == nil || at.Before(first.deletion.gone) {
				first = l
			}
		}
	}
	if gone > m.goneKept {
		delete(m.lives, first.uid)
		m.pods++
		m.forgotten, m.forgotUntil = m.forgotten+1, first.deletion.gone
	}
}

// applyWorkloadEvent keeps what an Event about a controller's object says of a
// pod that could not be created: no other trace of it may exist. A StatefulSet,
// a DaemonSet and a Job have no condition for it.
func (m *Model) applyWorkloadEvent(e event, typ timeline.ObservationType, at time.Time) bool {
	if e.reason != "FailedCreate" {
		return false
	}
	stamp, exact := e.lastTime()
	when := timeline.ReportedEdge(stamp)
	if exact {
		when = timeline.ExactEdge(stamp)
	} else if typ == timeline.Modified {
		when = when.Within(time.Time{}, at)
	}
	return m.work.Fail(workload.Failure{
		UID: cmp.Or(e.uid, types.UID(e.namespace+"/"+e.name)), Version: e.rv, Namespace: timeline.Clean(cmp.Or(e.about.Namespace, e.namespace)),
		OfUID: e.about.UID,
		CreateFailure: timeline.CreateFailure{
			Of: timeline.Clean(e.about.Kind + "/" + e.about.Name), Time: when, Count: max(e.count, 1), Message: timeline.Clean(e.message),
		},
	})
}

// selectors are what PodDisruptionBudgets and workloads of any kind select their pods
// by, as text, and how often one of them changed: what is known of the pods changes
// with them, and not with the rest of such an object, which changes far more often.
type selectors struct {
	of      map[types.UID]string
	changes int
}

// noteSelector notes what an object that was folded selects its pods by, if it is one
// that does.
func (m *Model) noteSelector(o timeline.Observation) {
	var uid types.UID
	var text string
	switch obj := o.Object.(type) {
	case *policyv1.PodDisruptionBudget:
		uid, text = obj.UID, "by "+metav1.FormatLabelSelector(obj.Spec.Selector)
	case *unstructured.Unstructured:
		uid = obj.GetUID()
		selector, _, _ := unstructured.NestedString(obj.Object, "status", "selector")
		text = "by " + selector
	default:
		return
	}
	if o.Type == timeline.Deleted {
		text = ""
	}
	if before, known := m.selectors.of[uid]; known && before == text {
		return
	}
	if m.selectors.of == nil {
		m.selectors.of = map[types.UID]string{}
	}
	m.selectors.of[uid] = text
	m.selectors.changes++
}
