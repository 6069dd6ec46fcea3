package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

func (b *builder) termination(lanes []timeline.Lane) *timeline.Termination {
	begin := b.stopEdge()
	if begin.IsZero() {
		return nil
	}
	t := &timeline.Termination{Requested: begin, By: b.stoppedBy(), Grace: b.grace(), Gone: b.gone}
	if d := b.l.deletion; d.shorter > 0 {
		e := d.shortened
		t.Shorter, t.Shortened = d.shorter, timeline.Edge{Time: b.r.at(e.Time), Earliest: b.r.at(e.Earliest), Latest: b.r.at(e.Latest), Basis: e.Basis}
	}
	if t.By.Kind == timeline.StopKubelet {
		t.Deleted = b.requestEdge()
	}
	running, unreported := false, false
	for i, c := range b.l.containers {
		a := lastOf(b.attempts[i])
		if a == nil || a.start.IsZero() || !a.exit.IsZero() && a.exit.Latest.Before(begin.Earliest) {
			continue
		}
		t.Steps = append(t.Steps, b.stopStep(i, c, a))
		t.Kill = laterEdge(t.Kill, b.killDeadline(a))
		if a.exit.IsZero() {
			running = true
		}
		t.Stopped = laterEdge(t.Stopped, a.exit)
		unreported = unreported || t.Steps[len(t.Steps)-1].Unreported
	}
	if running {
		t.Stopped = timeline.Edge{}
		if t.Kill.IsZero() {
			t.Kill = b.unacknowledged(lanes, begin, t.Grace)
		}
	} else {
		t.Kill = timeline.Edge{}
		if t.Stopped.IsZero() {
			t.Stopped = b.terminal
		}
	}
	if unreported {
		t.Stopped = timeline.Edge{} // removed by force, or its node is lost: no status says so
	}
	return t
}

// unacknowledged returns when SIGKILL is due while the kubelet has not said
// that it knows of the request: the grace after it, or after the last container
// that it started all the same. It is zero during a pull or a postStart hook,
// which the kubelet does not cancel.
func (b *builder) unacknowledged(lanes []timeline.Lane, begin timeline.Edge, grace time.Duration) timeline.Edge {
	for i := range lanes {
		for _, s := range lanes[i].Spans {
			if s.Open() && (s.Phase == timeline.Pulling || s.Phase == timeline.PostStart) {
				return timeline.Edge{}
			}
		}
	}
	for _, a := range slices.Concat(b.attempts...) {
		begin = laterEdge(begin, a.start)
	}
	return timeline.Edge{Time: begin.Time.Add(grace), Earliest: begin.Earliest.Add(grace), Latest: begin.Latest.Add(grace + minimumGrace), Basis: timeline.Inferred}
}

func laterEdge(a, b timeline.Edge) timeline.Edge {
	if b.Time.After(a.Time) {
		return b
	}
	return a
}

func (b *builder) stopStep(i int, c *container, a *attempt) timeline.StopStep {
	lb := &laneBuilder{builder: b, c: c, i: i, ev: b.ev[i], attempts: b.attempts[i]}
	t0 := b.killEdge(a)
	s := timeline.StopStep{Lane: string(c.kind) + "/" + c.label, Killing: t0, HasPreStop: c.spec.PreStop != "", PreStop: c.spec.PreStopSleep, Exited: a.exit}
	if s.Unreported = !b.gone.IsZero() && (a.run == nil || !a.run.ended); s.Unreported {
		s.Exited = timeline.Edge{}
	}
	if t0.IsZero() {
		return s
	}
	if s.HasPreStop {
		s.PreStopEnd, _ = lb.preStopEnd(a, t0)
	}
	if term, known := lb.sigterm(a, t0); known {
		s.SIGTERM = term
	}
	s.SIGKILL = b.killed(a, t0)
	return s
}

