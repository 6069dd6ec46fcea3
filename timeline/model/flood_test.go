package model_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// flood applies n Events that a function names, a millisecond apart.
func flood(m *model.Model, n int, name func(i int) (event, pod string), message string) {
	at := time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)
	for i := range n {
		id, pod := name(i)
		at = at.Add(time.Millisecond)
		m.Apply(timeline.Observation{At: at, Type: timeline.Modified, Object: &corev1.Event{
			ObjectMeta:     metav1.ObjectMeta{Name: id, Namespace: "n", UID: types.UID(id), ResourceVersion: fmt.Sprint(i + 1)},
			InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "n", Name: pod, UID: types.UID(pod)},
			Reason:         "Unhealthy", Message: fmt.Sprint(message, i), Count: int32(i + 1), LastTimestamp: metav1.Time{Time: at},
		}})
	}
}

// However many Events come, and whatever they are about, little is kept of them.
func TestFloodOfEventsStaysBounded(t *testing.T) {
	for name, f := range map[string]struct {
		n       int
		name    func(i int) (string, string)
		message string
		most    uint64 // MiB
	}{
		"of one pod":          {30_000, func(i int) (string, string) { return fmt.Sprint("e", i), "w" }, "m", 40},
		"of one object":       {30_000, func(int) (string, string) { return "e", "w" }, "m", 4},
		"of as many pods":     {30_000, func(i int) (string, string) { return fmt.Sprint("e", i), fmt.Sprint("w", i) }, "m", 64},
		"of changing objects": {50_000, func(i int) (string, string) { return fmt.Sprint("e", i%2000), "w" }, "m", 40},
		"of large messages":   {3000, func(i int) (string, string) { return fmt.Sprint("e", i), "w" }, strings.Repeat("x", 100_000), 60},
	} {
		m := model.New()
		flood(m, f.n, f.name, f.message)
		if held := heldBy(m); held > f.most<<20 {
			t.Errorf("%s: %d KiB are held", name, held>>10)
		} else {
			t.Logf("%s: %d KiB are held", name, held>>10)
		}
	}
}

// An Event whose count jumps is not evidence of runs of which the status knows
// nothing.
func TestCountThatJumps(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)
	second := func(s int) metav1.Time { return metav1.Time{Time: at.Add(time.Duration(s) * time.Second)} }
	m := model.New()
	p := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "w", Namespace: "n", UID: "u", CreationTimestamp: second(0)}, Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "a"}}}}
	p.Status = corev1.PodStatus{Phase: corev1.PodRunning, ContainerStatuses: []corev1.ContainerStatus{{Name: "a", ContainerID: "c://1", State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: second(1)}}}}}
	m.Apply(timeline.Observation{At: second(2).Time, Type: timeline.Added, Object: p})
	for i, count := range []int32{1, 1<<31 - 1} {
		m.Apply(timeline.Observation{At: second(2 + 5*i).Time, Type: timeline.Modified, Object: &corev1.Event{
			ObjectMeta:     metav1.ObjectMeta{Name: "e", Namespace: "n", UID: "e", ResourceVersion: fmt.Sprint(i + 1)},
			InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "n", Name: "w", UID: "u", FieldPath: "spec.containers{a}"},
			Reason:         "Started", Count: count, FirstTimestamp: second(1), LastTimestamp: second(1 + 5*i),
		}})
	}
	lane := m.Snapshot(second(20).Time).Lives[0].Lane("container/a")
	if lane.Restarts > 10 || lane.Missed > 10 {
		t.Errorf("%d restarts, %d missed", lane.Restarts, lane.Missed)
	}
	for _, a := range lane.Attempts {
		if a.Number > 10 {
			t.Errorf("run %d", a.Number)
		}
	}
}
