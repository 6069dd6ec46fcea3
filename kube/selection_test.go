package kube

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// workloads is an API server with workloads.
type workloads struct {
	pods  string // items of every list of pods
	asked []string
}

func (s *workloads) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/pods"):
		s.asked = append(s.asked, path+"?"+r.URL.Query().Get("labelSelector")+r.URL.Query().Get("fieldSelector"))
		_, _ = w.Write([]byte(`{"items":[` + s.pods + `]}`))
	case path == "/apis/apps/v1/namespaces/shop/deployments/web":
		_, _ = w.Write([]byte(`{"spec":{"selector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"NotIn","values":["db"]}]}}}`))
	case path == "/api/v1/namespaces/shop/services/front":
		_, _ = w.Write([]byte(`{"spec":{"selector":{"app":"web"}}}`))
	case path == "/api/v1/namespaces/shop/services/headless":
		_, _ = w.Write([]byte(`{"spec":{}}`))
	case path == "/apis/batch/v1/namespaces/shop/jobs/secret":
		fail(w, http.StatusForbidden, "Forbidden", `jobs.batch "secret" is forbidden`)
	case path == "/apis/apps/v1/daemonsets" && r.URL.Query().Get("fieldSelector") == "metadata.name=agent":
		_, _ = w.Write([]byte(`{"items":[{"metadata":{"name":"agent","namespace":"kube-system"}}]}`))
	case path == "/apis/apps/v1/namespaces/shop/daemonsets":
		_, _ = w.Write([]byte(`{"items":[]}`))
	case path == "/api/v1/namespaces/shop":
		_, _ = w.Write([]byte(`{}`))
	case path == "/apis/apps/v1/namespaces/shop/deployments":
		_, _ = w.Write([]byte(`{"items":[{"metadata":{"name":"web"}}]}`))
	case path == "/apis/batch/v1/namespaces/shop/jobs":
		_, _ = w.Write([]byte(`{"items":[` + job("nightly-1", "nightly", 1) + "," + job("nightly-3", "nightly", 3) + "," + job("nightly-2", "nightly", 2) + "," + job("other-9", "other", 9) + `]}`))
	case path == "/apis/batch/v1/namespaces/shop/jobs/nightly-3":
		_, _ = w.Write([]byte(`{"spec":{"selector":{"matchLabels":{"job-name":"nightly-3"}}}}`))
	case path == "/apis/batch/v1/namespaces/shop/cronjobs/weekly":
		_, _ = w.Write([]byte(`{}`))
	default:
		fail(w, http.StatusNotFound, "NotFound", "not found")
	}
}

// job returns the metadata of a Job that a CronJob created on a day.
func job(name, cron string, day int) string {
	return fmt.Sprintf(`{"metadata":{"name":%q,"creationTimestamp":"2026-11-0%dT02:00:00Z","ownerReferences":[{"kind":"CronJob","name":%q,"controller":true}]}}`, name, day, cron)
}

func TestFind(t *testing.T) {
	const one = `{"metadata":{"name":"web-1"}}`
	for _, tt := range []struct {
		target, pods string
		wait         bool
		asks         string   // of the pods
		want         string   // what is followed, in words
		fails        []string // parts of the error
	}{
		{target: "deploy/web", pods: one, asks: "/api/v1/namespaces/shop/pods?app=web,tier notin (db)", want: "deployment/web in shop"},
		{target: "svc/front", pods: one, asks: "/api/v1/namespaces/shop/pods?app=web", want: "service/front in shop"},
		{target: "node/n1", pods: one, asks: "/api/v1/pods?spec.nodeName=n1", want: "pods on node/n1"},
		{target: "cj/nightly", pods: one, asks: "/api/v1/namespaces/shop/pods?job-name=nightly-3", want: "job/nightly-3 of cronjob/nightly in shop"},
		{target: "cj/weekly", wait: true, asks: "/api/v1/namespaces/shop/pods?", want: "the first job of cronjob/weekly in shop"},
		{target: "cj/weekly", fails: []string{`cronjob/weekly in namespace "shop" has no job yet`, "kubectl create job --from=cronjob/weekly"}},
		{target: "cj/yearly", fails: []string{`no cronjob "yearly" in namespace "shop"`}},
		{target: "deploy/web", wait: true, asks: "/api/v1/namespaces/shop/pods?app=web,tier notin (db)", want: "deployment/web in shop"},
		{target: "deploy/web", fails: []string{"no pods: deployment/web in shop"}},
		{target: "deploy/wep", fails: []string{`no deployment "wep" in namespace "shop"`, "Did you mean deployment/web?"}},
		{target: "deploy/api", fails: []string{`no deployment "api"`, "kubectl get deployments -n shop"}},
		{target: "deploy/api", wait: true, asks: "/api/v1/namespaces/shop/pods?", want: "deployment/api in shop"},
		{target: "sts/db", fails: []string{`no statefulset "db"`, "Check the name, and the namespace (-n)"}},
		{target: "ds/agent", fails: []string{`no daemonset "agent" in namespace "shop"`, "nor any other", "Did you mean -n kube-system?"}},
		{target: "svc/headless", fails: []string{"selects no pods: it has no selector"}},
		{target: "job/secret", fails: []string{"is forbidden", "Ask for get on jobs", "-l app=secret"}},
	} {
		t.Run(tt.target, func(t *testing.T) {
			s := &workloads{pods: tt.pods}
			server := httptest.NewServer(s)
			defer server.Close()
			c := connectTo(t, server.URL)
			target, err := ParseTarget(tt.target)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.Find(t.Context(), target, tt.wait)
			checkError(t, err, tt.fails)
			if err == nil && (got.String() != tt.want || len(s.asked) != 1 || s.asked[0] != tt.asks) {
				t.Errorf("found %q by asking %q", got, s.asked)
			}
			if exists := !strings.HasSuffix(tt.target, "/api") && tt.target != "cj/weekly"; err == nil && (got.LookUp == nil) != exists {
				t.Errorf("to be looked up again: %t", exists)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	s := &workloads{pods: `{"metadata":{"name":"web-1"}}`}
	server := httptest.NewServer(s)
	defer server.Close()
	c := connectTo(t, server.URL)
	for _, tt := range []struct {
		selector string
		all      bool
		want     string
	}{{"app=web", false, "pods with app=web in shop"}, {"app in (web, api)", true, "pods with app in (api,web) in all namespaces"}, {"", false, "pods in shop"}, {"", true, "pods in all namespaces"}} {
		got, err := c.Select(t.Context(), tt.selector, tt.all, false)
		if err != nil || got.String() != tt.want || (got.Namespace == "") != tt.all {
			t.Errorf("-l %q: %+v %v", tt.selector, got, err)
		}
	}
	for _, bad := range []string{"a=b=c", "app=web,"} {
		if _, err := c.Select(t.Context(), bad, false, false); err == nil || !strings.Contains(err.Error(), "-l") {
			t.Errorf("-l %q: %v", bad, err)
		}
	}
}
