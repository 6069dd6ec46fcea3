package verdict

import (
	"fmt"

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
		return fact{}, false
	}
	f := at(left[0], left[0].stopSpan())
	f.since = e.ended().since
	return f, true
}

// stoppingSidecars returns the sidecars that are being stopped and have not
// exited.
func (e ending) stoppingSidecars() []*laneView {
	var left []*laneView
	for i := range e.lanes {
		v := &e.lanes[i]
		if v.Kind == timeline.LaneSidecar && v.running() && (doing(v.hook, timeline.PreStop) || doing(v.stop, timeline.Stopping)) {
			left = append(left, v)
		}
	}
	return left
}

// sayCompleting says how the main containers ended and which sidecars are being
// stopped, until when at most.
func (e ending) sayCompleting() string {
	left := e.stoppingSidecars()
	what := fmt.Sprintf("stopping %d sidecars", len(left))
	if len(left) == 1 {
		what = "stopping " + left[0].name()
	}
	if d := e.deadline(timeline.DeadlineKill, left[0].ID); d != nil {
		what += ", SIGKILL " + e.until(d.Edge)
	}
	return join("; ", e.lastEnd(), what)
}
