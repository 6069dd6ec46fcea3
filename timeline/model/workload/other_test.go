package workload

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/podlife/podlife/timeline"
)

func parsed(t *testing.T, text string) *unstructured.Unstructured {
	t.Helper()
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return u
}

func TestOther(t *testing.T) {
	for _, c := range []struct {
		name, object string
		status       timeline.ReconcileStatus
		message      string
		want         timeline.Workload // of it, what is compared below
	}{
		{
			"Argo Rollouts: its observedGeneration is text, and lags behind",
			`{"kind":"Rollout","metadata":{"generation":3},"spec":{"replicas":4},"status":{"observedGeneration":"2","replicas":4,"updatedReplicas":1,"currentPodHash":"bbb","stableRS":"aaa"}}`,
			timeline.ReconcileInProgress, "Rollout generation is 3, but latest observed generation is 2",
			timeline.Workload{Observed: 2, Wanted: 4, Replicas: 4, Updated: 1, Template: "bbb", Current: "aaa"},
		},
		{
			"Knative: not ready",
			`{"apiVersion":"serving.knative.dev/v1","kind":"Service","metadata":{"generation":1},"status":{"observedGeneration":1,"latestCreatedRevisionName":"hello-2","latestReadyRevisionName":"hello-1","conditions":[{"type":"Ready","status":"Unknown","reason":"Deploying","message":"waiting for the revision"}]}}`,
			timeline.ReconcileInProgress, "waiting for the revision",
			timeline.Workload{Observed: 1, Template: "hello-2", Current: "hello-1"},
		},
		{
			"ready", `{"kind":"Cluster","metadata":{"generation":1},"status":{"conditions":[{"type":"Ready","status":"True"}]}}`,
			timeline.ReconcileCurrent, "", timeline.Workload{Observed: 1},
		},
		{
			"stalled", `{"kind":"Cluster","metadata":{"generation":1},"status":{"conditions":[{"type":"Stalled","status":"True","message":"no such disk"}]}}`,
			timeline.ReconcileFailed, "no such disk", timeline.Workload{Observed: 1},
		},
		{
			"nonsense", `{"kind":"Cluster","metadata":{"generation":1},"spec":7,"status":{"observedGeneration":{},"replicas":"x","conditions":[7,{"type":7}]}}`,
			timeline.ReconcileCurrent, "", timeline.Workload{Observed: 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := other(parsed(t, c.object))
			if r := w.Reconciled; r.Status != c.status || r.Message != c.message {
				t.Errorf("%s: %q, want %s: %q", r.Status, r.Message, c.status, c.message)
			}
			got := timeline.Workload{Observed: w.Observed, Wanted: w.Wanted, Replicas: w.Replicas, Updated: w.Updated, Template: w.Template, Current: w.Current}
			if got.Observed != c.want.Observed || got.Wanted != c.want.Wanted || got.Replicas != c.want.Replicas || got.Updated != c.want.Updated ||
				got.Template != c.want.Template || got.Current != c.want.Current {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// TestMember checks that pods belong to what selects them, of their namespace.
func TestMember(t *testing.T) {
	s := &Set{}
	if _, ok := s.Member("shop", map[string]string{"app": "web"}, nil); ok {
		t.Error("nothing selects it")
	}
	s.Apply(parsed(t, `{"kind":"Rollout","metadata":{"namespace":"shop","name":"web","uid":"u","resourceVersion":"1"},"status":{"selector":"app=web"}}`), timeline.Added, start)
	pod := map[string]string{"app": "web", "rollouts-pod-template-hash": "bbb"}
	if m, ok := s.Member("shop", pod, nil); !ok || m != (Member{"Rollout/web", "bbb"}) {
		t.Errorf("got %+v, %t", m, ok)
	}
	if _, ok := s.Member("other", pod, nil); ok {
		t.Error("it is of another namespace")
	}
	if _, ok := s.Member("shop", map[string]string{"app": "api"}, []string{"Rollout/web"}); ok {
		t.Error("it is not selected")
	}
	s.Apply(parsed(t, `{"kind":"Rollout","metadata":{"namespace":"shop","name":"web","uid":"u","resourceVersion":"2"}}`), timeline.Deleted, start)
	if m, ok := s.Member("shop", pod, nil); ok && m.Workload == "" {
		t.Errorf("got %+v", m)
	}
	s.Apply(parsed(t, `{"kind":"Cluster","metadata":{"namespace":"shop","name":"main","uid":"c","resourceVersion":"1"}}`), timeline.Added, start)
	if m, ok := s.Member("shop", nil, []string{"Cluster/main"}); !ok || m.Workload != "Cluster/main" {
		t.Errorf("owned: got %+v, %t", m, ok)
	}
	if _, ok := s.Member("shop", nil, []string{"Cluster/other"}); ok {
		t.Error("it is owned by another")
	}
}
