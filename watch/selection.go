package watch

import (
	"sync"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// selection finds the Services whose selector matches a watched pod and starts
// following their EndpointSlices, once each. It never stops again: when a pod
// leaves a Service, that is told by the EndpointSlice after the selector has
// ceased to match.
type selection struct {
	start func(service string)

	mu        sync.Mutex
	pods      map[types.UID]labels.Set
	selectors map[string]labels.Set // by Service
	started   map[string]bool
}

func (s *selection) observePod(typ timeline.ObservationType, o metav1.Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pods == nil {
		s.pods = map[types.UID]labels.Set{}
	}
	if typ == timeline.Deleted {
		delete(s.pods, o.GetUID())
		return
	}
	s.pods[o.GetUID()] = o.GetLabels()
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
		s.selectors = map[string]labels.Set{}
	}
	if typ == timeline.Deleted {
		delete(s.selectors, service.Name)
		return
	}
	s.selectors[service.Name] = service.Spec.Selector
	s.match()
}

func (s *selection) match() {
	for service, selector := range s.selectors {
		if len(selector) == 0 || s.started[service] {
			continue // a Service without a selector selects nothing
		}
		for _, pod := range s.pods {
			if labels.SelectorFromSet(selector).Matches(pod) {
				if s.started == nil {
					s.started = map[string]bool{}
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
			ObjectMeta: metav1.ObjectMeta{Name: service.Name, UID: service.UID, ResourceVersion: service.ResourceVersion},
			Spec:       corev1.ServiceSpec{Selector: service.Spec.Selector},
		}
	}
}

// keepEndpoints drops the endpoints of other pods: a Service may have thousands.
func keepEndpoints(o metav1.Object, pod string) {
	slice, ok := o.(*discoveryv1.EndpointSlice)
	if !ok {
		return
	}
	var kept []discoveryv1.Endpoint
	for _, e := range slice.Endpoints {
		if e.TargetRef != nil && e.TargetRef.Kind == "Pod" && e.TargetRef.Name == pod {
			kept = append(kept, e)
		}
	}
	slice.Endpoints = kept
}
