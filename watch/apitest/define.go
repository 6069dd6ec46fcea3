package apitest

import (
	"encoding/json"
	"net/http"
	"strings"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

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
