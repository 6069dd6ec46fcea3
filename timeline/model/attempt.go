package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// attempt is one run of a container put together from its Events and from what
// status said of the instance. Either may be missing: a crash loop can be too
// quick for status, and Events expire or are rate-limited.
type attempt struct {
	number      int
	run         *run      // nil when only Events tell of it
	pulled      *sighting // the first sign that its image was at hand
	created     *sighting
	started     *sighting
	failed      *sighting // why creating or starting it failed
	hookFailed  *sighting // FailedPostStartHook
	killing     *sighting
	ownGrace    time.Duration // of the probe that had it killed; 0: the pod's
	failedProbe string        // the probe that had used up its failures just before a kill that does not name it
	stopFailed  *sighting     // FailedPreStopHook
	countedOver time.Time     // arrival of the first version that counts its restart; zero: none does
	start       timeline.Edge // of the process; zero when it never ran
	exit        timeline.Edge // zero while running
}

// attempts aligns the Started events of a container with its instances. Both
// are in time order; they belong together when their seconds meet.
func (c *container) attempts(ev []*sighting, r ruler) []*attempt {
	starts := only(ev, message.Started)
	ordinals := ordinals(starts)
	runs := c.inOrder()
	var list []*attempt
	for i, j := 0, 0; i < len(runs) || j < len(starts); {
		a := &attempt{}
		switch {
		case j == len(starts) || i < len(runs) && runsFirst(runs[i], starts[j]):
			a.run = runs[i]
			i++
		case i == len(runs) || startsFirst(starts, ordinals, j, runs[i]):
			a.started = starts[j]
			a.number = ordinals[j]
			j++
		default:
			a.run, a.started = runs[i], starts[j]
			i, j = i+1, j+1
		}
		list = append(list, a)
	}
	number(list, c.lastNumber())
	for _, a := range list {
		a.countedOver = c.countedOver(a.number)
	}
	c.place(list, ev, r)
	return list
}

