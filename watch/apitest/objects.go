package apitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Apply makes one change as a write to the API would: the object gets the next
// resource version, and every watch that selects it hears of it. typ is ADDED,
// MODIFIED or DELETED. It returns the version.
func (s *Server) Apply(typ string, object Object) string {
	o := object.DeepCopyObject().(Object)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.version++
	o.SetResourceVersion(strconv.Itoa(s.version))
	setKind(o)
	k := key{resourceOf(o), o.GetNamespace(), o.GetName()}
	s.history = append(s.history, record{s.version, k.resource, typ, s.objects[k], o})
	if typ == "DELETED" {
		delete(s.objects, k)
	} else {
		s.objects[k] = o
	}
	s.changed.Broadcast()
	return o.GetResourceVersion()
}

// kind is one kind that the server holds.
type kind struct {
	resource, group, name string
	new                   func() Object
}

var kinds = []kind{
	{"pods", "v1", "Pod", func() Object { return &corev1.Pod{} }},
	{"events", "v1", "Event", func() Object { return &corev1.Event{} }},
	{"services", "v1", "Service", func() Object { return &corev1.Service{} }},
	{"endpointslices", "discovery.k8s.io/v1", "EndpointSlice", func() Object { return &discoveryv1.EndpointSlice{} }},
	{"deployments", "apps/v1", "Deployment", func() Object { return &appsv1.Deployment{} }},
	{"replicasets", "apps/v1", "ReplicaSet", func() Object { return &appsv1.ReplicaSet{} }},
	{"statefulsets", "apps/v1", "StatefulSet", func() Object { return &appsv1.StatefulSet{} }},
	{"daemonsets", "apps/v1", "DaemonSet", func() Object { return &appsv1.DaemonSet{} }},
	{"poddisruptionbudgets", "policy/v1", "PodDisruptionBudget", func() Object { return &policyv1.PodDisruptionBudget{} }},
	{"jobs", "batch/v1", "Job", func() Object { return &batchv1.Job{} }},
}

func kindOf(o Object) kind {
	if u, ok := o.(*unstructured.Unstructured); ok {
		return unstructuredKind(u.GetAPIVersion(), u.GetKind())
	}
	for _, k := range kinds {
		if reflect.TypeOf(k.new()) == reflect.TypeOf(o) {
			return k
		}
	}
	panic(fmt.Sprintf("apitest: no resource for %T", o))
}

func setKind(o Object) {
	k := kindOf(o)
	o.GetObjectKind().SetGroupVersionKind(schema.FromAPIVersionAndKind(k.group, k.name))
}

func resourceOf(o Object) string { return kindOf(o).resource }

// NewObject returns an empty object of a kind ("Deployment"), or nil.
func NewObject(name string) Object {
	for _, k := range kinds {
		if k.name == name {
			return k.new()
		}
	}
	return nil
}

// blank returns an object with nothing but a kind and a version: a bookmark.
func (s *Server) blank(resource string, version int) Object {
	all := slices.Concat(kinds, s.defined)
	i := slices.IndexFunc(all, func(k kind) bool { return k.resource == resource })
	o := all[max(i, 0)].new()
	setKind(o)
	o.SetResourceVersion(strconv.Itoa(version))
	return o
}

// selector is which objects a request is about.
type selector struct {
	resource, namespace string
	fields              fields.Selector
	labels              labels.Selector
}

func (s selector) matches(o Object) bool {
	if o == nil || resourceOf(o) != s.resource || s.namespace != "" && o.GetNamespace() != s.namespace {
		return false
	}
	set := fields.Set{"metadata.name": o.GetName(), "metadata.namespace": o.GetNamespace()}
	if p, ok := o.(*corev1.Pod); ok {
		set["spec.nodeName"] = p.Spec.NodeName
	}
	if e, ok := o.(*corev1.Event); ok {
		set["involvedObject.kind"] = e.InvolvedObject.Kind
		set["involvedObject.name"] = e.InvolvedObject.Name
		set["involvedObject.namespace"] = e.InvolvedObject.Namespace
		set["reason"] = e.Reason
		set["involvedObject.uid"] = string(e.InvolvedObject.UID)
	}
	return s.fields.Matches(set) && s.labels.Matches(labels.Set(o.GetLabels()))
}

// frame returns what a selective watch is sent of a change: an object that
// begins or ceases to match is added or deleted for it, and one that ceases to
// match is sent as it was, with the new version. A frame without a type is not
// sent.
func (s selector) frame(r record) frame {
	before, now := s.matches(r.before), s.matches(r.object)
	switch {
	case r.typ == "DELETED" && (before || now):
		return frame{"DELETED", r.object}
	case before && !now:
		was := r.before.DeepCopyObject().(Object)
		was.SetResourceVersion(r.object.GetResourceVersion())
		return frame{"DELETED", was}
	case now && !before:
		return frame{"ADDED", r.object}
	case now:
		return frame{"MODIFIED", r.object}
	}
	return frame{}
}

// selected returns the objects that match, by name. The lock must be held.
func (s *Server) selected(sel selector) []Object {
	var out []Object
	for _, o := range s.objects {
		if sel.matches(o) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Object) int { return strings.Compare(a.GetName(), b.GetName()) })
	return out
}

// unstructuredKind returns a kind without a type in Go, with the usual plural and
// its group: "rollouts.argoproj.io".
func unstructuredKind(group, name string) kind {
	plural, _ := meta.UnsafeGuessKindToResource(schema.FromAPIVersionAndKind(group, name))
	return kind{plural.GroupResource().String(), group, name, func() Object {
		return &unstructured.Unstructured{Object: map[string]any{"apiVersion": group, "kind": name}}
	}}
}

// Define makes the server serve and announce a kind of its own, as a
// CustomResourceDefinition does, whose objects are Unstructured. It must come
// before the first request.
func (s *Server) Define(gv, name string, shortNames ...string) {
	k := unstructuredKind(gv, name)
	group, version, _ := strings.Cut(gv, "/")
	plural := strings.TrimSuffix(k.resource, "."+group)
	path := "GET /apis/" + gv + "/namespaces/{namespace}/" + plural
	s.Mux.HandleFunc(path, of(k.resource, s.serve))
	s.Mux.HandleFunc(path+"/{name}", of(k.resource, s.get))
	s.groups = append(s.groups, apidiscoveryv2.APIGroupDiscovery{
		ObjectMeta: metav1.ObjectMeta{Name: group},
		Versions: []apidiscoveryv2.APIVersionDiscovery{{Version: version, Resources: []apidiscoveryv2.APIResourceDiscovery{{
			Resource: plural, SingularResource: strings.ToLower(name), ShortNames: shortNames, Scope: apidiscoveryv2.ScopeNamespace,
			ResponseKind: &metav1.GroupVersionKind{Group: group, Version: version, Kind: name},
		}}}},
	})
	s.defined = append(s.defined, k)
}

// of returns a handler of requests for a resource that their path does not name so.
func of(resource string, handle http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.SetPathValue("resource", resource)
		handle(w, r)
	}
}

// discover announces what was defined.
func (s *Server) discover(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(apidiscoveryv2.APIGroupDiscoveryList{Items: s.groups}) // the client went away
}
