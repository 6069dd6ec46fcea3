package model_test

import (
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestHeldByBudget checks that a PodDisruptionBudget reaches the verdict of the
// workload whose pods it selects, whatever arrives first.
func TestHeldByBudget(t *testing.T) {
	start, yes, one := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC), true, int32(1)
	of := func(name string) metav1.ObjectMeta {
		return metav1.ObjectMeta{Namespace: "shop", Name: name, UID: "u", ResourceVersion: "1", CreationTimestamp: metav1.NewTime(start), Labels: map[string]string{"app": "db"}}
	}
	pod := &corev1.Pod{ObjectMeta: of("db-0"), Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app"}}}, Status: corev1.PodStatus{
		Phase: corev1.PodRunning, Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: metav1.NewTime(start)}},
	}}
	pod.OwnerReferences = []metav1.OwnerReference{{Kind: "StatefulSet", Name: "db", Controller: &yes}}
	set := &appsv1.StatefulSet{ObjectMeta: of("db"), Spec: appsv1.StatefulSetSpec{Replicas: &one}, Status: appsv1.StatefulSetStatus{
		Replicas: 1, ReadyReplicas: 1, UpdatedReplicas: 1, AvailableReplicas: 1,
	}}
	budget := &policyv1.PodDisruptionBudget{
		ObjectMeta: of("db"), Spec: policyv1.PodDisruptionBudgetSpec{Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": "db"}}},
		Status: policyv1.PodDisruptionBudgetStatus{CurrentHealthy: 1, DesiredHealthy: 1, ExpectedPods: 1},
	}
	for _, order := range [][]any{{pod, set, budget}, {budget, set, pod}} {
		m := model.New()
		for i, o := range order {
			m.Apply(timeline.Observation{At: start.Add(time.Duration(i+1) * time.Second), Type: timeline.Added, Object: o})
		}
		s := m.Snapshot(start.Add(time.Minute))
		const want = "1 of 1 pod available; a drain would wait: PodDisruptionBudget db allows 0 disruptions, 1 of 1 healthy, 1 wanted"
		if got := s.Workloads[0].Rollout.Headline; !strings.HasSuffix(got, want) {
			t.Errorf("got %q, want …%q", got, want)
		}
	}
}
