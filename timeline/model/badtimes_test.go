package model_test

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// A time that no pod can have is no moment on its timeline, and is not replaced
// by one that looks real.
func TestImpossibleTimes(t *testing.T) {
	arrived := time.Date(2026, 11, 22, 7, 30, 10, 0, time.UTC)
	second := func(s int) metav1.Time { return metav1.Time{Time: arrived.Add(time.Duration(s-10) * time.Second)} }
	for _, bad := range []time.Time{
		time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(1969, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		stamp := metav1.Time{Time: bad}
		for name, spoil := range map[string]func(*corev1.Pod){
			"creationTimestamp":  func(p *corev1.Pod) { p.CreationTimestamp = stamp },
			"startTime":          func(p *corev1.Pod) { p.Status.StartTime = &stamp },
			"lastTransitionTime": func(p *corev1.Pod) { p.Status.Conditions[0].LastTransitionTime = stamp },
			"startedAt":          func(p *corev1.Pod) { p.Status.ContainerStatuses[0].State.Running.StartedAt = stamp },
			"finishedAt": func(p *corev1.Pod) {
				p.Status.ContainerStatuses[0].LastTerminationState.Terminated.FinishedAt = stamp
			},
			"deletionTimestamp": func(p *corev1.Pod) { p.DeletionTimestamp = &stamp },
		} {
			p := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "w", Namespace: "n", UID: "u", CreationTimestamp: second(0)}, Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "a"}}}}
			started := second(0)
			p.Status = corev1.PodStatus{Phase: corev1.PodRunning, StartTime: &started, Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: second(5)}},
				ContainerStatuses: []corev1.ContainerStatus{{Name: "a", Ready: true, RestartCount: 1, ContainerID: "c://2", State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: second(3)}},
					LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 1, ContainerID: "c://1", StartedAt: second(1), FinishedAt: second(2)}}}}}
			spoil(p)
			m := model.New()
			m.Apply(timeline.Observation{At: arrived, Type: timeline.Added, Object: p})
			life := m.Snapshot(arrived).Lives[0]
			if (life.Pod.BadCreation != "") != (name == "creationTimestamp") {
				t.Errorf("%s %v: creation %q", name, bad, life.Pod.BadCreation)
			}
			if life.Verdict.State != timeline.StateReady && name != "deletionTimestamp" {
				t.Errorf("%s %v: %s", name, bad, life.Verdict.State)
			}
			for _, lane := range life.Lanes {
				for _, s := range lane.Spans {
					for _, at := range []time.Time{s.Start.Time, s.Start.Latest, s.End.Time, s.End.Latest} {
						if !at.IsZero() && (at.Before(second(0).Time) || at.After(arrived.Add(time.Minute))) {
							t.Errorf("%s %v: %s %s at %v", name, bad, lane.ID, s.Phase, at)
						}
					}
				}
			}
		}
	}
}
