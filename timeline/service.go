package timeline

import (
	"cmp"
	"slices"

	"github.com/podlife/podlife/timeline/edge"
)

// serviceLanes draws when each Service's slices took the pod in and out. A
// Service may have several slices (IP families, sizes); the pod is ready if any
// of them says so.
func (b *builder) serviceLanes() []Lane {
	var names []string
	for _, m := range b.l.members {
		if !slices.Contains(names, m.service) {
			names = append(names, m.service)
		}
	}
	slices.Sort(names)
	lanes := make([]Lane, 0, len(names))
	for _, name := range names {
		lane := Lane{ID: "service/" + name, Kind: LaneService, Name: name, Probes: []ProbeInfo{}}
		lane.Spans, lane.Marks = ordered(b.endpointSpans(name), nil)
		lanes = append(lanes, lane)
	}
	return lanes
}

type sliceChange struct {
	slice int
	memberChange
}

func (b *builder) endpointSpans(service string) []Span {
	var changes []sliceChange
	for i, m := range b.l.members {
		if m.service == service {
			for _, c := range m.changes {
				changes = append(changes, sliceChange{i, c})
			}
		}
	}
	slices.SortStableFunc(changes, func(x, y sliceChange) int {
		if c := x.at.Compare(y.at); c != 0 {
			return c
		}
		return cmp.Compare(x.slice, y.slice)
	})
	state := map[int]memberChange{}
	var spans []Span
	before := b.l.created
	for _, c := range changes {
		state[c.slice] = c.memberChange
		phase, reason := endpointPhase(state)
		at := b.r.at(c.at)
		lo := b.r.lo(c.lo, c.at)
		if lo.After(at) {
			lo = before
		}
		moment := edge.ObservedEdge(later(before, lo), at)
		if c.first {
			moment.Earliest = edge.EarlierTime(b.l.created, at)
		}
		before = at
		spans = endpointStep(spans, phase, reason, moment)
	}
	if n := len(spans); n > 0 && spans[n-1].Open() && !b.gone.IsZero() {
		spans[n-1].End, spans[n-1].Outcome = b.gone, Succeeded // its removal from the slice was not seen
	}
	return spans
}

func endpointStep(spans []Span, phase Phase, reason string, at Edge) []Span {
	if n := len(spans); n > 0 && spans[n-1].Open() {
		if spans[n-1].Phase == phase {
			return spans
		}
		spans[n-1].End, spans[n-1].Outcome = at.NotBefore(spans[n-1].Start), Succeeded
	}
	if phase == "" {
		return spans
	}
	return append(spans, Span{Track: TrackEndpoint, Phase: phase, Start: at, Outcome: Ongoing, Reason: reason})
}

// endpointPhase sums up a pod's state in all slices of a Service.
func endpointPhase(state map[int]memberChange) (Phase, string) {
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
		return Ready, ""
	case terminating && serving:
		return Terminating, "Serving"
	case terminating:
		return Terminating, ""
	}
	return NotReady, ""
}

func sortDeadlines(list []Deadline) {
	slices.SortStableFunc(list, func(a, b Deadline) int { return a.Edge.Time.Compare(b.Edge.Time) })
}
