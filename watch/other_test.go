package watch

import (
	"context"
	"fmt"
	"slices"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/podlife/podlife/watch/apitest"
)

func custom(group, kind, name string, status map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": group, "kind": kind,
		"metadata": map[string]any{"namespace": "shop", "name": name, "uid": name, "generation": int64(1), "annotations": map[string]any{"a": "hunter2"}},
		"spec":     map[string]any{"replicas": int64(1), "password": "hunter2"}, "status": status,
	}}
}

// TestLiveOther checks that an object of a kind that is not built in is followed,
// reduced to what is read of it, with what its pods are selected by.
func TestLiveOther(t *testing.T) {
	server := apitest.New()
	server.Define("argoproj.io/v1alpha1", "Rollout")
	server.Apply("ADDED", custom("argoproj.io/v1alpha1", "Rollout", "web", map[string]any{"observedGeneration": "1", "token": "hunter2"}))
	server.Apply("ADDED", custom("argoproj.io/v1alpha1", "Rollout", "other", map[string]any{}))
	s := newSession(t, server)
	s.live.options.Name, s.live.options.Labels = "", labels.SelectorFromSet(labels.Set{"app": "web"})
	s.live.options.Workload = Workload{Resource: "rollouts", Name: "web", Kind: "Rollout", Group: schema.GroupVersion{Group: "argoproj.io", Version: "v1alpha1"}}
	s.start()
	o := s.observation()
	u, ok := o.Object.(*unstructured.Unstructured)
	if !ok {
		t.Fatalf("got %T", o.Object)
	}
	want := "map[apiVersion:argoproj.io/v1alpha1 kind:Rollout metadata:map[generation:1 name:web namespace:shop resourceVersion:101 uid:web]" +
		" spec:map[replicas:1] status:map[conditions:[] observedGeneration:1 selector:app=web]]"
	if got := fmt.Sprint(u.Object); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	server.Apply("DELETED", custom("argoproj.io/v1alpha1", "Rollout", "web", map[string]any{}))
	if o := s.observation(); o.Type != "DELETED" {
		t.Errorf("got %v, want it deleted", o)
	}
}

// TestLiveOwned checks that without a selector those pods are followed that belong
// to the object, that one which does so through others says it, that a server in
// trouble is asked again, and that what cannot be found out is missing.
func TestLiveOwned(t *testing.T) {
	server := apitest.New()
	server.Define("db.example.com/v1", "Cluster")
	yes := true
	for _, owner := range []string{"main", "stateful", "other", "unread", ""} {
		p := pod("p-"+owner, 0)
		p.Name = string(p.UID)
		if owner != "" {
			p.OwnerReferences = []metav1.OwnerReference{{Kind: "Cluster", Name: owner, Controller: &yes}}
		}
		server.Apply("ADDED", p)
	}
	server.Apply("ADDED", custom("db.example.com/v1", "Cluster", "main", nil))
	s := newSession(t, server)
	s.live.options.Name = ""
	s.live.options.Workload = Workload{Resource: "clusters", Name: "main", Kind: "Cluster", Group: schema.GroupVersion{Group: "db.example.com", Version: "v1"}}
	troubles := 1
	s.live.options.Owned = func(_ context.Context, o metav1.Object) (*metav1.OwnerReference, error) {
		if troubles--; troubles >= 0 {
			return nil, apierrors.NewServiceUnavailable("down")
		}
		switch o.GetName() {
		case "p-main", "p-stateful":
			return &metav1.OwnerReference{Kind: "Cluster", Name: "main", Controller: &yes}, nil
		case "p-unread":
			return nil, apierrors.NewForbidden(schema.GroupResource{Resource: "replicasets"}, "x", nil)
		}
		return nil, nil
	}
	s.start()
	var got []string
	for range 3 {
		o := s.observation()
		object := o.Object.(metav1.Object)
		owners := make([]string, 0, 2)
		for _, r := range object.GetOwnerReferences() {
			owners = append(owners, fmt.Sprint(r.Name, r.Controller != nil))
		}
		got = append(got, fmt.Sprintf("%T %s %v", o.Object, object.GetName(), owners))
	}
	slices.Sort(got)
	expect(t, got, "*unstructured.Unstructured main []", "*v1.Pod p-main [maintrue]", "*v1.Pod p-stateful [statefultrue mainfalse]")
	expect(t, s.live.Missing(), "owners of pods: forbidden")
}
