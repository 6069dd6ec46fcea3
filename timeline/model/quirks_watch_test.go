package model_test

import (
	"fmt"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestNodeLostAndBack loses a node: Ready alone turns False, and comes back
// with its old transition time, be that long ago or in the same second.
func TestNodeLostAndBack(t *testing.T) {
	for _, tt := range []struct{ lost, back float64 }{{60, 90}, {14, 14.5}} {
		st := newStage()
		st.app("a", 0, runningAt(1), nil)
		conditions := func(ready corev1.ConditionStatus, since float64) {
			st.pod.Status.Conditions = []corev1.PodCondition{
				{Type: corev1.ContainersReady, Status: corev1.ConditionTrue, LastTransitionTime: second(2)},
				{Type: corev1.PodReady, Status: ready, LastTransitionTime: second(since)},
			}
		}
		kubelet := func(sec float64) {
			at := second(sec)
			st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
		}
		conditions(corev1.ConditionTrue, 2)
		kubelet(2)
		st.publish(2.1)
		conditions(corev1.ConditionFalse, tt.lost)
		st.publish(tt.lost + 0.2)
		conditions(corev1.ConditionTrue, 2)
		kubelet(tt.back)
		st.publish(tt.back + 0.3)
		spans := st.spans(t, timeline.TrackPod, "")
		last, lost := spans[len(spans)-1], spans[len(spans)-2]
		want(t, "lost", lost.Reason, "NodeLost")
		want(t, "back", last.Phase, timeline.Ready)
		within(t, "back", last.Start, float64(int(tt.back)), tt.back+0.3)
		want(t, "known to be back by", last.Start.Latest, s(tt.back+0.3))
	}
}

// TestSameNameNewUID starts a new life for the same name with a new UID.
func TestSameNameNewUID(t *testing.T) {
	st := newStage()
	st.watch(timeline.Deleted, 5)
	st.pod.UID, st.pod.CreationTimestamp = "uid-2", second(6)
	st.watch(timeline.Added, 6.1)
	snap := st.model.Snapshot(st.now)
	want(t, "lives", len(snap.Lives), 2)
	want(t, "first is gone", snap.Lives[0].Pod.Gone.IsZero(), false)
	want(t, "second is not", snap.Lives[1].Pod.Gone.IsZero(), true)
}

// TestGapWidensEdges checks that after a relist, what changed in the gap is
// only known to lie inside it.
func TestGapWidensEdges(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil).Ready = false
	st.publish(2)
	st.model.Apply(timeline.Observation{At: s(100), Type: timeline.GapType, Object: &timeline.Gap{From: s(10), To: s(100), Reason: "expired"}})
	st.app("a", 0, runningAt(1), nil)
	at := second(99)
	st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
	st.publish(100.1)
	ready := st.spans(t, timeline.TrackReadiness, timeline.Ready)
	want(t, "ready", len(ready), 1)
	want(t, "earliest", ready[0].Start.Earliest, s(10))
}

// TestGapWithoutBounds puts a GAP line that names no bounds between the arrival
// before it and its own.
func TestGapWithoutBounds(t *testing.T) {
	st := newStage()
	for range 2 {
		st.model.Apply(timeline.Observation{At: s(30), Type: timeline.GapType, Object: &timeline.Gap{}})
	}
	gaps := st.model.Snapshot(s(31)).Observed.Gaps
	want(t, "gaps", len(gaps), 1)
	want(t, "from", gaps[0].From, s(0.1))
	want(t, "to", gaps[0].To, s(30))
}

// TestClientClockIsOff checks that a client whose clock is ten minutes off sees
// the same life.
func TestClientClockIsOff(t *testing.T) {
	for _, off := range []float64{-600, 600} {
		st := newStage()
		st.model = model.New()
		st.rv = 0
		st.app("a", 0, runningAt(1), nil).Ready = false
		for i, sec := range []float64{0.1, 2, 3} {
			at := second(sec)
			st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
			st.pod.Status.ContainerStatuses[0].Ready = i == 2
			st.publish(sec + 0.01 + off)
		}
		ready := st.spans(t, timeline.TrackReadiness, timeline.Ready)
		want(t, "ready", len(ready), 1)
		if d := ready[0].Start.Time.Sub(s(3)).Abs(); d > 2*time.Second {
			t.Errorf("client %vs off: ready %v from the truth", off, d)
		}
	}
}

// TestMemoryIsBounded checks that a pod that restarts for a month stays small,
// and keeps its counts.
func TestMemoryIsBounded(t *testing.T) {
	st := newStage()
	const restarts = 3000
	for i := range restarts {
		at := float64(10 * (i + 1))
		st.event("Started", "Container started", int32(i+1), 10.2, at+0.2)
		st.app(fmt.Sprint("c", i), int32(i), runningAt(at), nil)
		st.publish(at + 1)
	}
	life := st.life(t)
	lane := life.Lane("container/app")
	want(t, "restarts", lane.Restarts, restarts-1)
	if n := len(lane.Spans); n > 4000 {
		t.Errorf("%d spans kept", n)
	}
}

// TestFlipAtTheTurnOfASecond checks that a result posted in the first moments
// of a second may be of the one before.
func TestFlipAtTheTurnOfASecond(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil).Ready = false
	st.publish(2)
	st.app("a", 0, runningAt(1), nil)
	at := second(5)
	st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
	st.publish(5.02)
	ready := st.spans(t, timeline.TrackReadiness, timeline.Ready)
	want(t, "ready", len(ready), 1)
	if e := ready[0].Start; e.Earliest.After(s(4.95)) || !e.Latest.Equal(s(5.02)) {
		t.Errorf("ready in [%v, %v]", e.Earliest, e.Latest)
	}
}

// TestGoneInAGap loses a pod while it is not watched: no version of it was ever
// asked to stop, and when its containers did is not known.
func TestGoneInAGap(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.model.Apply(timeline.Observation{At: s(100), Type: timeline.GapType, Object: &timeline.Gap{From: s(10), To: s(100), Reason: "expired"}})
	st.watch(timeline.Deleted, 100.1)
	st.verdict(t, timeline.StateGone, "gone; app still ran when last seen; when it stopped is unknown")
	want(t, "severity", st.life(t).Verdict.Severity, timeline.Warning)
	run := st.spans(t, timeline.TrackProcess, timeline.Running)[0]
	want(t, "outcome", run.Outcome, timeline.Unknown)
	want(t, "earliest end", run.End.Earliest, s(10))
}

// TestMirrorPodDeleted deletes the mirror pod of a static pod, which stops
// nothing; the kubelet makes another one, older than which its containers are.
func TestMirrorPodDeleted(t *testing.T) {
	st := newStage()
	st.model, st.rv = model.New(), 0
	controller := true
	st.pod.OwnerReferences = []metav1.OwnerReference{{Kind: "Node", Name: "node", Controller: &controller}}
	st.pod.Annotations = map[string]string{"kubernetes.io/config.mirror": "static"}
	st.app("a", 0, runningAt(1), nil)
	st.publish(3)
	st.watch(timeline.Deleted, 50)
	st.verdict(t, timeline.StateGone, "gone; it was the mirror of a static pod, whose containers run on")
	st.pod.UID, st.pod.CreationTimestamp = "uid-2", second(51)
	st.watch(timeline.Added, 51.1)
	snap := st.model.Snapshot(st.now)
	want(t, "lives", len(snap.Lives), 2)
	for _, b := range brokenPromises(snap) {
		t.Error(b)
	}
	within(t, "it has run since", st.spans(t, timeline.TrackProcess, timeline.Running)[0].Start, 0.75, 2)
}
