package model_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestMonthOfRestartsStaysBounded checks that a pod that restarts for a month
// stays under a fixed size: the oldest runs are summarised, and none is lost
// from the counts.
func TestMonthOfRestartsStaysBounded(t *testing.T) {
	const restarts = 30 * 24 * 12 // one in five minutes
	r := recordingNamed(t, "crashloop")
	m := model.New()
	for _, o := range r.obs {
		if o.Type != timeline.Deleted && !deleting(o) {
			m.Apply(o)
		}
	}
	pod, started := lastRunning(t, r)
	at := r.end()
	var sizes []int
	for i := 6; i <= restarts; i++ {
		at = at.Add(5 * time.Minute)
		restart(m, pod, started, i, at)
		if i == restarts/2 || i == restarts {
			s := m.Snapshot(at.Add(10 * time.Second))
			sizes = append(sizes, size(s))
			lane := s.Lives[0].Lane("container/app")
			if lane == nil || lane.Restarts != i {
				t.Errorf("after %d restarts the lane counts %+v", i, lane.Restarts)
			}
			if broken := brokenPromises(s); len(broken) > 0 {
				t.Error(broken)
			}
		}
	}
	if sizes[1] > sizes[0]*11/10 || sizes[1] > 4000 {
		t.Errorf("a snapshot holds %d things after half a month, %d after a whole one", sizes[0], sizes[1])
	}
	heap := heldBy(m)
	if heap > 8<<20 {
		t.Errorf("the model holds %d KiB", heap>>10)
	}
	t.Logf("%d restarts: %d things in a snapshot, %d KiB in the model", restarts, sizes[1], heap>>10)
}

func deleting(o timeline.Observation) bool {
	p, ok := o.Object.(*corev1.Pod)
	return ok && p.DeletionTimestamp != nil
}

// lastRunning returns the recording's last version of the pod before its
// deletion, and the Started Event of its container.
func lastRunning(t *testing.T, r recording) (pod *corev1.Pod, started *corev1.Event) {
	t.Helper()
	for _, o := range r.obs {
		switch obj := o.Object.(type) {
		case *corev1.Pod:
			if !deleting(o) {
				pod = obj
			}
		case *corev1.Event:
			if obj.Reason == "Started" {
				started = obj
			}
		}
	}
	return pod, started
}

// restart applies what the API server would send of the i-th restart at a
// moment.
func restart(m *model.Model, pod *corev1.Pod, started *corev1.Event, i int, at time.Time) {
	ev := started.DeepCopy()
	ev.Count, ev.LastTimestamp, ev.ResourceVersion = int32(i+1), metav1.Time{Time: at.Truncate(time.Second)}, fmt.Sprint(1_000_000+i)
	m.Apply(timeline.Observation{At: at.Add(5 * time.Millisecond), Type: timeline.Modified, Object: ev})

	run := func(n int) string { return fmt.Sprintf("containerd://%064d", n) }
	p := pod.DeepCopy()
	c := &p.Status.ContainerStatuses[0]
	p.ResourceVersion, c.RestartCount, c.ContainerID = fmt.Sprint(2_000_000+2*i), int32(i), run(i)
	second := metav1.Time{Time: at.Truncate(time.Second)}
	c.State = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: second}}
	c.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 3, Reason: "Error", ContainerID: run(i - 1),
		StartedAt: metav1.Time{Time: second.Add(-5 * time.Minute)}, FinishedAt: metav1.Time{Time: second.Add(-5*time.Minute + 2*time.Second)}}}
	m.Apply(timeline.Observation{At: at.Add(500 * time.Millisecond), Type: timeline.Modified, Object: p})

	p = p.DeepCopy()
	c = &p.Status.ContainerStatuses[0]
	p.ResourceVersion = fmt.Sprint(2_000_001 + 2*i)
	c.State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 3, Reason: "Error", ContainerID: run(i),
		StartedAt: second, FinishedAt: metav1.Time{Time: second.Add(2 * time.Second)}}}
	m.Apply(timeline.Observation{At: at.Add(3 * time.Second), Type: timeline.Modified, Object: p})
}

// size counts what a view would have to go through.
func size(s timeline.Snapshot) int {
	n := 0
	for _, l := range s.Lives {
		n += len(l.Events)
		for _, lane := range l.Lanes {
			n += len(lane.Spans) + len(lane.Marks) + len(lane.Attempts)
		}
	}
	return n
}

// heldBy returns roughly how much memory is freed once a model is dropped. It
// collects twice before: what is in a sync.Pool outlives one collection.
func heldBy(m *model.Model) uint64 {
	var with, without runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(m)
	*m = model.Model{}
	runtime.GC()
	runtime.ReadMemStats(&without)
	return max(with.HeapAlloc, without.HeapAlloc) - without.HeapAlloc
}
