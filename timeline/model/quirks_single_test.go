package model_test

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// single returns a pod as `kubectl get -o json` prints it once, ten minutes
// after its creation.
func single(arrange func(st *stage)) *stage {
	st := &stage{model: model.New(), pod: newStage().pod}
	start := second(0)
	st.pod.Status.StartTime = &start
	for _, typ := range []corev1.PodConditionType{corev1.PodScheduled, corev1.PodReadyToStartContainers, corev1.PodInitialized} {
		st.pod.Status.Conditions = append(st.pod.Status.Conditions, corev1.PodCondition{Type: typ, Status: corev1.ConditionTrue, LastTransitionTime: second(0)})
	}
	arrange(st)
	st.publish(600)
	return st
}

func (st *stage) unready(sec float64, reason string) {
	for _, typ := range []corev1.PodConditionType{corev1.PodReady, corev1.ContainersReady} {
		st.pod.Status.Conditions = append(st.pod.Status.Conditions, corev1.PodCondition{Type: typ, Status: corev1.ConditionFalse, Reason: reason, LastTransitionTime: second(sec)})
	}
}

// TestSeenWhenItWasOver checks that a pod that is over when it is first seen
// was over soon after its last exit, and no container of it has waited since.
func TestSeenWhenItWasOver(t *testing.T) {
	st := single(func(st *stage) {
		st.pod.Status.Phase, st.pod.Spec.RestartPolicy = corev1.PodFailed, corev1.RestartPolicyAlways
		st.pod.Status.Reason, st.pod.Status.Message = "Evicted", "The node was low on resource: memory."
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 300, 137)}, nil)
	})
	st.verdict(t, timeline.StateEvicted, "evicted: The node was low on resource: memory; app exit 137")
	process := st.spans(t, timeline.TrackProcess, "")
	want(t, "last", process[len(process)-1].Phase, timeline.Running)
	pod := st.spans(t, timeline.TrackPod, "")
	end := pod[len(pod)-1].End
	within(t, "over", end, 300, 600)
	if end.Time.After(s(302)) {
		t.Errorf("over at %v, the last exit was at 300s", end.Time)
	}
}

// TestSeenWhenNoLongerReady checks that a condition that has turned False since
// the kubelet's first status has been True.
func TestSeenWhenNoLongerReady(t *testing.T) {
	for since, phase := range map[float64]timeline.Phase{0: timeline.Starting, 200: timeline.NotReady} {
		st := single(func(st *stage) {
			st.app("a", 0, runningAt(1), nil).Ready = false
			st.unready(since, "ContainersNotReady")
		})
		spans := st.spans(t, timeline.TrackPod, "")
		last := spans[len(spans)-1]
		want(t, "phase", last.Phase, phase)
		life := st.life(t)
		want(t, "may have been ready", life.ReadyUnseen, since > 0)
		if since > 0 {
			within(t, "not ready", last.Start, 200, 201)
			within(t, "started", spans[len(spans)-2].End, 0, 201)
			want(t, "severity", life.Verdict.Severity, timeline.Warning)
		}
	}
}

// TestBackOffAfterRunsNobodySaw covers a crash loop that is not backing off by its
// own words: only the count of the runs before says how long it may.
func TestBackOffAfterRunsNobodySaw(t *testing.T) {
	st := single(func(st *stage) {
		st.unready(560, "ContainersNotReady")
		st.app("f", 5, corev1.ContainerState{Terminated: ended("f", 540, 560, 1)}, ended("e", 300, 310, 1))
	})
	st.verdict(t, timeline.StateCrashLoopBackOff, "5 restarts")
	due := st.life(t).Future[0].Edge
	want(t, "all of them crashed", due.Latest.After(s(720)), true)
	want(t, "the run before was long", due.Earliest.Before(s(580)), true)
	want(t, "likely", due.Time.Sub(s(720)).Abs() < time.Second, true)
}

// TestNewSpecForgetsBackOff runs another image, or other resources: the
// container starts over without a back-off, and has none to remember.
func TestNewSpecForgetsBackOff(t *testing.T) {
	st := newStage()
	for i, at := range []float64{1, 3, 15} {
		id := string(rune('a' + i))
		st.event("Started", "Container started", int32(i+1), 1.2, at+0.2)
		st.app(id, int32(i), corev1.ContainerState{Terminated: ended(id, at, at+1, 3)}, nil)
		if i == 2 {
			st.event("Killing", "Container app definition changed, will be restarted", 1, 15.5, 15.5)
		}
		st.publish(at + 1.9)
	}
	life := st.life(t)
	want(t, "deadlines", len(life.Future), 0)
}

// TestOverBeforeAnybodyKnewOfReady finds a pod over: whether it had been ready
// is not known, unless Ready has been False since the first status, which is
// posted at about startTime.
func TestOverBeforeAnybodyKnewOfReady(t *testing.T) {
	for since, unseen := range map[float64]bool{1: false, 6: true} {
		st := single(func(st *stage) {
			st.pod.Status.Phase = corev1.PodFailed
			st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 2, 6, 1)}, nil)
			st.unready(since, "PodFailed")
		})
		want(t, "may have been ready", st.life(t).ReadyUnseen, unseen)
	}
}