func only(ev []*sighting, kind message.EventKind) []*sighting {
	var out []*sighting
	for _, s := range ev {
		if s.kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// runsFirst reports whether the instance began clearly before the Started
// Event, or never began at all (a start that failed has no Started Event).
func runsFirst(r *run, s *sighting) bool {
	if r.neverStarted() {
		return r.finishedAt.Add(time.Second).Before(s.edge.Latest) || r.finishedAt.Before(s.edge.Earliest)
	}
	if r.startedAt.IsZero() {
		return r.ended && (r.told.IsZero() && r.endedAt.Before(s.edge.Time) || !r.told.IsZero() && r.told.Latest.Before(s.edge.Earliest))
	}
	return r.startedAt.Add(time.Second + startedAtLag).Before(s.edge.Earliest)
}

// clockStep is how far a Started Event may be before the start of the run that it is of,
// where the restartCount knows no earlier run: a node's clock is put right in steps.
const clockStep = 2 * time.Second

// startsFirst reports whether the Started Event was clearly before the
// instance; or, when a container starts twice within a second, its place in the
// sequence says so.
func startsFirst(starts []*sighting, ordinals []int, j int, r *run) bool {
	s := starts[j]
	if r.startedAt.IsZero() && !r.since.IsZero() { // a text that does not say when: the last start before its end is its own
		return j+1 < len(starts) && (!r.ended || starts[j+1].edge.Earliest.Before(r.told.Latest))
	}
	if r.neverStarted() || r.startedAt.IsZero() {
		return true
	}
	// startedAt is stamped by the runtime, Started by the kubelet just after
	if s.edge.Latest.Before(r.startedAt.Add(-startedAtLag)) {
		counted := r.restarts < 0 || ordinals[j] <= int(r.restarts)
		return counted || s.edge.Latest.Before(r.startedAt.Add(-clockStep))
	}
	sameSecond := j+1 < len(starts) && !starts[j+1].edge.Earliest.After(r.startedAt.Add(time.Second+startedAtLag))
	return sameSecond && r.restarts >= 0 && int(r.restarts)+1 > ordinals[j]
}

func (c *container) place(list []*attempt, ev []*sighting, r ruler) {
	from, begun := 0, time.Time{}
	for _, a := range list {
		from = a.steps(ev, from, before(list, a))
		a.start = a.startEdge(r).Within(begun, time.Time{})
		begun = timeline.LaterTime(begun, a.start.Earliest)
		if a.run != nil {
			begun = timeline.LaterTime(begun, a.run.finishedAt) // the next one began after this one's end
		}
	}
	c.assign(list, ev)
	for i, a := range list {
		if i > 0 {
			a.follow(list[i-1])
		}
		a.exit = a.exitEdge(next(list, i), ev, r).NotBefore(a.start)
	}
}

// follow puts the start behind the exit of the run before: both may be guesses
// within the same second.
func (a *attempt) follow(before *attempt) {
	if before.exit.Basis != timeline.Observed {
		a.start = a.start.NotBefore(before.exit)
		a.exit = a.exit.NotBefore(a.start)
	}
}

func next(list []*attempt, i int) *attempt {
	if i+1 < len(list) {
		return list[i+1]
	}
	return nil
}

func before(list []*attempt, a *attempt) *attempt {
	if i := slices.Index(list, a); i > 0 {
		return list[i-1]
	}
	return nil
}

// begin returns a rough moment of the attempt, for ordering only.
func (a *attempt) begin() time.Time {
	if a.started != nil {
		return a.started.edge.Time
	}
	return a.run.began()
}

// assign hands the Events that belong to one run to it: the latest attempt that
// had begun by then. The first of a kind is its own, more are of runs that were
// never seen.
func (c *container) assign(list []*attempt, ev []*sighting) {
	madeAgain := false // created since its creation failed: the next run, of which no version tells
	for k, s := range ev {
		madeAgain = madeAgain || s.kind == message.Created
		a := attemptAt(list, s)
		if a == nil {
			continue
		}
		switch s.kind {
		case message.PostStartFailed:
			if a.hookFailed == nil {
				a.hookFailed = s
			}
		case message.Killing:
			if a.killing == nil || a.startUnknown() { // of several, those before were of runs before
				a.killing, a.ownGrace, a.failedProbe = s, probeGrace(&c.spec, s.message), usedUp(&c.spec, ev[:k], s)
			}
		case message.ProbeFailed:
			if a.outlived(s) {
				a.killing, a.ownGrace, a.failedProbe = nil, 0, ""
			}
		case message.PreStopFailed:
			a = stoppedBefore(list, a, s)
			if a.stopFailed == nil {
				a.stopFailed = s
			}
		case message.CreateFailed:
			if a.start.IsZero() && (a.failed == nil || !madeAgain) {
				a.failed, madeAgain = s, false
			}
		}
	}
}

// startUnknown reports whether no source says when the run began.
func (a *attempt) startUnknown() bool {
	return a.started == nil && a.run != nil && a.run.startedAt.IsZero()
}

// stoppedBefore returns the run that a preStop failure is of: the one before a, where
// that was being stopped and a had hardly begun.
func stoppedBefore(list []*attempt, a *attempt, s *sighting) *attempt {
	if prev := before(list, a); prev != nil && prev.killing != nil && prev.stopFailed == nil && s.edge.Earliest.Before(a.start.Latest) {
		return prev
	}
	return a
}

// outlived reports whether a failed probe proves that the kill before it was of an
// older run: the kubelet holds a probe that had a container killed until there is a
// new one (pkg/kubelet/prober/worker.go, doProbe).
func (a *attempt) outlived(failed *sighting) bool {
	return a.startUnknown() && a.killedForProbe() && probeOf(failed.message) != spec.Readiness && failed.edge.Earliest.After(a.killing.edge.Latest)
}

// attemptAt returns the attempt that was under way at a sighting, or nil before
// the first.
func attemptAt(list []*attempt, s *sighting) *attempt {
	var found *attempt
	for _, a := range list {
		from := a.start.Earliest
		if a.start.IsZero() {
			from = a.run.began()
			if a.created != nil {
				from = a.created.edge.Earliest
			}
		}
		if from.After(s.edge.Latest) || a.started != nil && a.started.edge.Time.After(s.edge.Time.Add(jitter)) {
			break
		}
		if !a.start.Latest.Before(s.edge.Earliest) && found.endsBy(s) {
			break // it may be of either, and more likely of the one that was there
		}
		if s.edge.Latest.Before(a.start.Time) && (found == nil && a.number > 1 || found.mayLast(s.edge.Earliest)) {
			break // a's start is only roughly known, and more likely later
		}
		found = a
	}
	return found
}

// endsBy reports whether a sighting can be one of those that led to the end of
// an attempt: its Killing, or a failed probe before that.
func (a *attempt) endsBy(s *sighting) bool {
	switch {
	case !a.mayLast(s.edge.Earliest):
		return false
	case s.kind == message.Killing:
		return a.killing == nil || a.killing == s
	}
	return s.kind == message.ProbeFailed && (a.killing == nil || !s.edge.Earliest.After(a.killing.edge.Latest))
}

func (a *attempt) mayLast(t time.Time) bool {
	return a != nil && (a.run == nil || !a.run.ended || a.run.lost() || t.Before(a.run.finishedAt.Add(time.Second)))
}
