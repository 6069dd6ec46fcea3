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
	full  func() // called when there are more than may be followed

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
	pod := labelled{o.GetNamespace(), o.GetLabels()}
	before, known := s.pods[o.GetUID()]
	s.pods[o.GetUID()] = pod
	if known && before.namespace == pod.namespace && labels.Equals(before.labels, pod.labels) {
		return
	}
	for service, selector := range s.selectors {
		s.match(service, selector, pod)
	}
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
	for _, pod := range s.pods {
		s.match(name, service.Spec.Selector, pod)
	}
}

// any reports whether a selector matches a pod of a namespace that is watched.
func (s *selection) any(namespace string, selector labels.Selector) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, pod := range s.pods {
		if pod.namespace == namespace && selector.Matches(pod.labels) {
			return true
		}
	}
	return false
}

// match starts following a Service that selects a pod. One without a selector
// selects nothing.
func (s *selection) match(service types.NamespacedName, selector labels.Set, pod labelled) {
	switch {
	case len(selector) == 0, s.started[service], pod.namespace != service.Namespace, !labels.SelectorFromSet(selector).Matches(pod.labels):
		return
	case len(s.started) >= maxServices:
		s.full()
		return
	case s.started == nil:
		s.started = map[types.NamespacedName]bool{}
	}
	s.started[service] = true
	s.start(service)
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
