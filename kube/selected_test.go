package kube

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// TestOwnersOf checks what the pods of a selection stand for, each once, and what
// is said where nothing has the labels or an owner may not be read.
func TestOwnersOf(t *testing.T) {
	controlled := map[string]string{
		"pods/web-1": "apps/v1 ReplicaSet web-a", "pods/web-2": "apps/v1 ReplicaSet web-b",
		"replicasets/web-a": "apps/v1 Deployment web", "replicasets/web-b": "apps/v1 Deployment web", "deployments/web": "",
		"pods/argo-1": "apps/v1 ReplicaSet argo-a", "replicasets/argo-a": "argoproj.io/v1alpha1 Rollout argo",
		"pods/lone-1": "apps/v1 ReplicaSet lone", "replicasets/lone": "",
		"pods/db-0": "apps/v1 StatefulSet db", "statefulsets/db": "db.example.com/v2 Cluster main",
		"pods/run-1": "batch/v1 Job run-1", "jobs/run-1": "batch/v1 CronJob run", "jobs/once": "db.example.com/v2 Cluster main",
		"pods/main-1": "db.example.com/v2 Cluster main", "pods/static": "v1 Node n", "pods/bare": "",
	}
	all := "cluster.v2.db.example.com/main cronjob/run deployment/web job/once pod/bare pod/static replicaset/lone rollout.v1alpha1.argoproj.io/argo statefulset/db"
	for _, c := range []struct {
		name, want string
		family     *family
		fails      []string
	}{
		{name: "all", family: &family{objects: controlled}, want: all},
		{name: "workloads may not be listed", family: &family{objects: controlled, alone: true}, want: strings.Replace(all, "job/once ", "", 1)},
		{name: "ReplicaSets may not be read", family: &family{objects: controlled, refused: []string{"replicasets"}}, fails: []string{"cannot look up what replicaset/", "Ask for get and list on replicasets"}},
		{name: "nothing", family: &family{}, fails: []string{"no workloads: pods with a=b in shop on http", "Name it to wait for it"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.family.controllers = true
			server := httptest.NewServer(c.family)
			defer server.Close()
			targets, err := connectTo(t, server.URL).Owners(t.Context(), "a=b", false)
			checkError(t, err, c.fails)
			var got []string
			for _, target := range targets {
				if target.Namespace != "shop" {
					t.Errorf("%s is of namespace %q", target, target.Namespace)
				}
				got = append(got, target.String())
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}
