package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// process draws the process track: Waiting → Creating → Running → BackOff → …
// Running begins at the Started event even while status still says Waiting:
// nothing that happens inside a pass of the kubelet is published before the
// next one (pkg/kubelet/kubelet.go, SyncPod).
func (b *laneBuilder) process() {
	cursor, phase, last := b.waitFrom(), timeline.Waiting, 0
	for i, a := range b.attempts {
		creating := b.creatingEdge(cursor, b.mayCreateFrom(i, phase, cursor), a)
		missed := a.number > last+1 || b.doneBefore(i) // unseen runs lie between, or it waited for nothing
		until := creating
		if until.IsZero() && !a.start.IsZero() {
			until = unseenSteps(a, b.mayCreateFrom(i, phase, cursor)) // its events were lost
		}
		if last = a.number; !cursor.IsZero() && !until.IsZero() && !missed {
			b.waited(cursor, until, phase, a.number)
		}
		if a.start.IsZero() {
			cursor = b.failedStart(a, creating)
		} else {
			b.ran(a, creating)
			cursor = a.exit
		}
		if cursor.IsZero() {
			return // still running
		}
		phase = b.phaseAfter(i, cursor)
	}
	b.processTail(cursor, phase)
}

// doneBefore reports whether an init container had succeeded before attempt i:
// it did not wait to run again, all of its pod did.
func (b *laneBuilder) doneBefore(i int) bool {
	if b.c.kind != timeline.LaneInit || i == 0 {
		return false
	}
	r := b.attempts[i-1].run
	return r != nil && r.ended && !r.lost() && r.code == 0
}

func (b *laneBuilder) waitFrom() timeline.Edge {
	if b.c.kind == timeline.LaneEphemeral {
		return b.r.seen(timeline.LaterTime(b.c.addedLo, b.l.created), b.c.addedAt)
	}
	return b.scheduled
}

// creatingEdge returns the first step towards the attempt's start: its image at
// hand, which was some time between lo and its Created Event where its Pulled
// was lost.
func (b *laneBuilder) creatingEdge(cursor timeline.Edge, lo time.Time, a *attempt) timeline.Edge {
	switch {
	case a.pulled != nil:
		return a.pulled.edge.Within(cursor.Earliest, time.Time{}).NotBefore(cursor)
	case a.created != nil:
		e := a.created.edge
		return timeline.Edge{Time: e.Time, Earliest: timeline.EarlierTime(lo, e.Earliest), Latest: e.Latest, Basis: timeline.Observed}.Clamp().NotBefore(cursor)
	}
	return timeline.Edge{}
}

// unseenSteps returns the end of the wait for an attempt of which only the start
// is known: its image was at hand by then, and not before lo.
func unseenSteps(a *attempt, lo time.Time) timeline.Edge {
	e := timeline.Edge{Time: a.start.Time, Earliest: timeline.EarlierTime(lo, a.start.Earliest), Latest: a.start.Latest, Basis: timeline.Observed}
	return e.Clamp()
}

// mayCreateFrom returns the earliest that work on attempt i can have begun: when
// the wait began, or when its back-off was over.
func (b *laneBuilder) mayCreateFrom(i int, phase timeline.Phase, cursor timeline.Edge) time.Time {
	switch {
	case cursor.IsZero():
		return b.l.created
	case i > 0 && phase == timeline.BackOff:
		return cursor.Earliest.Add(b.delayAfter(i-1, false))
	}
	return cursor.Earliest
}

func (b *laneBuilder) waited(from, to timeline.Edge, phase timeline.Phase, attempt int) {
	if !to.Time.After(from.Time) {
		return
	}
	b.span(timeline.Span{Track: timeline.TrackProcess, Phase: phase, Attempt: attempt, Start: from, End: to, Outcome: timeline.Succeeded})
}

func (b *laneBuilder) ran(a *attempt, creating timeline.Edge) {
	if !creating.IsZero() && creating.Time.Before(a.start.Time) {
		s := timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Creating, Attempt: a.number, Start: creating, End: a.start, Outcome: timeline.Succeeded}
		s.Reason, s.Message = b.createTrouble(creating, a.start)
		b.span(s)
	}
	s := timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Attempt: a.number, Start: a.start, End: a.exit, Outcome: timeline.Ongoing}
	switch r := a.run; {
	case r != nil && r.ended && !r.lost():
		s.Outcome, s.ExitCode, s.Signal, s.Reason, s.Message = timeline.Succeeded, r.exitCode(), r.signal, r.reason, r.message
		if r.code != 0 || r.reason == "OOMKilled" { // whatever the code: something in it was killed
			s.Outcome = timeline.Failed
		}
	case r != nil && r.lost():
		s.Outcome, s.Reason, s.Message = timeline.Unknown, r.reason, r.message
	case !a.exit.IsZero():
		s.Outcome = timeline.Unknown
	case b.stillReported():
		// up to Kubernetes 1.21 a deadline's phase came before the containers' end
	case !b.terminal.IsZero():
		s.End, s.Outcome = timeline.ObservedEdge(a.start.Earliest, b.terminal.Latest).NotBefore(a.start), timeline.Unknown
		a.exit = s.End
	case !b.gone.IsZero():
		s.End, s.Outcome = b.forcedExit(a).NotBefore(a.start), timeline.Unknown
		a.exit = s.End
	}
	b.span(s)
}

// stillReported reports whether the status shows the container running in a pod
// whose deadline has passed and whose phase is final already.
func (b *laneBuilder) stillReported() bool {
	return b.gone.IsZero() && b.c.current().state == stateRunning && b.l.phaseReason() == "DeadlineExceeded"
}

