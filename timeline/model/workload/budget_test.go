package workload

import (
	"slices"
	"strconv"
	"testing"

	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

func TestBudgets(t *testing.T) {
	pdb := func(version, allowed int, observed int64, selector *metav1.LabelSelector) *policyv1.PodDisruptionBudget {
		return &policyv1.PodDisruptionBudget{
			ObjectMeta: metav1.ObjectMeta{Namespace: "shop", Name: "web", UID: "b", ResourceVersion: strconv.Itoa(version), Generation: 1},
			Spec:       policyv1.PodDisruptionBudgetSpec{Selector: selector},
			Status:     policyv1.PodDisruptionBudgetStatus{ObservedGeneration: observed, DisruptionsAllowed: int32(allowed), ExpectedPods: 3},
		}
	}
	web, pod := &metav1.LabelSelector{MatchLabels: map[string]string{"app": "web"}}, map[string]string{"app": "web"}
	var b Budgets
	if b.Apply(pdb(1, 0, 0, web), timeline.Bookmark) || !b.Apply(pdb(1, 0, 0, web), timeline.Added) || len(b.List()) != 0 {
		t.Error("its status is about nothing yet")
	}
	b.Apply(pdb(3, 2, 1, web), timeline.Modified)
	if b.Apply(pdb(2, 1, 1, web), timeline.Modified) || b.Apply(pdb(3, 2, 1, web), timeline.Added) {
		t.Error("what is older, or the same, is news")
	}
	if l := b.List(); len(l) != 1 || l[0].Allowed != 2 || l[0].Expected != 3 {
		t.Errorf("got %+v", l)
	}
	copied := b.Clone()
	if got := b.Of("shop", pod); !slices.Equal(got, []string{"web"}) || b.Of("test", pod) != nil || b.Of("shop", nil) != nil {
		t.Errorf("got %q", got)
	}
	for selector, want := range map[*metav1.LabelSelector]int{nil: 0, {}: 1} {
		var other Budgets
		other.Apply(pdb(1, 0, 1, selector), timeline.Added)
		if got := other.Of("shop", pod); len(got) != want {
			t.Errorf("%v selects %q", selector, got)
		}
	}
	b.Apply(pdb(4, 2, 1, web), timeline.Deleted)
	if len(b.List()) != 0 || b.Of("shop", pod) != nil || len(copied.List()) != 1 {
		t.Error("it is gone, but from the copy")
	}
}
