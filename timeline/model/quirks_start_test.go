package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestRestartWithinASecondWithoutItsEvent covers an exit and the next start within
// one second, the Started Event lost: the guess at the start must not come
// before the guess at the exit, or what lies between them would cut the new run
// off.
func TestRestartWithinASecondWithoutItsEvent(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Container app resize requires restart", 1, 10.306, 10.306)
	st.event("Pulled", "Container image already present on machine", 2, 1.1, 10.54)
	st.app("b", 1, runningAt(10), ended("a", 1, 10, 0))
	st.publish(10.84)
	st.publish(30)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	if !runs[1].Open() || runs[1].Start.Time.Before(runs[0].End.Time) {
		t.Errorf("runs %v–%v and %v–%v", runs[0].Start.Time, runs[0].End.Time, runs[1].Start.Time, runs[1].End.Time)
	}
}

// TestStartAfterItsImage lacks Started, and knows the second of a repeated Created,
// which is no better than startedAt's; but the image was at hand before.
func TestStartAfterItsImage(t *testing.T) {
	st := newStage()
	st.event("Created", "Container created", 1, 1.1, 1.1)
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 5, 1)}, nil)
	st.publish(5.9)
	st.event("Pulled", "Container image present", 1, 6.6, 6.6)
	st.event("Created", "Container created", 2, 1.1, 6.65)
	st.app("b", 1, runningAt(6), ended("a", 1, 5, 1))
	st.publish(7.5)
	within(t, "the second start", st.spans(t, timeline.TrackProcess, timeline.Running)[1].Start, 6.6, 7)
}

// TestPullBeforeAStartedOfASecond joins late and knows the second Started to
// the second, and the image's pull before it to the nanosecond: the pull is of
// that run, not of one after it.
func TestPullBeforeAStartedOfASecond(t *testing.T) {
	st := newStage()
	st.app("c", 2, waitingFor("CrashLoopBackOff", ""), ended("c", 17, 17.6, 42))
	st.publish(20)
	st.listed(20,
		newStage().event("Started", "Container started", 2, 5.4, 6),
		newStage().event("Pulled", "pulled in 32ms", 1, 5.3, 5.3),
		newStage().event("Pulled", "pulled in 25ms", 1, 6.27, 6.27),
		newStage().event("Pulled", "pulled in 19ms", 1, 17.47, 17.47),
	)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 3)
	within(t, "the last start", runs[2].Start, 16.7, 18)
	want(t, "the second may end after its pull", runs[1].End.Latest.After(s(6.37)), true)
	want(t, "the third too", runs[2].End.Latest.After(s(17.6)), true)
}

// TestStartedBeforeItsRunByAClockStep has a Started Event that is more than half a second
// older than the startedAt of the only run that the restartCount knows: a node's clock was
// put right in between. It is that run's, and no restart was seen.
func TestStartedBeforeItsRunByAClockStep(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(5), nil)
	st.publish(20)
	st.listed(20, newStage().event("Started", "Container started", 1, 4.2, 4.2))
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 1)
	life := st.life(t)
	want(t, "restarts", life.Lane("container/app").Restarts, 0)
}

// TestCreatedBeforeAReportedScheduling lacks the scheduler's Event: the condition's
// second holds the binding, and the pod can have been created at any time of it until
// then; it was created at the second's beginning, 0.8 s before it was.
func TestCreatedBeforeAReportedScheduling(t *testing.T) {
	for at, latest := range map[float64]float64{0.82: 0.82, 1.3: 1} {
		st := &stage{model: model.New(), pod: newStage().pod}
		st.pod.Spec.NodeName = ""
		st.publish(0.81)
		st.pod.Spec.NodeName = "node"
		st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodScheduled, Status: corev1.ConditionTrue, LastTransitionTime: second(at)}}
		st.publish(at)
		l := st.life(t)
		created := l.Lane("pod").Spans[0].Start
		if truth := s(0.8); created.Earliest.After(truth) || created.Latest.Before(truth) || created.Latest.After(s(latest)) {
			t.Errorf("scheduled by %gs: created %v–%v", at, created.Earliest, created.Latest)
		}
	}
}
