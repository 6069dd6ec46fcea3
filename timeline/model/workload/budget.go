package workload

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// maxBudgets bounds what is kept.
const maxBudgets = 256

// Budgets holds the PodDisruptionBudgets that were observed. Its zero value is
// ready. It is not safe for concurrent use.
type Budgets map[types.UID]budget

type budget struct {
	timeline.Budget
	selector labels.Selector
	rv       uint64
	gone     bool
	current  bool // the disruption controller has seen what is wanted
}

// Apply folds one version of a PodDisruptionBudget, in any order, any number of
// times, and reports whether it says anything new.
func (b *Budgets) Apply(o *policyv1.PodDisruptionBudget, typ timeline.ObservationType) bool {
	if o == nil || typ == timeline.Bookmark || o.UID == "" {
		return false
	}
	rv, _ := strconv.ParseUint(o.ResourceVersion, 10, 64)
	before, known := (*b)[o.UID]
	gone := typ == timeline.Deleted
	if known && (before.gone || rv < before.rv || rv == before.rv && !gone) || !known && len(*b) >= maxBudgets {
		return false
	}
	// A nil selector selects nothing, an empty one all pods of the namespace.
	selector, err := metav1.LabelSelectorAsSelector(o.Spec.Selector)
	if err != nil {
		selector = labels.Nothing()
	}
	if *b == nil {
		*b = Budgets{}
	}
	(*b)[o.UID] = budget{
		Budget: timeline.Budget{
			Namespace: timeline.Clean(o.Namespace), Name: timeline.Clean(o.Name), Allowed: int(o.Status.DisruptionsAllowed),
			Healthy: int(o.Status.CurrentHealthy), Desired: int(o.Status.DesiredHealthy), Expected: int(o.Status.ExpectedPods),
		},
		selector: selector, rv: rv, gone: gone, current: o.Status.ObservedGeneration >= o.Generation,
	}
	return true
}

// List returns those that are there and of which the status is about what is
// wanted, by namespace and name.
func (b Budgets) List() []timeline.Budget {
	var list []timeline.Budget
	for _, one := range b {
		if !one.gone && one.current {
			list = append(list, one.Budget)
		}
	}
	slices.SortFunc(list, func(x, y timeline.Budget) int {
		return cmp.Or(cmp.Compare(x.Namespace, y.Namespace), cmp.Compare(x.Name, y.Name))
	})
	return list
}

// Of returns the names of those that select a pod.
func (b Budgets) Of(namespace string, pod map[string]string) []string {
	var names []string
	for _, one := range b {
		if !one.gone && one.Namespace == namespace && one.selector.Matches(labels.Set(pod)) {
			names = append(names, one.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Clone returns a copy that goes its own way from here on.
func (b Budgets) Clone() Budgets { return maps.Clone(b) }
