package model

import (
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// selectors are what PodDisruptionBudgets and workloads of any kind select their pods
// by, as text, and how often one of them changed: what is known of the pods changes
// with them, and not with the rest of such an object, which changes far more often.
type selectors struct {
	of      map[types.UID]string
	changes int
}

// noteSelector notes what an object that was folded selects its pods by, if it is one
// that does.
func (m *Model) noteSelector(o timeline.Observation) {
	var uid types.UID
	var text string
	switch obj := o.Object.(type) {
	case *policyv1.PodDisruptionBudget:
		uid, text = obj.UID, "by "+metav1.FormatLabelSelector(obj.Spec.Selector)
	case *unstructured.Unstructured:
		uid = obj.GetUID()
		selector, _, _ := unstructured.NestedString(obj.Object, "status", "selector")
		text = "by " + selector
	default:
		return
	}
	if o.Type == timeline.Deleted {
		text = ""
	}
	if before, known := m.selectors.of[uid]; known && before == text {
		return
	}
	if m.selectors.of == nil {
		m.selectors.of = map[types.UID]string{}
	}
	m.selectors.of[uid] = text
	m.selectors.changes++
}