func (b *builder) future(lanes []timeline.Lane, term *timeline.Termination) []timeline.Deadline {
	var list []timeline.Deadline
	add := func(kind timeline.DeadlineKind, lane string, e timeline.Edge) {
		if !e.IsZero() {
			list = append(list, timeline.Deadline{Kind: kind, Lane: lane, Edge: e})
		}
	}
	if !b.terminal.IsZero() || !b.gone.IsZero() {
		return nil
	}
	if term != nil { // nothing is started or tried again in a pod that is being stopped
		add(timeline.DeadlineKill, "pod", term.Kill)
		return list
	}
	add(timeline.DeadlineActive, "pod", b.deadlineEdge())
	for i := range b.l.containers {
		lane := &lanes[i+1]
		lb := &laneBuilder{builder: b, c: b.l.containers[i], i: i, ev: b.ev[i], attempts: b.attempts[i]}
		for _, s := range lane.Spans {
			if s.Open() {
				kind, e := lb.deadline(s)
				add(kind, lane.ID, e)
			}
		}
		if a := lastOf(lb.attempts); a != nil {
			add(timeline.DeadlineKill, lane.ID, b.killDeadline(a))
		}
	}
	slices.SortStableFunc(list, func(a, b timeline.Deadline) int { return a.Edge.Time.Compare(b.Edge.Time) })
	return list
}

func (b *laneBuilder) deadline(s timeline.Span) (timeline.DeadlineKind, timeline.Edge) {
	switch {
	case s.Track == timeline.TrackProcess && s.Phase == timeline.BackOff:
		e, _ := b.restartDeadline()
		return timeline.DeadlineRestart, e
	case s.Track == timeline.TrackImage && s.Phase == timeline.PullBackOff:
		return timeline.DeadlinePullRetry, b.pullRetry(s)
	case s.Track == timeline.TrackStartup && s.Phase == timeline.Probing:
		return timeline.DeadlineStartup, b.startupDeadline(s.Start)
	}
	return "", timeline.Edge{}
}

// startupKillLag is how long after the last failure that counts Killing comes at most.
const startupKillLag = 2 * time.Second

// startupDeadline returns when a startup probe that goes on failing is given
// up: one period after another from its last failure on, or from the first
// probe. A probe that takes longer than its period, as one that times out may,
// drops ticks.
func (b *laneBuilder) startupDeadline(first timeline.Edge) timeline.Edge {
	p := b.c.spec.Probes[spec.Startup]
	period := time.Duration(p.Period) * time.Second
	from, step, slack := first, period, period
	failed := probedRun{b, b.attempts[len(b.attempts)-1]}.failures(spec.Startup)
	n := occurrences(failed)
	left := max(0, int(p.Failure)-b.carried()-max(n, 1))
	if n > 0 {
		from, slack = failed[len(failed)-1].edge, startupKillLag
		if more := n - occurrences(failed[:1]); more > 0 {
			step = max(step, from.Time.Sub(failed[0].edge.Time)/time.Duration(more))
		}
	}
	slow := max(step, time.Duration(p.Timeout)*time.Second)
	return timeline.Edge{
		Time:     from.Time.Add(time.Duration(left) * step),
		Earliest: from.Earliest.Add(time.Duration(left)*period - jitter),
		Latest:   from.Latest.Add(time.Duration(left)*slow + slack),
		Basis:    timeline.Inferred,
	}.Clamp()
}

// pullRetry predicts the pull after the last failed one: 10 s after the first, doubling
// to 300 s; tried only when a pass of the kubelet runs, every 10 to 15 s at the
// latest.
func (b *laneBuilder) pullRetry(s timeline.Span) timeline.Edge {
	delay := backOffBase
	for i := 1; i < b.pullFailures() && delay < backOffCap; i++ {
		delay = min(2*delay, backOffCap)
	}
	failed := s.Start
	for _, e := range b.ev { // of tries in between, the last
		if e.kind == message.PullFailed && e.edge.Time.After(failed.Time) {
			failed = e.edge
		}
	}
	next := timeline.Edge{Time: failed.Time.Add(delay), Earliest: failed.Earliest.Add(delay), Latest: failed.Latest.Add(delay + 15*time.Second), Basis: timeline.Inferred}
	if slices.ContainsFunc(b.ev, func(e *sighting) bool { return e.kind == message.PullBackOff && e.edge.Earliest.After(next.Latest) }) {
		return timeline.Edge{} // another try has failed since, unseen
	}
	return next
}
