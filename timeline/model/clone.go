package model

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/types"
)

// Clone returns a copy that goes its own way from here on. Both share the facts of a
// life until one of them learns something about it, so that a copy costs little more
// than what changes afterwards.
func (m *Model) Clone() *Model {
	m.copied = 0
	m.unseen = slices.Clip(m.unseen) // both append to it only
	c := *m
	c.lives, c.mirrors, c.slices = maps.Clone(m.lives), maps.Clone(m.mirrors), maps.Clone(m.slices)
	for _, l := range m.lives {
		l.shared = true
	}
	for id, s := range m.slices {
		own := *s
		c.slices[id] = &own
	}
	c.orphans = cloneEach(m.orphans, (*eventRecord).unshare)
	c.work, c.budgets, c.selectors.of = m.work.Clone(), m.budgets.Clone(), maps.Clone(m.selectors.of)
	c.gaps, c.missing, c.touched = slices.Clone(m.gaps), slices.Clone(m.missing), slices.Clone(m.touched)
	return &c
}

// Copied returns how many lives have changed since the last Clone, which holds each of
// them as it was: what the clone costs.
func (m *Model) Copied() int { return m.copied }

// unshared returns a copy of its own of what a clone of the model keeps: that one has
// to derive the life again should it ever be shown.
func (l *life) unshared() *life {
	own := l.clone()
	own.byEvent, l.byEvent = l.byEvent, nil
	l.cache = cache{}
	return own
}

// clone returns a copy of the facts about a pod that is not shared, but for its Events:
// those are the most of it, and few of them change once they are known.
func (l *life) clone() *life {
	c := *l
	c.shared = false
	c.phases, c.generations, c.delays = slices.Clone(l.phases), slices.Clone(l.generations), slices.Clone(l.delays)
	c.conditions = cloneEach(l.conditions, func(x *condition) { x.flips = slices.Clone(x.flips) })
	c.containers = cloneEach(l.containers, (*container).unshare)
	c.members = cloneEach(l.members, func(x *membership) { x.changes = slices.Clone(x.changes) })
	c.samples = cloneEach(l.samples, func(*probeCount) {})
	c.events, c.byEvent = slices.Clone(l.events), nil
	for _, e := range l.events {
		e.shared = true
	}
	return &c
}

// record returns what is known of an Event of the pod, nil if that is nothing.
func (l *life) record(uid types.UID) *eventRecord {
	if l.byEvent == nil { // a clone's
		l.byEvent = make(map[types.UID]*eventRecord, len(l.events))
		for _, e := range l.events {
			l.byEvent[e.uid] = e
		}
	}
	return l.byEvent[uid]
}

// ownRecord returns an Event of the pod that may be changed.
func (l *life) ownRecord(rec *eventRecord) *eventRecord {
	if !rec.shared {
		return rec
	}
	own := *rec
	own.shared = false
	own.unshare()
	l.events[slices.Index(l.events, rec)], l.byEvent[rec.uid] = &own, &own
	return &own
}

// unshare gives a container that was copied lists of its own.
func (c *container) unshare() {
	c.respecs, c.published = slices.Clone(c.respecs), slices.Clone(c.published)
	c.runs = cloneEach(c.runs, func(*run) {})
}

// unshare gives an Event that was copied a list of its own.
func (r *eventRecord) unshare() { r.occurrences = slices.Clone(r.occurrences) }

// cloneEach copies what a list points to, and lets unshare finish each copy.
func cloneEach[T any](list []*T, unshare func(*T)) []*T {
	out := make([]*T, len(list))
	for i, x := range list {
		own := *x
		unshare(&own)
		out[i] = &own
	}
	return out
}
