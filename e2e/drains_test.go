package e2e

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	policyv1 "k8s.io/api/policy/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// drains are what a drain does to the pods of the Deployment web, which evicts
// them one after the other.
var drains = []struct {
	name  string
	apply string
	play  func(*place)
}{
	{"drain-with-a-budget", webOf("web", 2, "", "", good) + "\n---\n" + budget, drainWithBudget},
	{"drain-race", webOf("web", 1, "", "", lingering) + "\n---\n" + service("publishNotReadyAddresses: true"), drainRace},
	{"drain-without-a-race", webOf("web", 1, "", "", sleeping) + "\n---\n" + service(""), drainWithoutRace},
}

const budget = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
`

// service returns a Service of the pods of web. With publishNotReadyAddresses a pod
// that stops stays a ready endpoint until it is gone: an endpoint that is late.
func service(more string) string {
	return `
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
  ` + more + "\n"
}

const (
	// lingering goes on for 3 s after SIGTERM.
	lingering = `image: $B
command: [sh, -c, "trap 'sleep 3; exit 0' TERM; sleep 3600 & wait"]
readinessProbe: {exec: {command: ["true"]}, periodSeconds: 2, timeoutSeconds: 5}`
	// sleeping waits for 3 s before SIGTERM.
	sleeping = `image: $B
command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
lifecycle: {preStop: {exec: {command: [sleep, "3"]}}}
readinessProbe: {exec: {command: ["true"]}, periodSeconds: 2, timeoutSeconds: 5}`
)

// playDrains plays them at once.
func playDrains(t *testing.T, in func(*testing.T) *place) {
	t.Helper()
	for _, d := range drains {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			p := in(t)
			p.apply(strings.ReplaceAll(d.apply, "terminationGracePeriodSeconds: 1\n", "terminationGracePeriodSeconds: 20\n"))
			settled(d.play)(p)
		})
	}
}

// evict asks the Eviction API to remove a pod, as a drain does.
func (p *place) evict(pod string) error {
	return p.admin.CoreV1().Pods(p.name).EvictV1(p.t.Context(), &policyv1.Eviction{ObjectMeta: metav1.ObjectMeta{Name: pod, Namespace: p.name}})
}

// onePod returns the name of a pod of web.
func (p *place) onePod() string {
	p.t.Helper()
	list, err := p.admin.CoreV1().Pods(p.name).List(p.t.Context(), metav1.ListOptions{LabelSelector: "app=web"})
	if err != nil || len(list.Items) == 0 {
		p.t.Fatalf("no pod of web: %v", err)
	}
	return list.Items[0].Name
}

// drainWithBudget: the Eviction API refuses, which podlife says before it is asked,
// and no longer when the budget allows it. A rollout goes on all the same.
func drainWithBudget(p *place) {
	budgets := p.admin.PolicyV1().PodDisruptionBudgets(p.name)
	p.eventually(30*time.Second, "the budget's status", func(ctx context.Context) bool {
		b, err := budgets.Get(ctx, "web", metav1.GetOptions{})
		return err == nil && b.Status.CurrentHealthy == 2
	})
	pod := p.onePod()
	if err := p.evict(pod); !apierrors.IsTooManyRequests(err) {
		p.t.Errorf("the eviction of %s: %v, want it refused", pod, err)
	}
	const waits = "a drain would wait: PodDisruptionBudget web allows 0 disruptions, 2 of 2 healthy, 2 wanted"
	p.reports(waits, true)
	p.template(`{"metadata":{"labels":{"track":"new"}}}`)
	if out, _, code := tryFor(p.t, 4*time.Minute, p.flags("watch", "deploy/web", "--until", "rolled-out", "--timeout", "3m")...); code != 0 {
		p.t.Errorf("a budget holds a rollout:\n%s", out)
	}
	p.must(budgets.Patch(p.t.Context(), "web", "application/merge-patch+json", []byte(`{"spec":{"minAvailable":1}}`), metav1.PatchOptions{}))
	p.eventually(30*time.Second, "a disruption that is allowed", func(ctx context.Context) bool {
		b, err := budgets.Get(ctx, "web", metav1.GetOptions{})
		return err == nil && b.Status.DisruptionsAllowed > 0
	})
	p.reports(waits, false)
	pod = p.onePod()
	if err := p.evict(pod); err != nil {
		p.t.Fatalf("the eviction is refused: %v", err)
	}
	p.gone(pod, 3*time.Minute)
	results.add("drain with a budget", "refused by the Eviction API; podlife names the budget, and not when it allows one")
}

// reports checks whether a report on web says something.
func (p *place) reports(what string, want bool) {
	p.t.Helper()
	out := run(p.t, p.flags("report", "deploy/web")...)
	if strings.Contains(plain(out), what) != want {
		p.t.Errorf("the report says %q: %t, want %t\n%s", what, !want, want, out)
	}
}

// plain returns a text with one space between words, wherever lines were broken.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func drainRace(p *place) {
	out := p.stopped()
	if !strings.Contains(out, "could still receive traffic of "+p.name+"/web for") {
		p.t.Errorf("no race, though it answered for 3 s after SIGTERM as an endpoint:\n%s", out)
	}
	_, bounds, _ := strings.Cut(out, "/web for ")
	bounds, _, _ = strings.Cut(bounds, " after SIGTERM")
	results.add("drain race that is there", "app could still receive traffic for "+bounds+" after SIGTERM (it answers for 3s, and is an endpoint until it is gone)")
}

func drainWithoutRace(p *place) {
	if out := p.stopped(); strings.Contains(out, "could still receive traffic") || strings.Contains(out, "is an endpoint of") {
		p.t.Errorf("a race, though its endpoint was out 3 s before SIGTERM:\n%s", out)
	}
	results.add("drain race that is not there", "nothing is said: the preStop hook outlasts the endpoint")
}

// stopped evicts a pod of web and returns the report on its recording.
func (p *place) stopped() string {
	p.t.Helper()
	pod, file := p.onePod(), filepath.Join(p.t.TempDir(), "recording.jsonl")
	p.eventually(30*time.Second, "the endpoint", func(ctx context.Context) bool {
		slices, err := p.admin.DiscoveryV1().EndpointSlices(p.name).List(ctx, metav1.ListOptions{LabelSelector: "kubernetes.io/service-name=web"})
		return err == nil && len(slices.Items) > 0 && len(slices.Items[0].Endpoints) > 0
	})
	rec := record(p.t, file, p.flags(pod)...)
	p.eventually(20*time.Second, "a recording of the endpoint", func(context.Context) bool {
		for _, o := range read(p.t, file) {
			if o.Object.Kind == "EndpointSlice" {
				return true
			}
		}
		return false
	})
	if err := p.evict(pod); err != nil {
		p.t.Fatal(err)
	}
	p.gone(pod, 3*time.Minute)
	p.recordedGone(file, pod)
	time.Sleep(500 * time.Millisecond) // its last Events, and the endpoint's
	rec.stop()
	return plain(run(p.t, "report", "-f", file))
}
