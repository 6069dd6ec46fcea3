package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
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
	l := &lifeView{life: life, clock: clock{now, life.NowUnknown}, lanes: make([]laneView, len(life.Lanes))}
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

// condition finds a pod condition, or nil.
func (l *lifeView) condition(name string) *timeline.Condition {
	for i := range l.life.Conditions {
		if l.life.Conditions[i].Type == name {
			return &l.life.Conditions[i]
		}
	}
	return nil
}

// isCond reports whether the pod has that condition with that status.
func (l *lifeView) isCond(name, status string) bool {
	c := l.condition(name)
	return c != nil && c.Status == status
}

// deadline returns the next expected one of the kind for the lane (any lane
// when empty), or nil.
func (l *lifeView) deadline(kind timeline.DeadlineKind, lane string) *timeline.Deadline {
	for i := range l.life.Future {
		if d := &l.life.Future[i]; d.Kind == kind && (lane == "" || d.Lane == lane) {
			return d
		}
	}
	return nil
}

// first returns the first lane that fits, in lane order, or nil.
func (l *lifeView) first(fits func(*laneView) bool) *laneView {
	for i := range l.lanes {
		if v := &l.lanes[i]; fits(v) {
			return v
		}
	}
	return nil
}

// podIn makes the fact that the pod is in phase p, if it is.
func (l *lifeView) podIn(p timeline.Phase) (fact, bool) {
	if !doing(l.pod.podSpan, p) {
		return fact{}, false
	}
	return at(l.pod, l.pod.podSpan), true
}

// created returns when the pod was created, as well as it is known.
func (l *lifeView) created() timeline.Edge {
	for i := range l.pod.Spans {
		if sp := &l.pod.Spans[i]; sp.Track == timeline.TrackPod {
			return sp.Start
		}
	}
	t := l.life.Pod.Created
	if t.IsZero() {
		return timeline.Edge{}
	}
	return timeline.Edge{Time: t, Earliest: t, Latest: t.Add(time.Second), Basis: timeline.Reported}
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

// stopRequested reports whether the pod as a whole has been asked to stop.
func (l *lifeView) stopRequested() bool {
	return l.life.Termination != nil || !l.life.Pod.DeletionRequested.IsZero()
}

// over reports whether the pod's end has begun or come: an old mark of another
// pod's attempt to preempt it must not outlive that it was cancelled.
func (l *lifeView) over() bool { return l.stopRequested() || l.finishedPhase() }

func (l *lifeView) finishedPhase() bool {
	return l.life.Pod.Phase == "Failed" || l.life.Pod.Phase == "Succeeded"
}
