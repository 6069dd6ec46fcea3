package rollout

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// steady is how long a pod has to have been ready at a time to be called healthy
// once: without a readiness probe one that crashes at once is ready in between.
const steady = 10 * time.Second

// wasReady reports whether a pod was ready, and not only in passing, and is no more: as
// it was seen, or because the rollout was complete when the pod was there.
func (v *view) wasReady(l *timeline.Life) bool {
	return !ready(l) && v.settled(l)
}

// settled reports whether a pod is, or was, ready for so long that it was healthy once.
func (v *view) settled(l *timeline.Life) bool {
	return l.Pod.Created.Before(v.RolledOut) && v.observed() || last(l, func(sp *timeline.Span) bool {
		return sp.Phase == timeline.Ready && sp.Duration(v.now) >= steady
	}) != nil
}

// restartedNow returns a pod of the wanted revision in which a container runs again
// after a failure, and not for long; nil if there is none.
func (v *view) restartedNow() *timeline.Life {
	for _, l := range v.new {
		for i := range l.Lanes {
			lane := &l.Lanes[i]
			prev := lane.RecoveredFrom(v.now)
			if prev != nil && wrong(prev) && v.elapsed(lane.Attempts[len(lane.Attempts)-1].Started.Time) < steady {
				return l
			}
		}
	}
	return nil
}

// trouble returns what keeps a pod from being ready, also while it tries again what has
// failed: of a pod that never was healthy a try is no news, and each would make the
// rollout progress for as long as it lasts.
func (v *view) trouble(l *timeline.Life) *trouble {
	t := troubleOf(l)
	switch {
	case v.wantsNone(), t != nil && v.justRefused(l):
		return nil
	case t != nil, leaving(l), v.settled(l):
		return t
	}
	if t = pullsAgain(l); t == nil {
		t = v.runsAgain(l)
	}
	return t
}

// blip is for how long no node may have room without a rollout being called failing: one
// is made room on, or comes up, right after the scheduler's first try.
const blip = time.Second

// justRefused reports whether the scheduler has only just found no node for a pod. From
// when on it looks for one is known to the second.
func (v *view) justRefused(l *timeline.Life) bool {
	if l.Verdict.State != timeline.StateUnschedulable || l.NowUnknown {
		return false
	}
	sp := last(l, func(sp *timeline.Span) bool { return sp.Phase == timeline.Scheduling })
	return sp != nil && v.elapsed(sp.Start.Latest) < blip
}

// corrected reports whether a container has another image by now than the one that could
// not be pulled: whether this one can is not known yet.
func corrected(lane *timeline.Lane, why string) bool {
	failed := message.FailedImage(why)
	return failed != "" && lane.Container != nil && !strings.Contains(failed, lane.Container.Image)
}

// pullsAgain returns the failure after which an image is pulled again; nil if there is
// none, or if it is another image by now.
func pullsAgain(l *timeline.Life) *trouble {
	if t := volumePullsAgain(l); t != nil {
		return t
	}
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		sp := timeline.FindLast(lane.Spans, func(sp *timeline.Span) bool { return sp.Track == timeline.TrackImage })
		if sp == nil || !sp.Open() || sp.Phase != timeline.Pulling || lane.Container == nil || lane.Container.PullFailures == 0 {
			continue
		}
		why := lane.PullError()
		if corrected(lane, why) {
			continue
		}
		block := &timeline.Blocking{Lane: lane.ID, Phase: sp.Phase, Reason: "ErrImagePull", Message: why}
		return &trouble{life: l, state: timeline.StateImagePullBackOff, block: block, lane: lane}
	}
	return nil
}

// volumePullsAgain returns the failure after which the image of a volume is pulled again,
// which Events of the pod tell; nil if there is none.
func volumePullsAgain(l *timeline.Life) *trouble {
	b, lane := l.Verdict.Blocking, l.Lane("pod")
	if l.Verdict.State != timeline.StatePullingImage || b == nil || lane == nil || b.Lane != lane.ID {
		return nil
	}
	last := timeline.FindLast(lane.Marks, func(m *timeline.Mark) bool { return m.Kind == "Pulling" })
	if last == nil {
		return nil
	}
	m := timeline.FindLast(lane.Marks, func(m *timeline.Mark) bool {
		return m.Kind == "Failed" && message.FailedImage(m.Message) == message.Quoted(last.Message)
	})
	if m == nil {
		return nil
	}
	block := &timeline.Blocking{Lane: lane.ID, Phase: timeline.Pulling, Reason: "ErrImagePull", Message: m.Message}
	return &trouble{life: l, state: timeline.StateImagePullBackOff, block: block, lane: lane}
}

// runsAgain returns the failure after which a container of a pod runs again, and which
// that run has not yet shown to be over; nil if there is none.
func (v *view) runsAgain(l *timeline.Life) *trouble {
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		prev, started := lane.RunsAfter()
		if prev == nil || !stopped(lane, prev) || prev.Cause == timeline.CauseSandbox || prev.Cause == timeline.CauseRestartAll {
			continue
		}
		if v.elapsed(started.Time) < suspicious(l, lane) {
			return &trouble{life: l, state: crashState(lane, prev), lane: lane, exit: prev}
		}
	}
	return nil
}

// suspicious returns for how long a run of a container that has failed before says
// nothing of whether it will again: until it has lasted clearly longer than the longest
// that failed did, by a quarter, and at least as long as is steady. Once the pod is ready
// it need not be longer than those; and it says so at once by a readiness probe that no
// earlier run had passed.
func suspicious(l *timeline.Life, lane *timeline.Lane) time.Duration {
	if ready(l) {
		if lane.Probe(timeline.TrackReadiness) != nil && !readyBefore(l) {
			return 0
		}
		return steady
	}
	longest := time.Duration(0)
	for i := range lane.Attempts {
		if a := &lane.Attempts[i]; stopped(lane, a) && !a.Started.IsZero() && !a.Exited.IsZero() {
			longest = max(longest, a.Exited.Time.Sub(a.Started.Time))
		}
	}
	return max(steady, longest+longest/4)
}

// readyBefore reports whether a pod had been ready before it is now.
func readyBefore(l *timeline.Life) bool {
	return last(l, func(sp *timeline.Span) bool { return sp.Phase == timeline.Ready && !sp.Open() }) != nil
}

// crashState returns the state that a pod was in, and would be in again, because a run
// of a container failed.
func crashState(lane *timeline.Lane, failed *timeline.Attempt) timeline.State {
	switch {
	case lane.Kind == timeline.LaneInit:
		return timeline.StateInitError
	case failed.Cause == timeline.CausePostStart:
		return timeline.StatePostStartError
	}
	return timeline.StateCrashLoopBackOff
}
