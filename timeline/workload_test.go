package timeline

import (
	"testing"
	"time"
)

func TestTopOwner(t *testing.T) {
	for _, c := range []struct {
		pod  Pod
		want WorkloadName // zero: none
	}{
		{Pod{Owner: "ReplicaSet/web-7d9f4", Revision: "7d9f4"}, WorkloadName{"", "Deployment", "web"}},
		{Pod{Owner: "ReplicaSet/web", Revision: "7d9f4"}, WorkloadName{"", "ReplicaSet", "web"}},
		{Pod{Owner: "ReplicaSet/web-7d9f4", Revision: "7d9f4", Workload: "Rollout/web"}, WorkloadName{"", "Rollout", "web"}},
		{Pod{Owner: "Cluster/main"}, WorkloadName{"", "Cluster", "main"}},
		{Pod{}, WorkloadName{}},
	} {
		if w, ok := c.pod.TopOwner(); w != c.want || ok != (c.want != WorkloadName{}) {
			t.Errorf("%+v is of %+v, want %+v", c.pod, w, c.want)
		}
	}
}

// TestHas checks whose pods are a workload's.
func TestHas(t *testing.T) {
	web := Workload{Namespace: "shop", Kind: "Rollout", Name: "web", Reconciled: &Reconciled{}}
	for _, c := range []struct {
		w    Workload
		pod  Pod
		want bool
	}{
		{web, Pod{Namespace: "shop", Workload: "Rollout/web", Owner: "ReplicaSet/web-1"}, true},
		{web, Pod{Namespace: "shop", Owner: "Rollout/web"}, true},
		{web, Pod{Namespace: "shop", Owner: "ReplicaSet/web-1", Revision: "1"}, false},
		{web, Pod{Namespace: "test", Workload: "Rollout/web"}, false},
		{Workload{Namespace: "shop", Kind: "Deployment", Name: "web"}, Pod{Namespace: "shop", Owner: "ReplicaSet/web-1", Revision: "1"}, true},
		{Workload{Namespace: "shop", Kind: "Deployment", Name: "web"}, Pod{Namespace: "shop", Owner: "ReplicaSet/web-1", Revision: "2"}, false},
	} {
		if got := c.w.Has(&c.pod); got != c.want {
			t.Errorf("%s has %+v: %t", &c.w, c.pod, got)
		}
	}
}

// TestJudged checks that what is worse comes first, and what is gone after what has its
// name now: a Deployment that was made again while it was waited for.
func TestJudged(t *testing.T) {
	judged := func(uid string, severity Severity, gone Edge) Workload {
		return Workload{Kind: "Deployment", Name: "web", UID: uid, Gone: gone, Rollout: Rollout{State: RolloutComplete, Severity: severity}}
	}
	s := Snapshot{Workloads: []Workload{
		judged("before", OK, ExactEdge(time.Unix(1, 0))), judged("now", OK, Edge{}), {Kind: "ReplicaSet"}, judged("failing", Bad, Edge{}),
	}}
	got := ""
	for _, w := range s.Judged() {
		got += w.UID + " "
	}
	if got != "failing now before " {
		t.Error(got)
	}
}
