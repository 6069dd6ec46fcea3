package workload

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"

	"github.com/podlife/podlife/timeline"
)

// maxConditions bounds what is read of an object whose kind may allow any number.
const maxConditions = 64

// other reads an object of a kind that podlife does not know: what it wants, what
// its controller counts, if it does, and how far that has come by kstatus.
func other(u *unstructured.Unstructured) timeline.Workload {
	in := func(fields ...string) map[string]any {
		m, _, err := unstructured.NestedFieldNoCopy(u.Object, fields...)
		if err != nil {
			return nil
		}
		out, _ := m.(map[string]any)
		return out
	}
	spec, st := in("spec"), in("status")
	w := timeline.Workload{Kind: timeline.Clean(u.GetKind()), Observed: u.GetGeneration(), Paused: spec["paused"] == true}
	if n, ok := number(st["observedGeneration"]); ok {
		w.Observed = n
	}
	w.Conditions = conditions(st["conditions"])
	r := &timeline.Reconciled{Ready: w.Is("Ready")}
	r.Status, r.Message = reconciled(u, w.Observed, w.Conditions)
	if n, ok := number(spec["replicas"]); ok {
		w.Wanted, r.Counted = int(n), true
	}
	for field, count := range map[string]*int{
		"replicas": &w.Replicas, "updatedReplicas": &w.Updated, "readyReplicas": &w.Ready, "availableReplicas": &w.Available,
	} {
		n, _ := number(st[field])
		*count = int(n)
	}
	w.Paused = w.Paused || w.Is("Paused")
	if k := known(st); k != nil {
		w.Template, w.Current = text(st[k.wanted]), text(st[k.current])
		w.PodRevision = w.Template
	}
	w.Reconciled = r
	return w
}

// metaOf returns the metadata of an object as typed ones have them.
func metaOf(u *unstructured.Unstructured) *metav1.ObjectMeta {
	return &metav1.ObjectMeta{
		Namespace: u.GetNamespace(), Name: u.GetName(), UID: u.GetUID(), ResourceVersion: u.GetResourceVersion(), Generation: u.GetGeneration(),
		CreationTimestamp: u.GetCreationTimestamp(), DeletionTimestamp: u.GetDeletionTimestamp(),
		DeletionGracePeriodSeconds: u.GetDeletionGracePeriodSeconds(), OwnerReferences: u.GetOwnerReferences(),
	}
}

// reconciled asks kstatus, which reads a Ready condition, those that say why one is
// not there yet (Reconciling, Stalled), and which generation they are about.
func reconciled(u *unstructured.Unstructured, observed int64, all []timeline.Condition) (timeline.ReconcileStatus, string) {
	list := make([]any, 0, len(all))
	for _, c := range all {
		list = append(list, map[string]any{"type": c.Type, "status": c.Status, "reason": c.Reason, "message": c.Message})
	}
	result, err := status.Compute(&unstructured.Unstructured{Object: map[string]any{
		"apiVersion": u.GetAPIVersion(), "kind": u.GetKind(), // Knative has a Service, too
		"metadata": map[string]any{"generation": u.GetGeneration()},
		"status":   map[string]any{"observedGeneration": observed, "conditions": list},
	}})
	switch {
	case err != nil:
		return timeline.ReconcileInProgress, timeline.Clean(err.Error())
	case result.Status == status.FailedStatus:
		return timeline.ReconcileFailed, result.Message
	case result.Status == status.CurrentStatus:
		return timeline.ReconcileCurrent, ""
	}
	why := result.Message
	if len(result.Conditions) > 0 && result.Conditions[0].Reason != "" && why == "" {
		why = result.Conditions[0].Reason
	}
	return timeline.ReconcileInProgress, why
}

func conditions(v any) []timeline.Condition {
	list, _ := v.([]any)
	out := make([]timeline.Condition, 0, min(len(list), maxConditions))
	for _, item := range list[:min(len(list), maxConditions)] {
		c, ok := item.(map[string]any)
		if !ok {
			continue
		}
		since, _ := time.Parse(time.RFC3339, text(c["lastTransitionTime"])) // zero if it does not say
		out = append(out, condition(text(c["type"]), corev1.ConditionStatus(text(c["status"])), text(c["reason"]), text(c["message"]), metav1.NewTime(since)))
	}
	return out
}

// number reads a whole number; Argo Rollouts writes its observedGeneration as text.
func number(v any) (int64, bool) {
	switch n := v.(type) {
	case int64:
		return n, true
	case float64:
		return int64(n), true
	case string:
		i, err := strconv.ParseInt(n, 10, 64)
		return i, err == nil
	}
	return 0, false
}

func text(v any) string {
	s, _ := v.(string)
	return timeline.Clean(s)
}

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
