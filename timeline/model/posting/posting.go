// Package posting keeps an inverted index: which observations the life of each pod
// depends on, so that of many pods one can be folded alone. It reads what an object refers
// to; it must not know what that means for a life.
package posting

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// Pod is the name of a pod.
type Pod struct{ Namespace, Name string }

// Index is of observations, by the name of a pod: it and its Events refer to each other
// by that even where one of them has no UID, or that of a static pod.
type Index struct {
	n      int // how many have been noted
	pods   map[Pod][]int32
	common []int32 // those that each life may depend on
	names  map[types.UID]Pod
	slices map[types.UID][]Pod // the pods of an EndpointSlice's last version
}

// New returns an Index of nothing yet.
func New() *Index {
	return &Index{pods: map[Pod][]int32{}, names: map[types.UID]Pod{}, slices: map[types.UID][]Pod{}}
}

// Add notes what the next observation is about.
func (x *Index) Add(o timeline.Observation) {
	i := int32(x.n) //nolint:gosec // two billion of them have no room elsewhere
	x.n++
	about, known := x.about(o)
	if !known {
		x.common = append(x.common, i)
		return
	}
	for _, name := range about {
		x.pods[name] = append(x.pods[name], i)
	}
}

// Len returns how many observations have been noted.
func (x *Index) Len() int { return x.n }

// about returns the pods whose lives an observation is part of, or that it is not known
// to leave out any.
func (x *Index) about(o timeline.Observation) (pods []Pod, known bool) {
	switch of := o.Object.(type) {
	case *corev1.Pod:
		name := Pod{of.Namespace, of.Name}
		x.names[of.UID] = name
		return []Pod{name}, true
	case *corev1.Event:
		return named(of.InvolvedObject)
	case *eventsv1.Event:
		return named(of.Regarding)
	case *timeline.ProbeSample:
		name, ok := x.names[types.UID(of.PodUID)]
		return []Pod{name}, ok
	case *discoveryv1.EndpointSlice:
		return x.endpoints(of)
	}
	return nil, false
}

func named(pod corev1.ObjectReference) (pods []Pod, known bool) {
	if pod.Kind != "" && pod.Kind != "Pod" {
		return nil, true // of a workload
	}
	return []Pod{{pod.Namespace, pod.Name}}, pod.Name != ""
}

// endpoints returns the pods that are, or were until now, in an EndpointSlice. The first
// version of one is about all pods: it says of those that come later that they were not
// in it.
func (x *Index) endpoints(s *discoveryv1.EndpointSlice) (pods []Pod, known bool) {
	before, known := x.slices[s.UID]
	var now []Pod
	for i := range s.Endpoints {
		if ref := s.Endpoints[i].TargetRef; ref != nil && ref.Kind == "Pod" {
			now = append(now, Pod{ref.Namespace, ref.Name})
		}
	}
	x.slices[s.UID] = now
	pods = slices.Clone(now)
	for _, name := range before {
		if !slices.Contains(now, name) {
			pods = append(pods, name)
		}
	}
	return pods, known
}

// Of returns the indexes of the observations that the life of a pod depends on, in
// their order.
func (x *Index) Of(pod Pod) []int32 {
	all := slices.Concat(x.common, x.pods[pod])
	slices.Sort(all)
	return all
}
