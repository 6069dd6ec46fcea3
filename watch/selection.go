package watch

import (
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// selection finds the Services whose selector matches a watched pod and starts
// following their EndpointSlices, once each. It never stops again: when a pod
// leaves a Service, the EndpointSlice says so after the selector has
// ceased to match.
type selection struct {
	start func(service types.NamespacedName)

	mu        sync.Mutex
	pods      map[types.UID]labelled
	selectors map[types.NamespacedName]labels.Set // by Service
	started   map[types.NamespacedName]bool
}

// labelled is what a Service looks at to select a pod.
type labelled struct {
	namespace string
	labels    labels.Set
}

func (s *selection) observePod(typ timeline.ObservationType, o metav1.Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pods == nil {
		s.pods = map[types.UID]labelled{}
	}
	if typ == timeline.Deleted {
		delete(s.pods, o.GetUID())
		return
	}
	s.pods[o.GetUID()] = labelled{o.GetNamespace(), o.GetLabels()}
	s.match()
}

func (s *selection) observeService(typ timeline.ObservationType, o metav1.Object) {
	service, ok := o.(*corev1.Service)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.selectors == nil {
		s.selectors = map[types.NamespacedName]labels.Set{}
	}
	name := types.NamespacedName{Namespace: service.Namespace, Name: service.Name}
	if typ == timeline.Deleted {
		delete(s.selectors, name)
		return
	}
	s.selectors[name] = service.Spec.Selector
	s.match()
}

func (s *selection) match() {
	for service, selector := range s.selectors {
		if len(selector) == 0 || s.started[service] {
			continue // a Service without a selector selects nothing
		}
		for _, pod := range s.pods {
			if pod.namespace == service.Namespace && labels.SelectorFromSet(selector).Matches(pod.labels) {
				if s.started == nil {
					s.started = map[types.NamespacedName]bool{}
				}
				s.started[service] = true
				s.start(service)
				break
			}
		}
	}
}

// dropFields drops what nothing reads: which fields each manager owns. Who wrote
// last, and when, stays: it is the kubelet's own time of a status.
func dropFields(o metav1.Object) {
	entries := o.GetManagedFields()
	for i := range entries {
		entries[i].FieldsV1 = nil
	}
	o.SetManagedFields(entries)
	if service, ok := o.(*corev1.Service); ok {
		*service = corev1.Service{
			ObjectMeta: metav1.ObjectMeta{Namespace: service.Namespace, Name: service.Name, UID: service.UID, ResourceVersion: service.ResourceVersion},
			Spec:       corev1.ServiceSpec{Selector: service.Spec.Selector},
		}
	}
}
