package model

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// TestClonesGoTheirOwnWay checks of everything that a model holds besides lives that
// neither a model nor its copy learns from the other: both fold something else after the
// same beginning, by turns, and are what they would be without the other.
func TestClonesGoTheirOwnWay(t *testing.T) {
	meta := func(kind string, version int) metav1.ObjectMeta {
		return metav1.ObjectMeta{Namespace: "shop", Name: "web", UID: types.UID(kind), ResourceVersion: fmt.Sprint(version), Generation: 1}
	}
	labels := func(n int) map[string]string { return map[string]string{"app": fmt.Sprint(n)} }
	for _, c := range []struct {
		name  string
		of    func(n int) any // the n-th that is observed
		begin int             // how many both have in common
	}{
		{"workloads", func(n int) any {
			return &appsv1.Deployment{ObjectMeta: meta("d", n), Status: appsv1.DeploymentStatus{AvailableReplicas: int32(n)}}
		}, 1},
		{"pods that could not be created", func(n int) any {
			return &corev1.Event{
				ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: "e", UID: "e", ResourceVersion: fmt.Sprint(n)}, Reason: "FailedCreate", Count: int32(n),
				InvolvedObject: corev1.ObjectReference{Kind: "ReplicaSet", Namespace: "shop", Name: "web"},
			}
		}, 1},
		{"workloads that select", func(n int) any {
			return &unstructured.Unstructured{Object: map[string]any{
				"apiVersion": "example.com/v1", "kind": "Rollout", "metadata": map[string]any{"namespace": "shop", "name": "web", "uid": "r", "resourceVersion": fmt.Sprint(n)},
				"status": map[string]any{"selector": fmt.Sprint("app=", n)},
			}}
		}, 1},
		{"budgets and their selectors", func(n int) any {
			return &policyv1.PodDisruptionBudget{ObjectMeta: meta("b", n), Spec: policyv1.PodDisruptionBudgetSpec{Selector: &metav1.LabelSelector{MatchLabels: labels(n)}}}
		}, 1},
		{"slices", func(n int) any {
			return &discoveryv1.EndpointSlice{ObjectMeta: meta("s", n), Endpoints: []discoveryv1.Endpoint{{TargetRef: &corev1.ObjectReference{Kind: "Pod", UID: types.UID(fmt.Sprint("pod", n))}}}}
		}, 1},
		{"gaps", func(n int) any {
			return &timeline.Gap{From: start.Add(time.Duration(n) * time.Minute), To: start.Add(time.Duration(n)*time.Minute + time.Second)}
		}, 3},
		{"gaps, as many as are kept", func(n int) any {
			return &timeline.Gap{From: start.Add(time.Duration(n) * time.Minute), To: start.Add(time.Duration(n)*time.Minute + time.Second)}
		}, maxGaps},
		{"events without a UID", func(n int) any {
			return &corev1.Event{
				ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: "o", UID: "o", ResourceVersion: fmt.Sprint(n)}, Reason: "TaintManagerEviction", Count: int32(n),
				FirstTimestamp: metav1.NewTime(start), LastTimestamp: metav1.NewTime(start.Add(time.Duration(n) * time.Second)),
				InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "shop", Name: "web"},
			}
		}, 3},
		{"mirrors of static pods", func(n int) any {
			pod := &corev1.Pod{ObjectMeta: meta(fmt.Sprint("mirror", n), 1)}
			pod.Annotations = map[string]string{corev1.MirrorPodAnnotationKey: fmt.Sprint("static", n)}
			return pod
		}, 1},
		{"pods that were heard of", func(n int) any {
			return &corev1.Event{
				ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: "h", UID: types.UID(fmt.Sprint("h", n)), ResourceVersion: "1"}, Reason: "Pulling", FirstTimestamp: metav1.NewTime(start),
				InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "shop", Name: "web", UID: types.UID(fmt.Sprint("pod", n))},
			}
		}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			apply := func(m *Model, ns ...int) {
				for _, n := range ns {
					m.Apply(timeline.Observation{At: start.Add(time.Duration(n) * time.Second), Type: timeline.Modified, Object: c.of(n)})
				}
			}
			fold := func(ns ...int) *Model {
				m := New()
				for n := range c.begin {
					apply(m, n+1)
				}
				apply(m, ns...)
				return m
			}
			n := c.begin
			original := fold()
			copied := original.Clone()
			apply(original, n+1)
			if original.version == copied.version {
				t.Fatal("what is folded changes nothing: nothing is checked")
			}
			apply(copied, n+2)
			apply(original, n+3)
			apply(copied, n+4)
			if want := fold(n+1, n+3); !reflect.DeepEqual(shared(want), shared(original)) {
				t.Errorf("the original: %+v\nwant %+v", shared(original), shared(want))
			}
			if want := fold(n+2, n+4); !reflect.DeepEqual(shared(want), shared(copied)) {
				t.Errorf("the copy: %+v\nwant %+v", shared(copied), shared(want))
			}
		})
	}
}

var start = time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)

// shared returns what a model holds that a careless copy would have in common with it.
func shared(m *Model) []any {
	return []any{m.work, m.budgets, m.selectors, m.slices, m.gaps, append([]*eventRecord(nil), m.orphans...), m.mirrors, m.unseen, m.touched}
}
