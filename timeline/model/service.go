package model

import (
	"cmp"
	"slices"

	"github.com/podlife/podlife/timeline"
)

// serviceLanes draws when each Service's slices took the pod in and out. A
// Service may have several slices (IP families, sizes); the pod is ready if any
// of them says so.
func (b *builder) serviceLanes() []timeline.Lane {
	var names []string
	for _, m := range b.l.members {
		if !slices.Contains(names, m.service) {
			names = append(names, m.service)
		}
	}
	slices.Sort(names)
	lanes := make([]timeline.Lane, 0, len(names))
	for _, name := range names {
		lane := timeline.Lane{ID: "service/" + name, Kind: timeline.LaneService, Name: name, Probes: []timeline.ProbeInfo{}}
		lane.Spans, lane.Marks = ordered(b.endpointSpans(name), nil)
		lanes = append(lanes, lane)
	}
	return lanes
}

type sliceChange struct {
	slice int
	memberChange
}

func (b *builder) endpointSpans(service string) []timeline.Span {
	var changes []sliceChange
	for i, m := range b.l.members {
		if m.service == service {
			for _, c := range m.changes {
				changes = append(changes, sliceChange{i, c})
			}
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
