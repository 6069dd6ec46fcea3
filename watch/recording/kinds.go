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
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/podlife/podlife/timeline"
)

// kinds are the kinds of the API that the model knows by a type in Go.
var kinds = []kind{
	kindOfType[corev1.Pod](corev1.SchemeGroupVersion, "Pod"),
	kindOfType[corev1.Event](corev1.SchemeGroupVersion, "Event"),
	kindOfType[eventsv1.Event](eventsv1.SchemeGroupVersion, "Event"),
	kindOfType[discoveryv1.EndpointSlice](discoveryv1.SchemeGroupVersion, "EndpointSlice"),
	kindOfType[appsv1.Deployment](appsv1.SchemeGroupVersion, "Deployment"),
	kindOfType[appsv1.ReplicaSet](appsv1.SchemeGroupVersion, "ReplicaSet"),
	kindOfType[appsv1.StatefulSet](appsv1.SchemeGroupVersion, "StatefulSet"),
	kindOfType[appsv1.DaemonSet](appsv1.SchemeGroupVersion, "DaemonSet"),
	kindOfType[batchv1.Job](batchv1.SchemeGroupVersion, "Job"),
	kindOfType[policyv1.PodDisruptionBudget](policyv1.SchemeGroupVersion, "PodDisruptionBudget"),
	kindOfType[metav1.Status](corev1.SchemeGroupVersion, "Status"),
}

// kind is a kind of objects and its type in Go.
type kind struct {
	name  schema.GroupVersionKind
	empty func() runtime.Object
	top   func(object any) (runtime.Object, bool) // a copy of the top of an object of the type
}

func kindOfType[T any, P interface {
	*T
	runtime.Object
}](gv schema.GroupVersion, name string) kind {
	return kind{
		name:  gv.WithKind(name),
		empty: func() runtime.Object { return P(new(T)) },
		top: func(object any) (runtime.Object, bool) {
			o, ok := object.(P)
			if !ok {
				return nil, false
			}
			c := *o
			return P(&c), true
		},
	}
}

// includes reports whether objects that say that they are of a group and version are
// read as this kind. What has no group has one version, and an Event of v1beta1 has the
// fields of v1.
func (k kind) includes(group, version string) bool {
	return k.name.Group == group && (k.name.Version == version || group == "" || group == eventsv1.GroupName)
}

// typed reads one object into the type the model knows it by. Its parts may be
// shared with other objects of this decoder. It fills in the kind, which items
// of typed Lists leave out.
func (d *decoder) typed(text []byte, kind metav1.TypeMeta) (any, error) {
	group, version, found := strings.Cut(kind.APIVersion, "/")
	if !found {
		group, version = "", kind.APIVersion
	}
	for _, k := range kinds {
		if k.name.Kind == kind.Kind && k.includes(group, version) {
			o := k.empty()
			err := json.Unmarshal(text, o, d.options)
			o.GetObjectKind().SetGroupVersionKind(kind.GroupVersionKind())
			return o, err
		}
	}
	if kind.Kind == "ProbeSample" && group == "podlife" {
		o := &timeline.ProbeSample{}
		return o, json.Unmarshal(text, o, d.options)
	}
	if o := other(text, group); o != nil {
		return o, nil
	}
	return &Unknown{APIVersion: kind.APIVersion, Kind: kind.Kind, JSON: bytes.Clone(text)}, nil
}