// forcedExit bounds the exit of a process that outlived its object: removed by
// force, it still has its grace once the kubelet notices.
func (b *laneBuilder) forcedExit(a *attempt) timeline.Edge {
	e := b.gone
	e.Earliest = b.r.onNode(e.Earliest)
	if b.l.mayHideExits() {
		e.Earliest = a.start.Earliest
	}
	if a.killing != nil {
		e.Latest = timeline.LaterTime(e.Latest, a.killing.edge.Latest.Add(b.killGrace(a)+minimumGrace+time.Second))
		return e
	}
	e.Latest = e.Latest.Add(max(b.l.grace, b.grace()) + forcedStopSlack)
	return e
}

// mayHideExits reports whether an exit can have gone unpublished until now:
// within a pass, such as one that is at a hook, a pull or a kill, the kubelet
// publishes nothing, and a container that waits can be in the midst of one.
func (l *life) mayHideExits() bool {
	return slices.ContainsFunc(l.containers, func(c *container) bool { return c.current().state == stateWaiting })
}

// forcedStopSlack is how long the kubelet may take to notice that a pod was
// removed by force, beyond its grace period.
const forcedStopSlack = 5 * time.Second

func (b *laneBuilder) failedStart(a *attempt, creating timeline.Edge) timeline.Edge {
	end := timeline.ReportedEdge(a.run.finishedAt).Within(time.Time{}, b.r.at(a.run.endedAt))
	if a.failed != nil {
		end = a.failed.edge
	}
	if creating.IsZero() {
		creating = end
	}
	s := timeline.Span{
		Track: timeline.TrackProcess, Phase: timeline.Creating, Attempt: a.number, Start: creating, End: end.NotBefore(creating),
		Outcome: timeline.Failed, Reason: a.run.reason, ExitCode: a.run.exitCode(), Message: a.run.message,
	}
	b.span(s)
	return s.End
}

// processTail draws what follows the last attempt: nothing if the container is
// done, else waiting, backing off, or being created again.
func (b *laneBuilder) processTail(cursor timeline.Edge, phase timeline.Phase) {
	if cursor.IsZero() || len(b.attempts) > 0 && !b.willRestart(len(b.attempts)-1) || b.runUnknown() {
		return
	}
	end, outcome := b.noLongerWaits()
	if len(b.attempts) > 0 && !end.IsZero() {
		end = b.podStop().Within(cursor.Earliest, time.Time{})
	}
	now := b.c.current()
	reason, message := "", ""
	if now.state == stateWaiting {
		reason, message = timeline.Clean(now.reason), timeline.Clean(now.message)
	}
	number := b.nextNumber()
	creating := b.nextStep(cursor)
	if creating.IsZero() {
		b.span(timeline.Span{Track: timeline.TrackProcess, Phase: phase, Attempt: number, Start: cursor, End: end.NotBefore(cursor), Outcome: outcome, Reason: reason, Message: message})
		return
	}
	b.waited(cursor, creating, phase, number)
	if r, m := b.createTrouble(creating, timeline.Edge{}); r != "" {
		reason, message = r, m
	}
	b.span(timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Creating, Attempt: number, Start: creating, End: end.NotBefore(creating), Outcome: outcome, Reason: reason, Message: message})
}

// nextStep returns the first Pulled or Created Event that belongs to no attempt
// yet.
func (b *laneBuilder) nextStep(cursor timeline.Edge) timeline.Edge {
	for _, s := range b.ev {
		if (s.kind == message.Pulled || s.kind == message.Created) && s.edge.Time.After(cursor.Earliest) && !b.claimed(s) {
			return s.edge.NotBefore(cursor)
		}
	}
	return timeline.Edge{}
}

func (b *laneBuilder) claimed(s *sighting) bool {
	last := lastOf(b.attempts)
	return last != nil && (s == last.created || s == last.pulled || !s.edge.Time.After(last.begin()))
}

// createTrouble returns why creating a container needed more than one try: the
// last failure between two edges (a zero one is open), with the published
// reason.
func (b *laneBuilder) createTrouble(from, to timeline.Edge) (reason, text string) {
	for _, s := range b.ev {
		if s.kind == message.CreateFailed && !s.edge.Latest.Before(from.Earliest) && (to.IsZero() || s.edge.Time.Before(to.Time)) {
			reason, text = "CreateContainerError", s.message
		}
	}
	if reason == "" {
		return "", ""
	}
	for _, p := range b.c.published {
		at := b.r.at(p.at)
		if p.state == stateWaiting && (timeline.IsCreateError(p.reason) || timeline.IsStartError(p.reason)) && at.After(from.Earliest) && (to.IsZero() || at.Before(to.Time)) {
			reason = p.reason
		}
	}
	return reason, text
}

// runUnknown reports whether it is unknown if the container ever ran: it had an
// end that the kubelet did not see when it was seen first, and its pod had been
// admitted.
func (b *laneBuilder) runUnknown() bool {
	seen := b.c.published
	if len(b.attempts) > 0 || len(seen) == 0 || !seen[0].joined || seen[0].state != stateTerminated {
		return false
	}
	now := lastOf(b.l.phases)
	return timeline.KubeletStop(now.reason, now.message).Kind != timeline.StopRejected
}

// noLongerWaits returns when a container that never ran (again) stopped waiting
// for it.
func (b *laneBuilder) noLongerWaits() (timeline.Edge, timeline.Outcome) {
	end := timeline.EarlierEdge(b.terminal, b.gone)
	if end.IsZero() {
		return timeline.Edge{}, timeline.Ongoing
	}
	return end, timeline.Unknown
}
