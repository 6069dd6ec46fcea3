package verdict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// sidecarsStop finds what a pod still waits for whose main containers are all
// done for good: the kubelet then stops its sidecars, which it does without a
// request to stop the pod.
func (e ending) sidecarsStop() (fact, bool) {
	if e.stopRequested() || e.finishedPhase() || !e.completing() {
		return fact{}, false
	}
	left := e.stoppingSidecars()
	if len(left) == 0 {
		left = e.runningSidecars()
	}
	if len(left) == 0 {
		return fact{}, false
	}
	f := at(left[0], left[0].stopSpan())
	f.since = e.ended().since
	return f, true
}

// stoppingSidecars returns the sidecars that are being stopped and have not
// exited.
func (e ending) stoppingSidecars() []*laneView {
	return slices.DeleteFunc(e.runningSidecars(), func(v *laneView) bool { return !doing(v.hook, timeline.PreStop) && !doing(v.stop, timeline.Stopping) })
}

func (e ending) runningSidecars() []*laneView {
	var left []*laneView
	for i := range e.lanes {
		if v := &e.lanes[i]; v.Kind == timeline.LaneSidecar && v.running() {
			left = append(left, v)
		}
	}
	return left
}

// sayCompleting says how the main containers ended and which sidecars are being
// stopped, until when at most. That the kubelet has begun is known from Events
// alone, and they come later than the status or not at all.
func (e ending) sayCompleting() string {
	left := e.stoppingSidecars()
	if len(left) == 0 {
		left = e.runningSidecars()
		if len(left) == 1 {
			return join("; ", e.lastEnd(), left[0].name()+" is stopped next")
		}
		return join("; ", e.lastEnd(), fmt.Sprintf("%d sidecars are stopped next", len(left)))
	}
	what := fmt.Sprintf("stopping %d sidecars", len(left))
	if len(left) == 1 {
		what = "stopping " + left[0].name()
	}
	if d := e.deadline(timeline.DeadlineKill, left[0].ID); d != nil {
		what += ", SIGKILL " + e.until(d.Edge)
	}
	return join("; ", e.lastEnd(), what)
}

// handled reports whether a container went on after its SIGTERM: one that does
// not handle it is over at once.
func handled(step *timeline.StopStep) bool {
	return !step.SIGTERM.IsZero() && !step.Exited.IsZero() && step.Exited.Earliest.Sub(step.SIGTERM.Latest) > time.Second
}

// spentGrace reports whether the preStop hook of a container lasted until the
// grace was over.
func (e ending) spentGrace(step *timeline.StopStep) bool {
	grace := e.grace()
	if !step.HasPreStop || grace <= 0 {
		return false
	}
	return step.PreStop >= grace || !step.PreStopEnd.IsZero() && step.PreStopEnd.Precise() && step.PreStopEnd.Time.Sub(step.Killing.Time) >= grace
}

// graceSpender returns the step of the container whose preStop hook used up the
// grace, where the one that SIGKILL met is a sidecar: a sidecar is stopped only
// after the others, with what they leave of the grace (quirk:
// kuberuntime_termination_order.go); or nil.
func (e ending) graceSpender(met *timeline.StopStep) *timeline.StopStep {
	if met == nil || !met.SIGKILL || !strings.HasPrefix(met.Lane, string(timeline.LaneSidecar)+"/") {
		return nil
	}
	return timeline.Find(e.life.Termination.Steps, func(step *timeline.StopStep) bool {
		return strings.HasPrefix(step.Lane, string(timeline.LaneContainer)+"/") && !step.Exited.IsZero() && e.spentGrace(step)
	})
}

// sidecarsStory names the sidecars that stopped one after the other, the last of
// the spec first, and those that SIGKILL met; "" where there is no turn to
// speak of. The container whose stop the headline describes already is left out.
func (e ending) sidecarsStory(described *timeline.StopStep) string {
	var turn []*timeline.StopStep
	var killed []string
	for i := range e.life.Termination.Steps {
		step := &e.life.Termination.Steps[i]
		if !strings.HasPrefix(step.Lane, string(timeline.LaneSidecar)+"/") || step.Exited.IsZero() || step == described {
			continue
		}
		turn = append(turn, step)
		if _, name, _ := strings.Cut(step.Lane, "/"); step.SIGKILL {
			killed = append(killed, name)
		}
	}
	if len(killed) > 0 {
		return "SIGKILL met sidecar " + strings.Join(killed, ", ")
	}
	slices.SortStableFunc(turn, func(a, b *timeline.StopStep) int { return a.Exited.Time.Compare(b.Exited.Time) })
	if len(turn) < 2 || turn[len(turn)-1].Exited.Time.Sub(turn[0].Exited.Time) < time.Second {
		return ""
	}
	names := make([]string, len(turn))
	for i, step := range turn {
		_, names[i], _ = strings.Cut(step.Lane, "/")
	}
	return "then its sidecars in turn: " + someOf(names)
}
