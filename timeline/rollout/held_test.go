package rollout

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestRecreate checks that the pods that a Deployment stops first are not taken for those
// that it starts then: until their ReplicaSet is made it has the number of the one before.
func TestRecreate(t *testing.T) {
	recreate := with(web(), func(w *timeline.Workload) {
		w.Recreate, w.Template, w.PodRevision, w.Changed = true, "1", "aaa", ago(time.Second)
	})
	old := crashing(0, 5, time.Second)
	old.Pod.Name, old.Pod.Owner, old.Pod.Revision = "web-aaa-0", "ReplicaSet/web-aaa", "aaa"
	for _, c := range []struct {
		name    string
		set     func(*timeline.Workload) // how the ReplicaSet of revision 1 is
		waiting bool
	}{
		{"it is scaled down", func(*timeline.Workload) {}, true},
		{"the Deployment was heard of first", func(rs *timeline.Workload) { rs.Wanted, rs.Replicas, rs.Created = 3, 3, ago(time.Hour) }, true},
		{"it is the one that is wanted", func(rs *timeline.Workload) { rs.Wanted, rs.Replicas, rs.Created = 3, 3, ago(0) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := snapshot(recreate, old)
			c.set(&s.Workloads[1])
			r, f := Judge(s, w), Hopeless(s, w, DefaultTolerance())
			if c.waiting != (f == nil) || c.waiting != (r.Cause == "") {
				t.Errorf("%+v; hopeless: %+v", r, f)
			}
			if c.waiting && (r.Old.Pods != 1 || r.New.Pods != 0 || r.Revision != "" || !strings.HasPrefix(r.Headline, "the wanted revision: 0 of 3 pods ready, which start when the old ones have stopped (Recreate); revision 1 still has 0 of 1 pod ready")) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestHolder checks that a pod of an older revision is named that a rollout may wait for,
// once the new ones that there are are ready.
func TestHolder(t *testing.T) {
	set := timeline.Workload{Namespace: "shop", Kind: "StatefulSet", Name: "db", Template: "db-2", PodRevision: "bbb", Wanted: 2, Replicas: 2}
	broken := crashing(0, 3, time.Second)
	broken.Pod.Name, broken.Pod.Owner, broken.Pod.Revision = "db-0", "StatefulSet/db", "aaa"
	if s, w := snapshot(set, broken); !strings.Contains(Judge(s, w).Headline, "revision db-2: 0 of 2 pods ready; db-0 of the old revision: it is CrashLoopBackOff") {
		t.Error(Judge(s, w).Headline)
	}
	lost := pod("aaa", 1, timeline.StateNodeLost)
	overdue := stopping(pod("aaa", 1, timeline.StateTerminationOverdue))
	for _, c := range []struct {
		name  string
		lives []timeline.Life
		says  string
	}{
		{"its node is lost", []timeline.Life{pod("bbb", 0, timeline.StateReady), lost}, "web-aaa-1 of revision 1: it is NodeLost; revision 1 still has 0 of 1 pod ready"},
		{"it does not stop", []timeline.Life{pod("bbb", 0, timeline.StateReady), overdue}, "web-aaa-1 of revision 1: it is TerminationOverdue; 1 pod of revision 1 stopping"},
		{"it stops", []timeline.Life{pod("bbb", 0, timeline.StateReady), stopping(pod("aaa", 1, timeline.StateTerminating))}, "1 of 3 pods ready; 1 pod of revision 1 stopping"},
		{"a new one is waited for first", []timeline.Life{pod("bbb", 0, timeline.StateStarting), lost}, "web-bbb-0: it is Starting; revision 1 still"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := snapshot(web(), c.lives...)
			if r := Judge(s, w); !strings.Contains(r.Headline, c.says) {
				t.Errorf("%s\nwant …%s…", r.Headline, c.says)
			}
		})
	}
}

// TestRefusedBesideOlderPods checks that of a StatefulSet no place is called missing that
// a pod of an older revision has.
func TestRefusedBesideOlderPods(t *testing.T) {
	s, w := snapshot(timeline.Workload{
		Namespace: "shop", Kind: "StatefulSet", Name: "db", PodRevision: "bbb", Wanted: 3, Replicas: 2,
		Failures: []timeline.CreateFailure{{Of: "StatefulSet/db", Time: ago(time.Second), Message: "exceeded quota: small"}},
	})
	if r := Judge(s, w); !strings.HasPrefix(r.Headline, "1 pod cannot be created: exceeded quota") {
		t.Error(r.Headline)
	}
}

// TestRefusalInWords checks that of a long refusal who refuses and why is told.
func TestRefusalInWords(t *testing.T) {
	for said, want := range map[string]string{
		`Error creating: admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/shop/web-bbb was blocked due to the following policies: require-labels: missing team`:    `admission webhook "validate.kyverno.svc-fail" denied the request: …require-labels: missing team`,
		`Internal error occurred: failed calling webhook "injector.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": no endpoints available`:     `failed calling webhook "injector.istio.io": …no endpoints available`,
		`pods "web-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set it to false), runAsNonRoot != true (pod or container)`: `violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false, runAsNonRoot != true`,
		`create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: exceeded quota: small`:                                                                                        `exceeded quota: small`,
	} {
		if got := (&refusal{message: said}).cause(); got != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	}
}
