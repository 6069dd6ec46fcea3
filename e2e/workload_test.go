package e2e

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/e2e/screen"
)

const workloadYAML = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, track: stable}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - {name: app, image: $B, command: [sh, -c, "echo open for business; trap 'exit 0' TERM; touch /tmp/ready; while true; do sleep 0.2; done"], readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 1}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: neighbour}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: $B, command: [sleep, "3600"]}
`

// workload: a rollout watched as deploy/web. Pods that did not exist when the
// watch began are on the list, with their Events and their Service, and one that
// loses its labels is not taken for gone.
func workload(p *place) {
	t := p.t
	p.apply(workloadYAML)
	file := filepath.Join(t.TempDir(), "recording.jsonl")
	s := watch(t, 120, 40, p.flags("deploy/web", "--wait", "--record", file)...)
	p.eventually(60*time.Second, "two ready pods", func(ctx context.Context) bool {
		web, err := p.admin.AppsV1().Deployments(p.name).Get(ctx, "web", metav1.GetOptions{})
		return err == nil && web.Status.ReadyReplicas == 2
	})
	see(t, s, 10*time.Second, "2 of 2 ready")
	press(t, s, "\r", "jL") // the first pod, its container, the log
	see(t, s, 10*time.Second, "open for business")
	press(t, s, "\x1b", "\x1b")
	see(t, s, 10*time.Second, "2 of 2 ready")

	pods := p.admin.CoreV1().Pods(p.name)
	list, err := pods.List(t.Context(), metav1.ListOptions{LabelSelector: "app=web"})
	if err != nil || len(list.Items) != 2 {
		t.Fatalf("%d pods, %v", len(list.Items), err)
	}
	quarantined := list.Items[0].Name
	p.must(pods.Patch(t.Context(), quarantined, types.MergePatchType, []byte(`{"metadata":{"labels":{"app":null}}}`), metav1.PatchOptions{}))
	see(t, s, 60*time.Second, "3 of 3 ready") // it still runs; another one takes its place

	p.must(p.admin.AppsV1().Deployments(p.name).Patch(t.Context(), "web", types.MergePatchType,
		[]byte(`{"spec":{"template":{"metadata":{"labels":{"track":"canary"}}}}}`), metav1.PatchOptions{}))
	see(t, s, 90*time.Second, "new 2 of 2 ready", "old 1 of 1 ready", "Gone") // two new ones beside it
	run(t, p.flags("watch", "deploy/web", "--until", "ready", "--timeout", "60s")...)
	if err := pods.Delete(t.Context(), quarantined, metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	p.gone(quarantined, 60*time.Second)
	p.recordedGone(file, quarantined)
	s.Close()

	r := p.report(file)
	if len(r.Lives) != 5 || len(r.Observed.Gaps) > 0 || len(r.Observed.Missing) > 0 {
		t.Errorf("%d lives, want 5 without gaps; observed %+v", len(r.Lives), r.Observed)
	}
	for _, l := range r.Lives {
		if l.Pod.Name == "neighbour" {
			t.Error("the neighbour is not part of the workload")
		}
		l.lane(t, "service/web") // fails where there is none
		runs := l.lane(t, "container/app").spans("process", "Running")
		if len(runs) != 1 || runs[0].Start.Basis != "exact" && runs[0].Start.Basis != "fused" {
			t.Errorf("%s: want one run, known by its Started event: %+v", l.Pod.Name, runs)
		}
		if gone := !l.Pod.Gone.IsZero(); l.Pod.Name == quarantined && !gone {
			t.Errorf("%s went, and nobody told", quarantined)
		}
	}
}

// press types one key after the other, as a person does: an escape that another
// key follows at once is another key.
func press(t *testing.T, s *screen.Screen, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if err := s.Type(k); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond)
	}
}
