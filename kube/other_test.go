package kube

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// others is an API server with kinds that are not built in.
type others struct{ asked []string }

const groups = `{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[
{"metadata":{"name":"apps"},"versions":[{"version":"v1","resources":[{"resource":"deployments","singularResource":"deployment","shortNames":["deploy"],"scope":"Namespaced","responseKind":{"group":"apps","version":"v1","kind":"Deployment"}}]}]},
{"metadata":{"name":"argoproj.io"},"versions":[{"version":"v1alpha1","resources":[{"resource":"rollouts","singularResource":"rollout","shortNames":["ro"],"scope":"Namespaced","responseKind":{"group":"argoproj.io","version":"v1alpha1","kind":"Rollout"},"subresources":[{"subresource":"status"},{"subresource":"scale"}]}]}]},
{"metadata":{"name":"serving.knative.dev"},"versions":[{"version":"v1","resources":[{"resource":"services","singularResource":"service","shortNames":["ksvc"],"scope":"Namespaced","responseKind":{"group":"serving.knative.dev","version":"v1","kind":"Service"}},
{"resource":"configurations","singularResource":"configuration","scope":"Namespaced","responseKind":{"group":"serving.knative.dev","version":"v1","kind":"Configuration"}},
{"resource":"revisions","singularResource":"revision","scope":"Namespaced","responseKind":{"group":"serving.knative.dev","version":"v1","kind":"Revision"}}]}]},
{"metadata":{"name":"db.example.com"},"versions":[{"version":"v2","resources":[{"resource":"clusters","singularResource":"cluster","scope":"Namespaced","responseKind":{"group":"db.example.com","version":"v2","kind":"Cluster"}},{"resource":"planes","scope":"Cluster","responseKind":{"group":"db.example.com","version":"v2","kind":"Plane"}}]}]}]}`

func (s *others) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	answers := map[string]string{
		"/apis": groups,
		"/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web":          `{"metadata":{"generation":3},"spec":{"selector":{"matchLabels":{"app":"web"}}}}`,
		"/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/ref":          `{"status":{"selector":"app=ref"}}`,
		"/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/scaled":       `{}`,
		"/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/scaled/scale": `{"kind":"Scale","status":{"selector":"app=scaled"}}`,
		"/apis/serving.knative.dev/v1/namespaces/shop/services/hello":      `{}`,
		"/apis/db.example.com/v2/namespaces/shop/clusters/main":            `{"spec":{"selector":"fast disks"}}`,
		"/apis/apps/v1/namespaces/shop/deployments/web":                    `{"spec":{"selector":{"matchLabels":{"app":"web"}}}}`,
		"/api/v1/namespaces/shop/pods": `{"items":[{"metadata":{"name":"web-1"}},
{"metadata":{"name":"main-1","ownerReferences":[{"apiVersion":"db.example.com/v2","kind":"Cluster","name":"main","controller":true}]}}]}`,
	}
	answer, ok := answers[r.URL.Path]
	if strings.HasSuffix(r.URL.Path, "/pods") {
		s.asked = append(s.asked, r.URL.Query().Get("labelSelector"))
	}
	if !ok {
		fail(w, http.StatusNotFound, "NotFound", "not found")
		return
	}
	_, _ = w.Write([]byte(answer))
}

func TestFindOther(t *testing.T) {
	for _, tt := range []struct {
		target, pods, want string
		fails              []string
	}{
		{target: "rollout.argoproj.io/web", pods: "app=web", want: "rollout/web in shop"},
		{target: "rollouts.v1alpha1.argoproj.io/web", pods: "app=web", want: "rollout/web in shop"},
		{target: "Rollout/web", pods: "app=web", want: "rollout/web in shop"},
		{target: "ro/ref", pods: "app=ref", want: "rollout/ref in shop"},
		{target: "ro/scaled", pods: "app=scaled", want: "rollout/scaled in shop"},
		{target: "ksvc/hello", pods: "serving.knative.dev/service=hello", want: "service/hello in shop"},
		{target: "service.serving.knative.dev/hello", pods: "serving.knative.dev/service=hello", want: "service/hello in shop"},
		{target: "cluster/main", pods: "", want: "cluster/main in shop"},
		{target: "deployments.v1.apps/web", pods: "app=web", want: "deployment/web in shop"},
		{target: "cluster/none", fails: []string{`no cluster "none" in namespace "shop"`}},
		{target: "cm/web", fails: []string{`unknown kind "cm" in target "cm/web": no API group of `, "kubectl api-resources"}},
		{target: "plane/x", fails: []string{`unknown kind "plane"`}},
		{target: "rollout.example.com/web", fails: []string{`unknown kind "rollout.example.com"`}},
	} {
		t.Run(tt.target, func(t *testing.T) {
			s := &others{}
			server := httptest.NewServer(s)
			defer server.Close()
			target, err := ParseTarget(tt.target)
			if err != nil || !target.Workload() {
				t.Fatalf("%v, %v", target, err)
			}
			got, err := connectTo(t, server.URL).Find(t.Context(), target, false)
			checkError(t, err, tt.fails)
			if err == nil && (got.String() != tt.want || len(s.asked) != 1 || s.asked[0] != tt.pods || !got.Known()) {
				t.Errorf("found %q by asking for pods with %q", got, s.asked)
			}
		})
	}
}

// TestFindOtherToCome checks that an object which does not exist is waited for, and
// that its pods are known when it does.
func TestFindOtherToCome(t *testing.T) {
	server := httptest.NewServer(&others{})
	defer server.Close()
	pods, err := connectTo(t, server.URL).Find(t.Context(), Target{Kind: "ro", Name: "later"}, true)
	if err != nil || pods.LookUp == nil || pods.Known() {
		t.Fatalf("%+v, %v", pods, err)
	}
	if _, _, err = pods.LookUp(t.Context()); !Absent(err) {
		t.Errorf("looked up: %v", err)
	}
}
