package model

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// steps finds the events that led to the attempt among ev[from:], which begins
// behind the steps of the attempt before, and returns where its own end.
func (a *attempt) steps(ev []sighting, from int) int {
	until := a.begin().Add(time.Second)
	end := from
	for k := from; k < len(ev); k++ {
		s := &ev[k]
		if s.edge.Earliest.After(until) || a.created != nil && a.started == nil && s.kind == message.Created {
			break
		}
		switch {
		case s == a.started:
			return a.lateSteps(ev, k+1)
		case s.kind == message.Pulled && a.pulled == nil:
			a.pulled, end = s, k+1
		case s.kind == message.Created:
			a.created, end = s, k+1
		}
	}
	return end
}

// lateSteps finds the steps that a Started of a second only was put before,
// though they led to it.
func (a *attempt) lateSteps(ev []sighting, from int) int {
	for k := from; k < len(ev); k++ {
		s := &ev[k]
		switch {
		case s.kind == message.Started || a.started.edge.Basis == timeline.Exact || s.edge.Earliest.After(a.started.edge.Latest):
			return from
		case s.kind == message.Pulled && a.pulled == nil:
			a.pulled, from = s, k+1
		case s.kind == message.Created && a.created == nil:
			a.created, from = s, k+1
		}
	}
	return from
}

// madeFrom returns the earliest that the container can have been created: a
// repeated Created has only its second, but never comes before the image is at
// hand.
func (a *attempt) madeFrom() time.Time {
	if a.created == nil {
		return time.Time{}
	}
	lo := a.created.edge.Earliest
	if a.pulled != nil && !a.pulled.edge.Earliest.After(a.created.edge.Latest) {
		lo = timeline.LaterTime(lo, a.pulled.edge.Earliest)
	}
	return lo
}

// startEdge returns when the process began: inside [Created, Started], close to
// Started.
func (a *attempt) startEdge(r ruler) timeline.Edge {
	lo := a.madeFrom()
	if a.run != nil && a.run.neverStarted() {
		return timeline.Edge{}
	}
	if a.started == nil {
		if a.run.startedAt.IsZero() && !a.run.since.IsZero() {
			hi := r.at(timeline.EarlierTime(a.run.runningAt, a.run.endedAt))
			return timeline.Edge{Time: hi, Earliest: timeline.LaterTime(lo, a.run.since), Latest: hi, Basis: timeline.Inferred}.Clamp()
		}
		if a.run.startedAt.IsZero() {
			return timeline.ObservedEdge(lo, r.at(timeline.EarlierTime(a.run.runningAt, a.run.endedAt)))
		}
		e := timeline.ReportedEdge(a.run.startedAt).Within(lo, r.at(a.run.runningAt))
		e.Time = e.Earliest.Add(e.Uncertainty() / 2)
		if a.created != nil {
			e.Time = timeline.LaterTime(e.Time, a.created.edge.Time)
		}
		if e.Earliest.Equal(a.run.startedAt) {
			e.Earliest = e.Earliest.Add(-startedAtLag)
		}
		return e.Clamp()
	}
	s := a.started.edge
	e := timeline.Edge{Time: s.Time.Add(-startLead), Earliest: s.Earliest.Add(-startedAtLag), Latest: s.Latest, Basis: s.Basis}
	if s.Basis == timeline.Reported {
		e.Basis = timeline.Fused
	}
	if !lo.IsZero() && !lo.After(e.Latest) {
		e.Earliest = lo
	}
	if a.run != nil && !a.run.startedAt.IsZero() && s.Basis != timeline.Exact {
		e = e.Within(a.run.startedAt.Add(-startedAtLag), a.run.startedAt.Add(time.Second))
	}
	return e.Clamp()
}
