package watch

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/watch/apitest"
)

func deploy(name string) *appsv1.Deployment {
	return &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: name, UID: types.UID("deploy-" + name)}}
}

func replicaSet(name, owner string) *appsv1.ReplicaSet {
	yes := true
	return &appsv1.ReplicaSet{ObjectMeta: metav1.ObjectMeta{
		Namespace: "n", Name: name, UID: types.UID("rs-" + name), Labels: map[string]string{"app": "web"},
		OwnerReferences: []metav1.OwnerReference{{Kind: "Deployment", Name: owner, Controller: &yes}},
	}}
}

func failedCreate(name, of string) *corev1.Event {
	return &corev1.Event{
		ObjectMeta:     metav1.ObjectMeta{Namespace: "n", Name: name, UID: types.UID("e-" + name)},
		InvolvedObject: corev1.ObjectReference{Kind: "ReplicaSet", Namespace: "n", Name: of}, Reason: "FailedCreate",
	}
}

// TestLiveWorkload checks that a Deployment, its ReplicaSets and what kept these
// from creating pods are delivered, and nothing of others.
func TestLiveWorkload(t *testing.T) {
	server := apitest.New()
	for _, o := range []apitest.Object{
		deploy("web"), deploy("other"), replicaSet("web-1", "web"), replicaSet("other-1", "other"),
		failedCreate("web-1.a", "web-1"), failedCreate("other-1.a", "other-1"),
	} {
		server.Apply("ADDED", o)
	}
	s := newSession(t, server)
	s.live.options.Name, s.live.options.Labels = "", labels.SelectorFromSet(labels.Set{"app": "web"})
	s.live.options.Namespace, s.live.options.Workload = "n", Workload{Resource: "deployments", Name: "web"}
	s.start()
	var got []string
	for range 3 {
		o := s.observation()
		got = append(got, fmt.Sprintf("%s %T %s", o.Type, o.Object, o.Object.(metav1.Object).GetName()))
	}
	slices.Sort(got)
	expect(t, got, "ADDED *v1.Deployment web", "ADDED *v1.Event web-1.a", "ADDED *v1.ReplicaSet web-1")
	server.Apply("DELETED", deploy("web"))
	if o := s.observation(); o.Type != "DELETED" {
		t.Errorf("got %v, want the Deployment deleted", o)
	}
}

// TestLiveWorkloadForbidden checks that without a right to watch the workload
// its pods are shown, and that this is said once.
func TestLiveWorkloadForbidden(t *testing.T) {
	server := apitest.New()
	server.Fail("", "deployments", http.StatusForbidden, -1)
	server.Fail("", "replicasets", http.StatusForbidden, -1)
	p := pod("a", 0)
	p.Labels = map[string]string{"app": "web"}
	server.Apply("ADDED", p)
	s := newSession(t, server)
	s.live.options.Name, s.live.options.Labels = "", labels.SelectorFromSet(labels.Set{"app": "web"})
	s.live.options.Namespace, s.live.options.Workload = p.Namespace, Workload{Resource: "deployments", Name: "web"}
	s.start()
	expect(t, s.next(1), "ADDED pod a 0")
	server.Await(func([]apitest.Request) bool { return len(s.live.Missing()) == 2 })
	expect(t, s.live.Missing(), "deployments: forbidden", "replicasets: forbidden")
}

func disruptionBudget(name string, selected map[string]string) *policyv1.PodDisruptionBudget {
	return &policyv1.PodDisruptionBudget{
		ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: name, UID: types.UID("pdb-" + name)},
		Spec:       policyv1.PodDisruptionBudgetSpec{Selector: &metav1.LabelSelector{MatchLabels: selected}},
	}
}

// TestLiveBudgets checks that of a workload's namespace those PodDisruptionBudgets
// are delivered that select one of its pods.
func TestLiveBudgets(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", pod("a", 0))
	server.Apply("ADDED", disruptionBudget("mine", map[string]string{"app": "web"}))
	server.Apply("ADDED", disruptionBudget("other", map[string]string{"app": "other"}))
	s := newSession(t, server)
	s.live.options.Name, s.live.options.Labels = "", labels.SelectorFromSet(labels.Set{"app": "web"})
	s.live.options.Workload = Workload{Resource: "statefulsets", Name: "web"}
	s.start()
	expect(t, s.next(1), "ADDED pod a 0")
	for _, want := range []string{"ADDED mine", "DELETED mine"} {
		o := s.observation()
		if got := fmt.Sprintf("%s %s", o.Type, o.Object.(metav1.Object).GetName()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		server.AwaitWatches("poddisruptionbudgets", 1)
		server.Apply("DELETED", disruptionBudget("other", nil))
		server.Apply("DELETED", disruptionBudget("mine", nil))
	}
}
