package model

import (
	"cmp"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// reconstruction is what a text said of a life's moments, in place of the
// seconds of the API.
type reconstruction struct {
	created  timeline.Edge
	deleted  timeline.Edge
	relative bool
	text     bool // a version came from a text: what is not there is not known
}

// applyReconstructed folds an object with the bounds of its times.
func (m *Model) applyReconstructed(r *timeline.Reconstructed, typ timeline.ObservationType, at time.Time) bool {
	switch o := r.Object.(type) {
	case *corev1.Pod:
		if o == nil || o.UID == "" {
			return false
		}
		l := m.life(o.UID)
		if l.told.created.IsZero() {
			l.told.created = r.Created
		}
		if l.told.deleted.IsZero() {
			l.told.deleted = r.Deleted
		}
		l.told.relative, l.told.text = r.Relative, true
		changed := m.applyPod(o, typ, at)
		since := r.Created.Earliest
		if r.Created.IsZero() {
			since = at.Add(-unknownLength)
		}
		for _, c := range l.containers {
			for _, run := range slices.Backward(c.runs) {
				if run.reconstruct(r.Exits[c.name], since); run.ended { // a run that goes on has no end to be bounded
					break
				}
			}
		}
		return changed
	case *corev1.Event:
		if o == nil {
			return false
		}
		e := coreEvent(o, at)
		e.firstEdge, e.lastEdge = r.First, r.Last
		return m.applyEvent(e, typ, at)
	}
	return false
}

// reconstruct gives a run whose times the status does not name its bounds.
func (r *run) reconstruct(e timeline.Exit, since time.Time) {
	if r.startedAt.IsZero() && !since.IsZero() && r.since.IsZero() {
		r.since = since
	}
	if !r.ended || !r.finishedAt.IsZero() || !r.told.IsZero() || e.When.IsZero() {
		return
	}
	r.told, r.codeless = e.When, e.CodeUnknown
	if e.CodeUnknown {
		r.code = -1
	}
}

func (r *run) exitCode() *int32 {
	if r.codeless {
		return nil
	}
	code := r.code
	return &code
}

// scheduledByThen bounds when a pod got its node of which a text only shows that
// it has one: before the kubelet's first sign of it.
func (b *builder) scheduledByThen() timeline.Edge {
	c := lastOf(b.l.flips(corev1.PodScheduled))
	if b.l.node == "" && c.status != corev1.ConditionTrue {
		return timeline.Edge{}
	}
	hi := b.r.at(cmp.Or(c.at, b.l.firstAt))
	hi = timeline.EarlierTime(hi, b.l.startTime)
	likely := hi
	before := func(sign timeline.Edge) {
		hi, likely = timeline.EarlierTime(hi, sign.Latest), timeline.EarlierTime(likely, sign.Time)
	}
	for _, s := range slices.Concat(b.ev...) {
		if s.rec.source == kubelet {
			before(s.edge)
		}
	}
	for _, a := range slices.Concat(b.attempts...) {
		if !a.start.IsZero() {
			before(a.start)
		}
	}
	e := timeline.Edge{Time: timeline.EarlierTime(likely, hi), Earliest: timeline.LaterTime(b.l.told.created.Earliest, b.l.created), Latest: hi, Basis: timeline.Inferred}
	if e.Earliest.IsZero() || e.Earliest.After(hi) {
		e.Earliest = hi.Add(-unknownLength)
	}
	return e
}

// unknownLength is how far back a moment is put of which only an end is known:
// so far that no length from there is taken for a bound (timeline/length).
const unknownLength = 250 * 365 * 24 * time.Hour
