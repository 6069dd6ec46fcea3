package verdict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func isGone(e ending) (fact, bool) {
	f := fact{since: e.life.Pod.Gone}
	if f.since.IsZero() {
		return f, false
	}
	end := e.ended().view
	by, _ := e.kubeletStop()
	if by.Kind != "" || e.killedStep() != nil || e.nothingRan() && e.lastTrouble() != "" || len(e.unreported()) > 0 || (end != nil && wrongEnd(end.lastExit())) {
		f.severity = timeline.Warning
	}
	return f, true
}

// sayGone sums a life up: what it ended with, how its containers went, what
// held the object, and how often it had restarted.
func sayGone(e ending, f fact) string {
	life := "life of " + Lived(e.life).Total()
	t, lost := e.life.Termination, e.unreported()
	if t == nil && len(lost) == 0 {
		return join("; ", e.goneAfterEnd(f), e.heldBy(), life)
	}
	head := "gone" // the request was not seen
	if t != nil {
		head += " " + e.afterRequest()
	}
	if len(lost) > 0 {
		if t != nil && t.Grace == 0 && !t.Requested.IsZero() {
			head = "removed by force"
		}
		return join("; ", head, e.fateOf(lost), e.restarted(nil), e.heldBy(), life)
	}
	step := e.notableStep()
	if step == nil {
		return join("; ", head, cmp.Or(e.restarted(nil), e.neverRan(), e.lastEnd()), e.heldBy(), life)
	}
	return join("; ", head, e.stopStory(step), e.sidecarsStory(step), e.restarted(e.view(step.Lane)), e.heldBy(), life)
}

// Lived returns how long a pod that is gone existed, as its headline says.
func Lived(l *timeline.Life) length.Length {
	return length.Between(created(l), timeline.ExactEdge(l.Pod.Gone))
}

// GoneAfter returns how long the object of a pod that is gone outlived the request to
// delete it, or else what its way down began with.
func GoneAfter(l *timeline.Life) length.Length {
	t := l.Termination
	if !t.Deleted.IsZero() {
		return length.Between(t.Deleted, timeline.ExactEdge(l.Pod.Gone))
	}
	return length.Between(t.Requested, timeline.ExactEdge(l.Pod.Gone))
}

// afterRequest returns how long the object outlived the request to delete it, or
// what else its way down began with: a stop of the kubelet's own does not remove
// the object.
func (e ending) afterRequest() string {
	t := e.life.Termination
	if !t.Deleted.IsZero() {
		return GoneAfter(e.life).Total() + " after deletion"
	}
	return GoneAfter(e.life).Total() + " after " + e.request()
}

func (e ending) goneAfterEnd(f fact) string {
	end := e.ended()
	if by := e.endedByKubelet(); by != "" {
		if end.view != nil {
			by += " (" + e.lastEnd() + ")"
		}
		return "gone; it was " + by
	}
	if end.view == nil {
		return join("; ", "gone", e.neverRan())
	}
	how := "it ended"
	switch e.life.Pod.Phase {
	case "Succeeded":
		how = "it completed"
	case "Failed":
		how = "it failed"
	}
	return "gone " + length.Between(end.view.lastExit().Exited, timeline.ExactEdge(f.since)).Total() + " after " + how + " (" + e.lastEnd() + end.view.tries() + ")"
}

// tries returns which of several attempts the end is of: " on attempt 3", or "".
func (v *laneView) tries() string {
	if v.Restarts == 0 {
		return ""
	}
	return fmt.Sprintf(" on attempt %d", v.Restarts+1)
}

// unreported returns the containers whose exit was never reported because the
// pod object went first.
func (e ending) unreported() []*laneView {
	var lost []*laneView
	for i := range e.lanes {
		v := &e.lanes[i]
		if t := e.life.Termination; v.current() != nil && (t == nil && v.starts() || t != nil && slices.ContainsFunc(t.Steps, func(step timeline.StopStep) bool {
			return step.Lane == v.ID && step.Unreported
		})) {
			lost = append(lost, v)
		}
	}
	return lost
}

// fateOf returns what is known of containers that ran when they were last seen.
// A static pod goes on without the mirror pod that showed it, which its node
// owns.
func (e ending) fateOf(lost []*laneView) string {
	killed := slices.ContainsFunc(lost, func(v *laneView) bool { return v.stop != nil })
	if strings.HasPrefix(e.life.Pod.Owner, "Node/") && !killed {
		return "it was the mirror of a static pod, whose containers run on"
	}
	if len(lost) > 3 {
		return fmt.Sprintf("%d containers still ran when last seen, when they stopped is unknown", len(lost))
	}
	they, names := "it", make([]string, len(lost))
	for i, v := range lost {
		names[i] = v.name()
	}
	if len(lost) > 1 {
		they = "they"
	}
	return strings.Join(names, " and ") + " still ran when last seen; when " + they + " stopped is unknown"
}

func (e ending) heldBy() string {
	sp := e.pod.lastSpan(timeline.TrackPod, timeline.Finalizing)
	if sp == nil || sp.Open() {
		return ""
	}
	by := "a finalizer"
	if sp.Message != "" {
		by = "finalizer " + message.Cut(sp.Message, message.MessageWidth)
	}
	return "deletion blocked " + e.held(sp) + " by " + by
}

// held returns how long a finalizer held the object: it was removed when the
// object went, which a watcher sees at once.
func (e ending) held(sp *timeline.Span) string {
	if sp.End.Basis == timeline.Observed {
		return length.Between(sp.Start, timeline.ExactEdge(sp.End.Time)).Total()
	}
	return length.Between(sp.Start, sp.End).Sentence()
}

// restarted returns which container restarted most, and how its last run ended
// unless that end is the pod's own; stopped is the container whose stop the
// headline describes already.
func (e ending) restarted(stopped *laneView) string {
	most := e.restartedMost()
	if most == nil {
		return ""
	}
	if stopped != nil && stopped.Lane == most.Lane {
		return count(most.Restarts, "restart") + " before"
	}
	said := most.name() + " restarted " + times(most.Restarts)
	a := most.lastExit()
	switch {
	case a == nil || e.stoppedWithPod(most):
	case most.Kind == timeline.LaneInit && !a.Failed():
		said = fmt.Sprintf("%s needed %d attempts", most.name(), most.Restarts+1)
	default:
		run := "last run"
		if last := most.Attempts[len(most.Attempts)-1].Number; a.Number != last { // whose end was not seen
			run = fmt.Sprintf("run %d", a.Number)
		}
		said += ", " + run + ": " + most.story(a, nil)
		if why := lastWords(a); why != "" {
			said += " (" + message.Cut(why, message.MessageWidth/2) + ")"
		}
	}
	if all := e.life.Pod.Restarts; all > most.Restarts {
		said += fmt.Sprintf(" (%d restarts in all)", all)
	}
	return said
}

func (e ending) restartedMost() *laneView {
	var most *laneView
	for i := range e.lanes {
		if v := &e.lanes[i]; v.Restarts > 0 && v.starts() && (most == nil || v.Restarts > most.Restarts) {
			most = v
		}
	}
	return most
}

// stoppedWithPod reports whether a container still ran when the pod was asked
// to stop.
func (e ending) stoppedWithPod(v *laneView) bool {
	return e.life.Termination != nil && slices.ContainsFunc(e.life.Termination.Steps, func(step timeline.StopStep) bool {
		return step.Lane == v.ID && !step.Killing.IsZero()
	})
}
