package workload

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/podlife/podlife/timeline"
)

// revisions is where kinds that podlife does not know name the revision that is
// wanted and the one that is rolled out, and the label of a pod that has it.
var revisions = []revision{
	{"rollouts-pod-template-hash", "currentPodHash", "stableRS"},                             // Argo Rollouts
	{"serving.knative.dev/revision", "latestCreatedRevisionName", "latestReadyRevisionName"}, // Knative Serving
}

type revision struct{ label, wanted, current string }

// known returns where a status names revisions, or nil.
func known(status map[string]any) *revision {
	i := slices.IndexFunc(revisions, func(r revision) bool { return text(status[r.wanted]) != "" })
	if i < 0 {
		return nil
	}
	return &revisions[i]
}

// selectorOf returns what an object of any kind selects its pods by, or nil:
// where its scale has it.
func selectorOf(u *unstructured.Unstructured) labels.Selector {
	s, _, err := unstructured.NestedString(u.Object, "status", "selector")
	if err != nil || s == "" {
		return nil
	}
	selector, err := labels.Parse(s)
	if err != nil || selector.Empty() {
		return nil
	}
	return selector
}

// Member is what a workload of a kind that podlife does not know has to say of a
// pod that it selects or owns.
type Member struct {
	Workload string // "Rollout/web"
	Revision string // of its template, where the pod says
}

// Member returns the workload of a kind that podlife does not know that selects a
// pod by its labels, or that is one of its owners ("Cluster/main"); of several,
// the one whose name comes first.
func (s *Set) Member(namespace string, pod map[string]string, owners []string) (m Member, ok bool) {
	if (s.selecting == 0 || len(pod) == 0) && len(owners) == 0 {
		return m, false
	}
	for _, f := range s.objects {
		w := &f.workload
		if w.Reconciled == nil || w.Namespace != namespace {
			continue
		}
		name := w.Kind + "/" + w.Name
		if f.selector != nil && !f.selector.Matches(labels.Set(pod)) || f.selector == nil && !slices.Contains(owners, name) {
			continue
		}
		if !ok || cmp.Less(name, m.Workload) {
			m.Workload, ok = name, true
		}
	}
	for _, r := range revisions {
		m.Revision = cmp.Or(m.Revision, timeline.Clean(pod[r.label]))
	}
	return m, ok
}
