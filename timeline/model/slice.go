package model

import (
	"cmp"
	"maps"
	"slices"
	"time"

	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// sliceRecord remembers which pods an EndpointSlice listed last.
type sliceRecord struct {
	service string
	rv      uint64
	pods    map[types.UID]bool
}

// membership is the history of one pod in one EndpointSlice.
type membership struct {
	slice   types.UID
	service string
	changes []memberChange
}

// memberChange is a pod's state in a slice from its arrival on.
type memberChange struct {
	at, lo                      time.Time // arrival; the API second of the write
	in                          bool      // listed at all
	ready, serving, terminating bool
	first                       bool // the slice's first version seen: not a change
}

func (m *Model) applySlice(s *discoveryv1.EndpointSlice, typ timeline.ObservationType, at time.Time) bool {
	id := cmp.Or(s.UID, types.UID(s.Namespace+"/"+s.Name))
	rec := m.slices[id]
	first := rec == nil
	if first {
		rec = &sliceRecord{service: cmp.Or(timeline.Clean(s.Labels[discoveryv1.LabelServiceName]), timeline.Clean(s.Name)), pods: map[types.UID]bool{}}
		m.slices[id] = rec
	}
	rv := version(s.ResourceVersion)
	if !first && rv <= rec.rv && (typ != timeline.Deleted || len(rec.pods) == 0) {
		return false
	}
	rec.rv = max(rec.rv, rv)
	now, lo := map[types.UID]bool{}, lastSpecWrite(s, at)
	if typ != timeline.Deleted {
		for i := range s.Endpoints {
			e := &s.Endpoints[i]
			if e.TargetRef == nil || e.TargetRef.Kind != "Pod" || e.TargetRef.UID == "" {
				continue
			}
			now[e.TargetRef.UID] = true
			m.life(e.TargetRef.UID).member(id, rec.service, endpointState(e.Conditions, memberChange{at: at, lo: lo, first: first}))
		}
	}
	for uid := range rec.pods {
		if !now[uid] {
			m.life(uid).member(id, rec.service, memberChange{at: at, lo: lo})
		}
	}
	rec.pods = now
	return true
}

// endpointState reads the conditions with the meaning that nil has in the API:
// ready unless said otherwise, serving like ready.
func endpointState(c discoveryv1.EndpointConditions, ch memberChange) memberChange {
	ready := c.Ready == nil || *c.Ready
	ch.in, ch.ready, ch.serving = true, ready, ready
	if c.Serving != nil {
		ch.serving = *c.Serving
	}
	if c.Terminating != nil {
		ch.terminating = *c.Terminating
	}
	return ch
}

func (l *life) member(slice types.UID, service string, ch memberChange) {
	i := slices.IndexFunc(l.members, func(m *membership) bool { return m.slice == slice })
	if i < 0 {
		if !ch.in {
			return
		}
		i, l.members = len(l.members), append(l.members, &membership{slice: slice, service: service})
	}
	mem := l.members[i]
	if n := len(mem.changes); n > 0 {
		last := mem.changes[n-1]
		if last.in == ch.in && last.ready == ch.ready && last.serving == ch.serving && last.terminating == ch.terminating {
			return
		}
	}
	mem.changes, _ = trim(append(mem.changes, ch), maxMembership)
	l.version++
}

// serviceLanes draws when each Service's slices took the pod in and out. A
// Service may have several slices (IP families, sizes); the pod is ready if any
// of them says so.
func (b *builder) serviceLanes() []timeline.Lane {
	members := map[string][]*membership{}
	for _, m := range b.l.members {
		members[m.service] = append(members[m.service], m)
	}
	lanes := make([]timeline.Lane, 0, len(members))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		lane := timeline.Lane{ID: "service/" + name, Kind: timeline.LaneService, Name: name, Probes: []timeline.ProbeInfo{}}
		lane.Spans, lane.Marks = ordered(b.endpointSpans(members[name]), nil)
		lanes = append(lanes, lane)
	}
	return lanes
}

type sliceChange struct {
	slice int
	memberChange
}

func (b *builder) endpointSpans(members []*membership) []timeline.Span {
	var changes []sliceChange
	for i, m := range members {
		for _, c := range m.changes {
			changes = append(changes, sliceChange{i, c})
		}
	}
	slices.SortStableFunc(changes, func(x, y sliceChange) int {
		return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.slice, y.slice))
	})
	state := map[int]memberChange{}
	var spans []timeline.Span
	before := b.l.created
	for _, c := range changes {
		state[c.slice] = c.memberChange
		phase, reason := endpointPhase(state)
		at := b.r.at(c.at)
		lo := b.r.lo(c.lo, c.at)
		if lo.After(at) {
			lo = before
		}
		moment := timeline.ObservedEdge(timeline.LaterTime(before, lo), at)
		if c.first {
			moment.Earliest = timeline.EarlierTime(b.l.created, at)
		}
		before = at
		spans = endpointStep(spans, phase, reason, moment)
	}
	if n := len(spans); n > 0 && spans[n-1].Open() && !b.gone.IsZero() {
		spans[n-1].End, spans[n-1].Outcome = b.gone, timeline.Succeeded // its removal from the slice was not seen
	}
	return spans
}

func endpointStep(spans []timeline.Span, phase timeline.Phase, reason string, at timeline.Edge) []timeline.Span {
	if n := len(spans); n > 0 && spans[n-1].Open() {
		if spans[n-1].Phase == phase {
			return spans
		}
		spans[n-1].End, spans[n-1].Outcome = at.NotBefore(spans[n-1].Start), timeline.Succeeded
	}
	if phase == "" {
		return spans
	}
	return append(spans, timeline.Span{Track: timeline.TrackEndpoint, Phase: phase, Start: at, Outcome: timeline.Ongoing, Reason: reason})
}

// endpointPhase sums up a pod's state in all slices of a Service.
func endpointPhase(state map[int]memberChange) (timeline.Phase, string) {
	in, ready, serving, terminating := false, false, false, false
	for _, s := range state {
		in = in || s.in
		ready = ready || s.in && s.ready
		serving = serving || s.in && s.serving
		terminating = terminating || s.in && s.terminating
	}
	switch {
	case !in:
		return "", ""
	case ready:
		return timeline.Ready, ""
	case terminating && serving:
		return timeline.Terminating, "Serving"
	case terminating:
		return timeline.Terminating, ""
	}
	return timeline.NotReady, ""
}
