package kube

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

// family is an API server that has objects and their owners.
type family struct {
	objects map[string]string // by path: "RESOURCE/NAME", with their owners as "VERSION KIND NAME"
	refused []string          // resources
	alone   bool              // objects may be read, not listed

	controllers bool // owners are controllers

	mu    sync.Mutex
	asked []string
}

// ownedBy returns ownerReferences to "VERSION KIND NAME"; "" for none.
func ownedBy(owner string) []metav1.OwnerReference {
	words := strings.Fields(owner)
	if len(words) == 0 {
		return nil
	}
	return []metav1.OwnerReference{{APIVersion: words[0], Kind: words[1], Name: words[2], UID: types.UID("uid-" + words[2])}}
}

func (f *family) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/apis" {
		_, _ = w.Write([]byte(groups))
		return
	}
	_, path, _ := strings.Cut(r.URL.Path, "/namespaces/shop/")
	resource, name, one := strings.Cut(path, "/")
	f.mu.Lock()
	f.asked = append(f.asked, path)
	f.mu.Unlock()
	owner, there := f.objects[path]
	switch {
	case slices.Contains(f.refused, resource), f.alone && !one && resource != "pods":
		fail(w, http.StatusForbidden, "Forbidden", resource+" is forbidden")
	case one && !there:
		fail(w, http.StatusNotFound, "NotFound", "not found")
	case one:
		writeJSON(w, f.object(name, owner))
	default:
		var items []any
		for path, owner := range f.objects {
			if name, ok := strings.CutPrefix(path, resource+"/"); ok {
				items = append(items, f.object(name, owner))
			}
		}
		writeJSON(w, map[string]any{"kind": "PartialObjectMetadataList", "items": items})
	}
}

func (f *family) object(name, owner string) map[string]any {
	o := metav1.ObjectMeta{Namespace: "shop", Name: name, UID: types.UID("uid-" + name), OwnerReferences: ownedBy(owner)}
	for i := range o.OwnerReferences {
		o.OwnerReferences[i].Controller = &f.controllers
	}
	return map[string]any{"metadata": o}
}

// chains are objects of all the ways in which pods belong to what podlife does not know.
var chains = map[string]string{
	"pods/hello-1": "apps/v1 ReplicaSet hello-1-abc", "replicasets/hello-1-abc": "apps/v1 Deployment hello-1",
	"deployments/hello-1": "serving.knative.dev/v1 Revision hello-1", "revisions/hello-1": "serving.knative.dev/v1 Configuration hello",
	"configurations/hello": "serving.knative.dev/v1 Service hello", "services/hello": "",
	"pods/main-0": "apps/v1 StatefulSet main", "statefulsets/main": "db.example.com/v2 Cluster main", "clusters/main": "",
	"pods/main-2": "db.example.com/v2 Cluster main", "pods/other-0": "db.example.com/v2 Cluster other",
	"pods/backup-1": "batch/v1 Job backup-1", "jobs/backup-1": "batch/v1 CronJob backup", "cronjobs/backup": "db.example.com/v2 Cluster main",
	"pods/foreign": "other.example.com/v2 Cluster main", "pods/bare": "", "pods/orphan": "apps/v1 ReplicaSet gone", "pods/static": "v1 Node main",
	"pods/web-1": "apps/v1 ReplicaSet web-abc", "replicasets/web-abc": "argoproj.io/v1alpha1 Rollout web",
}

// TestOwners checks that pods are found through every chain of owners, and that
// no name of another group or kind is taken for one of the chain.
func TestOwners(t *testing.T) {
	workload := func(group, kind, name string) Workload {
		gv, _ := schema.ParseGroupVersion(group)
		return Workload{Group: gv, Kind: kind, Name: name}
	}
	for _, c := range []struct {
		of    Workload
		alone bool
		want  string
	}{
		{workload("serving.knative.dev/v1", "Service", "hello"), false, "hello-1"},
		{workload("serving.knative.dev/v1", "Revision", "hello-1"), false, "hello-1"},
		{workload("db.example.com/v2", "Cluster", "main"), false, "backup-1 main-0 main-2"},
		{workload("db.example.com/v1", "Cluster", "main"), true, "backup-1 main-0 main-2"},
		{workload("argoproj.io/v1alpha1", "Rollout", "web"), false, "web-1"},
		{workload("argoproj.io/v1alpha1", "Rollout", "main"), false, ""},
	} {
		t.Run(fmt.Sprint(c.of.Kind, "/", c.of.Name), func(t *testing.T) {
			f := &family{objects: chains, alone: c.alone}
			server := httptest.NewServer(f)
			defer server.Close()
			o := &owners{client: connectTo(t, server.URL)}
			var got []string
			for range 2 { // the second time from memory
				got = nil
				for path, owner := range chains {
					name, ok := strings.CutPrefix(path, "pods/")
					if !ok {
						continue
					}
					ref, err := o.belongs(t.Context(), c.of, &metav1.ObjectMeta{Namespace: "shop", Name: name, OwnerReferences: ownedBy(owner)})
					if err != nil {
						t.Fatal(err)
					}
					if ref != nil {
						got = append(got, name)
					}
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("its pods are %q, want %q", got, c.want)
			}
			slices.Sort(f.asked)
			if once := slices.Compact(slices.Clone(f.asked)); len(once) != len(f.asked) {
				t.Errorf("asked more than once: %q", f.asked)
			}
		})
	}
}

// TestFindOwned checks what is said where no pod is found through owners, also
// because one on the way may not be read.
func TestFindOwned(t *testing.T) {
	for _, c := range []struct {
		name, target string
		refused      []string
		fails        []string
	}{
		{name: "found", target: "cluster/main"},
		{name: "none", target: "cluster/empty", fails: []string{"no pods: cluster/empty in shop has no selector, and no pod is owned by it or by what it owns, on http"}},
		{name: "unread", target: "ro/web", refused: []string{"replicasets"}, fails: []string{
			"no pods: rollout/web in shop has no selector", "\nAsk for get and list on replicasets: pods may be owned through what could not be read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects := map[string]string{"clusters/empty": "", "rollouts/web": ""}
			maps.Copy(objects, chains)
			server := httptest.NewServer(&family{objects: objects, refused: c.refused})
			defer server.Close()
			target, err := ParseTarget(c.target)
			if err != nil {
				t.Fatal(err)
			}
			pods, err := connectTo(t, server.URL).Find(t.Context(), target, false)
			checkError(t, err, c.fails)
			if err == nil && (pods.Owned == nil || !pods.Known()) {
				t.Errorf("found %+v", pods)
			}
		})
	}
}

// TestFindMisselected checks that pods are looked for by their owners where a
// selector matches none: it may be about something else.
func TestFindMisselected(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.URL.Path == "/apis":
			_, _ = w.Write([]byte(groups))
		case strings.HasSuffix(r.URL.Path, "/clusters/main"):
			_, _ = w.Write([]byte(`{"spec":{"selector":{"matchLabels":{"disk":"fast"}}}}`))
		case r.URL.Query().Get("labelSelector") != "":
			_, _ = w.Write([]byte(`{"items":[]}`))
		default:
			writeJSON(w, map[string]any{"items": []any{(&family{}).object("main-2", "db.example.com/v2 Cluster main")}})
		}
	}))
	defer server.Close()
	pods, err := connectTo(t, server.URL).Find(t.Context(), Target{Kind: "cluster", Name: "main"}, false)
	if err != nil || pods.Labels != nil || pods.Owned == nil {
		t.Errorf("found %+v, %v", pods, err)
	}
}
