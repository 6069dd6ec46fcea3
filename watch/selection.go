package watch

import (
	"slices"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
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

// members are the pods that a label or node selector has matched so far. An API
// server cannot select Events by the labels of their pod: all Events of pods
// are asked for, and those of members are kept.
type members struct {
	emit func(timeline.Observation) error

	mu    sync.Mutex
	names map[types.NamespacedName]bool
	gone  []types.NamespacedName // of those that were deleted, oldest first
	early []*corev1.Event        // of pods not heard of yet, oldest first
}

// maxEarly bounds the Events that wait for their pod, and maxEarlySize each of
// them: the streams of pods and Events may be moments apart.
const (
	maxEarly     = 500
	maxEarlySize = 64 << 10
)

// maxGone bounds the pods that are remembered after their deletion, for what is
// still to come of them.
const maxGone = 10_000

// observePod takes a pod in. What had been said of it before is delivered now.
// It stays when it is deleted: its last Events come later.
func (m *members) observePod(typ timeline.ObservationType, o metav1.Object) {
	name := types.NamespacedName{Namespace: o.GetNamespace(), Name: o.GetName()}
	m.mu.Lock()
	if m.names == nil {
		m.names = map[types.NamespacedName]bool{}
	}
	var waited []*corev1.Event
	if !m.names[name] {
		m.names[name] = true
		for _, e := range m.early {
			if involved(e) == name {
				waited = append(waited, e)
			}
		}
		m.early = slices.DeleteFunc(m.early, func(e *corev1.Event) bool { return involved(e) == name })
	}
	if typ == timeline.Deleted {
		m.retire(name)
	}
	m.mu.Unlock()
	for _, e := range waited {
		if m.emit(timeline.Observation{At: time.Now(), Type: timeline.Added, Object: e}) != nil {
			return // the source has ended
		}
	}
}

// retire notes that a pod was deleted, and forgets the one whose deletion is the
// longest ago where there are too many. That one may have come again since: then
// its next update makes it a member again.
func (m *members) retire(name types.NamespacedName) {
	if m.gone = append(m.gone, name); len(m.gone) > maxGone {
		delete(m.names, m.gone[0])
		m.gone = m.gone[1:]
	}
}

func involved(e *corev1.Event) types.NamespacedName {
	return types.NamespacedName{Namespace: e.InvolvedObject.Namespace, Name: e.InvolvedObject.Name}
}

func (m *members) has(namespace, name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.names[types.NamespacedName{Namespace: namespace, Name: name}]
}

// keep reports whether an Event is about a member; the others wait for theirs.
func (m *members) keep(o metav1.Object) bool {
	e, ok := o.(*corev1.Event)
	if !ok {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.names[involved(e)] {
		return true
	}
	if e.Size() > maxEarlySize {
		return false
	}
	if len(m.early) == maxEarly {
		m.early = slices.Delete(m.early, 0, 1)
	}
	m.early = append(m.early, e)
	return false
}

// keepEndpoints drops the endpoints of pods that are not watched: a Service may
// have thousands.
func keepEndpoints(o metav1.Object, watched func(namespace, name string) bool) {
	slice, ok := o.(*discoveryv1.EndpointSlice)
	if !ok {
		return
	}
	slice.Endpoints = slices.DeleteFunc(slice.Endpoints, func(e discoveryv1.Endpoint) bool {
		return e.TargetRef == nil || e.TargetRef.Kind != "Pod" || !watched(slice.Namespace, e.TargetRef.Name)
	})
}
