package model

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// steps finds the events that led to the attempt among ev[from:], which begins
// behind the steps of the attempt before, and returns where its own end.
func (a *attempt) steps(ev []*sighting, from int, before *attempt) int {
	number := 0
	if before != nil {
		number = before.number
		for from < len(ev) && ev[from].edge.Latest.Before(before.begin()) {
			from++
		}
	}
	if a.number > number+1 {
		return a.ownSteps(ev, from)
	}
	until := a.begin().Add(time.Second)
	end := from
	for k := from; k < len(ev); k++ {
		s := ev[k]
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

// ownSteps finds the steps of an attempt that follows runs which were never
// seen: theirs can be among them. Its own Created has its number, or the number
// that its Started has, and follows its Pulled.
func (a *attempt) ownSteps(ev []*sighting, from int) int {
	until, number := a.begin().Add(time.Second), a.number
	if a.started != nil {
		number = a.started.count
	}
	var pulled *sighting
	for k := from; k < len(ev) && !ev[k].edge.Earliest.After(until); k++ {
		switch s := ev[k]; {
		case s == a.started:
			return k + 1
		case s.kind == message.Pulled:
			pulled = s
		case s.kind == message.Created && s.count == number:
			a.pulled, a.created, from = pulled, s, k+1
		case s.kind == message.Created:
			pulled = nil
		}
	}
	return from
}

// lateSteps finds the steps that a Started of a second only was put before,
// though they led to it.
func (a *attempt) lateSteps(ev []*sighting, from int) int {
	for k := from; k < len(ev); k++ {
		s := ev[k]
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

// unpublishedExit returns when a process ended of which no status says so: by its
// back-off, by a count of restarts, or by the next start, before which it must have
// ended. It is zero where nothing shows that it did.
func (a *attempt) unpublishedExit(next *attempt, ev []*sighting, r ruler, lo, hi time.Time) timeline.Edge {
	if next != nil {
		return timeline.ObservedEdge(lo, hi)
	}
	if s := a.backedOff(ev); s != nil {
		return timeline.ObservedEdge(lo, s.edge.Latest)
	}
	if a.run == nil && !a.countedOver.IsZero() {
		return timeline.ObservedEdge(lo, r.at(a.countedOver))
	}
	return timeline.Edge{}
}

// exitEdge returns when the process ended: finishedAt's second, narrowed by
// what must come before (its start, Killing, a failed hook) and after it (the
// publication, the next start and its Events, a back-off).
func (a *attempt) exitEdge(next *attempt, ev []*sighting, r ruler) timeline.Edge {
	if a.start.IsZero() {
		return timeline.Edge{}
	}
	lo, hi := a.start.Earliest, time.Time{}
	if next != nil {
		hi = timeline.EarlierTime(hi, next.firstSign(a.start))
	}
	for _, s := range []*sighting{a.killing, a.hookFailed} {
		if s != nil && (hi.IsZero() || !s.edge.Earliest.After(hi)) {
			lo = timeline.LaterTime(lo, s.edge.Earliest)
		}
	}
	unnoticed := lo
	if !a.signalled() || a.hookFailed != nil { // it may have ended by itself before the kubelet, which had not noticed, stopped it; its hook fails with it
		unnoticed = timeline.LaterTime(a.start.Earliest, lo.Add(-relist))
	}
	if a.run == nil || !a.run.ended {
		return a.unpublishedExit(next, ev, r, unnoticed, hi)
	}
	hi = timeline.EarlierTime(hi, r.at(a.run.endedAt))
	if !a.run.told.IsZero() {
		return a.run.told.Within(lo, hi)
	}
	if a.run.lost() {
		return timeline.ObservedEdge(timeline.LaterTime(unnoticed, a.run.lastSeenRunning(r)), hi)
	}
	e := timeline.ReportedEdge(a.run.finishedAt).Within(lo, hi)
	for _, s := range ev {
		if s.kind == message.RestartBackOff && !s.edge.Latest.Before(e.Earliest) {
			e = e.Within(time.Time{}, s.edge.Latest)
			break
		}
	}
	e = guessExit(e, hi)
	if a.started != nil && e.Time.Before(a.started.edge.Time) {
		e.Time = a.started.edge.Time // recorded after its start
	}
	e.Earliest = timeline.EarlierTime(e.Earliest, timeline.LaterTime(unnoticed, a.run.finishedAt))
	return e.Clamp()
}

// lastSeenRunning returns the earliest that a run can have ended that a version
// showed running: that says of the moment at which it was posted, by what the
// kubelet had last seen of its runtime.
func (r *run) lastSeenRunning(clock ruler) time.Time {
	seen := clock.at(r.lastRunningAt)
	if !r.lastPosted.IsZero() && r.lastPosted.Before(seen) {
		seen = r.lastPosted
	}
	return clock.onNode(seen.Add(-relist))
}

// backedOff returns the first Event after the start of a run that says that its
// restart is delayed: it had ended by then. That no version of the pod says so
// too is possible only in a text, where what comes a second later is certainly
// after, and in a List of an older version.
func (a *attempt) backedOff(ev []*sighting) *sighting {
	for _, s := range ev {
		if s.kind != message.RestartBackOff {
			continue
		}
		if s.edge.Basis == timeline.Inferred {
			if a.run == nil && s.edge.Time.Sub(a.start.Time) >= time.Second {
				return s
			}
		} else if a.run != nil && a.run.listed && s.edge.Earliest.After(a.start.Latest) {
			return s
		}
	}
	return nil
}

// signalled reports whether the exit code is one that a process has from the
// SIGTERM or the SIGKILL of whoever stopped it.
func (a *attempt) signalled() bool {
	return a.run != nil && (a.run.code == 143 || a.run.code == 137 && a.run.reason != "OOMKilled")
}

// relist is the period at which the kubelet looks for exits (PLEG), with slack.
const relist = 1100 * time.Millisecond

// guessExit puts the best estimate of an exit in the middle of what is likely:
// the kubelet acts on it, at hi, within a relist.
func guessExit(e timeline.Edge, hi time.Time) timeline.Edge {
	from := e.Earliest
	if likely := hi.Add(-relist); likely.Before(e.Latest) {
		from = timeline.LaterTime(from, likely)
	}
	e.Time = from.Add(e.Latest.Sub(from) / 2)
	return e
}

// firstSign returns the upper bound that an attempt sets for the end of the one
// before: the first of its steps that is certainly behind that one's start.
func (a *attempt) firstSign(before timeline.Edge) time.Time {
	t := a.start.Latest
	for _, s := range []*sighting{a.pulled, a.created} {
		if s != nil && !s.edge.Latest.Before(before.Latest) {
			t = timeline.EarlierTime(t, s.edge.Latest)
		}
	}
	if t.IsZero() {
		t = a.run.began().Add(time.Second)
	}
	return t
}
