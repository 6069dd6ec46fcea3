package recording

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// typed reads one object into the type the model knows it by. Its parts may be
// shared with other objects of this decoder. It fills in the kind, which items
// of typed Lists leave out.
func (d *decoder) typed(text []byte, kind metav1.TypeMeta) (any, error) {
	group, version, found := strings.Cut(kind.APIVersion, "/")
	if !found {
		group, version = "", kind.APIVersion
	}
	switch {
	case kind.Kind == "Pod" && group == "":
		o := &corev1.Pod{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case kind.Kind == "Event" && group == "":
		o := &corev1.Event{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case kind.Kind == "Event" && group == "events.k8s.io":
		o := &eventsv1.Event{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case kind.Kind == "EndpointSlice" && group == "discovery.k8s.io" && version == "v1":
		o := &discoveryv1.EndpointSlice{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case group == "apps" && version == "v1" || group == "batch" && version == "v1":
		return d.workload(text, kind)
	case kind.Kind == "PodDisruptionBudget" && group == "policy" && version == "v1":
		o := &policyv1.PodDisruptionBudget{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case kind.Kind == "Status" && group == "":
		o := &metav1.Status{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case kind.Kind == "ProbeSample" && group == "podlife":
		o := &timeline.ProbeSample{}
		return o, json.Unmarshal(text, o, d.options)
	}
	if o := other(text, group); o != nil {
		return o, nil
	}
	return unknown(text, kind), nil
}

func unknown(text []byte, kind metav1.TypeMeta) *Unknown {
	return &Unknown{APIVersion: kind.APIVersion, Kind: kind.Kind, JSON: bytes.Clone(text)}
}

// workload reads one object of a controller.
func (d *decoder) workload(text []byte, kind metav1.TypeMeta) (any, error) {
	switch kind.Kind {
	case "Deployment":
		o := &appsv1.Deployment{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case "ReplicaSet":
		o := &appsv1.ReplicaSet{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case "StatefulSet":
		o := &appsv1.StatefulSet{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case "DaemonSet":
		o := &appsv1.DaemonSet{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	case "Job":
		o := &batchv1.Job{}
		err := json.Unmarshal(text, o, d.options)
		o.TypeMeta = kind
		return o, err
	}
	return unknown(text, kind), nil
}
