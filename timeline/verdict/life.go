package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// lifeView is a life at one moment, arranged for the rules: what every lane is
// doing now, found once.
type lifeView struct {
	life *timeline.Life
	clock
	pod   *laneView // never nil
	lanes []laneView
}

func newLifeView(life *timeline.Life, now time.Time) *lifeView {
	l := &lifeView{life: life, clock: clock{now: now, unknown: life.NowUnknown, relative: life.Pod.Relative}, lanes: make([]laneView, len(life.Lanes))}
	for i := range life.Lanes {
		l.lanes[i] = viewOf(&life.Lanes[i])
		if life.Lanes[i].Kind == timeline.LanePod && l.pod == nil {
			l.pod = &l.lanes[i]
		}
	}
	if l.pod == nil {
		l.pod = &laneView{Lane: &timeline.Lane{ID: "pod", Kind: timeline.LanePod}}
	}
	return l
}

func (l *lifeView) condition(name string) *timeline.Condition {
	return timeline.Find(l.life.Conditions, func(c *timeline.Condition) bool { return c.Type == name })
}

func (l *lifeView) isCond(name string) bool {
	c := l.condition(name)
	return c != nil && c.Status == "True"
}

// deadline returns the next expected one of the kind for the lane (any lane
// when empty), or nil.
func (l *lifeView) deadline(kind timeline.DeadlineKind, lane string) *timeline.Deadline {
	return timeline.Find(l.life.Future, func(d *timeline.Deadline) bool { return d.Kind == kind && (lane == "" || d.Lane == lane) })
}

func (l *lifeView) first(fits func(*laneView) bool) *laneView {
	return timeline.Find(l.lanes, fits)
}

func (l *lifeView) podIn(p timeline.Phase) (fact, bool) {
	if !doing(l.pod.podSpan, p) {
		return fact{}, false
	}
	return at(l.pod, l.pod.podSpan), true
}

// created returns when the pod was created, as well as it is known.
func (l *lifeView) created() timeline.Edge { return created(l.life) }

func created(l *timeline.Life) timeline.Edge {
	if l.Pod.BadCreation != "" {
		return timeline.Edge{}
	}
	if pod := l.Lane("pod"); pod != nil {
		if sp := timeline.Find(pod.Spans, func(sp *timeline.Span) bool { return sp.Track == timeline.TrackPod }); sp != nil {
			return sp.Start
		}
	}
	if l.Pod.Created.IsZero() {
		return timeline.Edge{}
	}
	return second(l.Pod.Created)
}

func (l *lifeView) grace() time.Duration {
	if t := l.life.Termination; t != nil && t.Grace > 0 {
		return t.Grace
	}
	return l.life.Pod.GracePeriod
}

func (l *lifeView) view(lane string) *laneView {
	return l.first(func(v *laneView) bool { return v.ID == lane })
}

func (l *lifeView) stopRequested() bool {
	return l.life.Termination != nil || !l.life.Pod.DeletionRequested.IsZero()
}

// over reports whether the pod's end has begun or come: an old mark of another
// pod's attempt to preempt it must not outlive that it was cancelled.
func (l *lifeView) over() bool { return l.stopRequested() || l.finishedPhase() }

func (l *lifeView) finishedPhase() bool {
	return l.life.Pod.Phase == "Failed" || l.life.Pod.Phase == "Succeeded"
}

// clock is the moment of a verdict; where it is not known, it is the newest of
// which the input knows.
type clock struct {
	now      time.Time
	next     time.Time // the first moment that a rule has asked for and that has not come
	unknown  bool
	relative bool // no date is known: a moment cannot be named
}

// past reports whether a moment has come on which it depends whether a rule holds, or
// how severe it is.
func (c *clock) past(t time.Time) bool {
	if !c.now.Before(t) {
		return true
	}
	if c.next.IsZero() || t.Before(c.next) {
		c.next = t
	}
	return false
}

// elapsedSince returns how long ago e was, as precisely as it is known.
func (c clock) elapsedSince(e timeline.Edge) string {
	if c.unknown {
		return c.atLeast(e.Latest)
	}
	return length.Since(e, c.now).Sentence()
}

// lasting says since when something goes on that began at e: "for 12s", "for at
// least 3m10s", and where no length is known "since 07:30:55".
func (c clock) lasting(e timeline.Edge) string {
	if c.namesMoment(e) {
		return "since " + length.ClockOn(e.Time, c.now)
	}
	return "for " + c.elapsedSince(e)
}

// ago says when something was: "12s ago", "at least 3m10s ago", and where no
// length is known "at 07:30:55".
func (c clock) ago(e timeline.Edge) string {
	if c.namesMoment(e) {
		return "at " + length.ClockOn(e.Time, c.now)
	}
	return c.elapsedSince(e) + " ago"
}

// namesMoment reports whether a moment says more than a length: the present is
// not known, and the input ends where e is.
func (c clock) namesMoment(e timeline.Edge) bool {
	return c.unknown && !c.relative && !e.IsZero() && e.Uncertainty() <= precise && !c.beyond(e.Latest)
}

// precise is how uncertain a moment may be that is named to the second.
const precise = 2 * time.Second

// beyond reports whether the input knows of a moment later than t, by a second or more.
func (c clock) beyond(t time.Time) bool { return c.now.Sub(t).Truncate(time.Second) >= time.Second }

// atLeast returns how long ago t was where the present is not known.
func (c clock) atLeast(t time.Time) string {
	if !c.beyond(t) {
		return length.Unknown
	}
	return "at least " + length.Running(c.now.Sub(t).Truncate(time.Second))
}

// second returns the API second t as an edge.
func second(t time.Time) timeline.Edge {
	return timeline.Edge{Time: t, Earliest: t, Latest: t.Add(time.Second), Basis: timeline.Reported}
}

// until returns the countdown to what is expected; where the present is not
// known, when it was expected.
func (c clock) until(e timeline.Edge) string {
	if c.unknown {
		return length.By(e)
	}
	return length.Until(e, c.now)
}
