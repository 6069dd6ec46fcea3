package workload

import (
	"slices"
	"strconv"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"pgregory.net/rapid"

	"github.com/podlife/podlife/timeline"
)

var start = time.Date(2026, 11, 30, 2, 0, 0, 0, time.UTC)

func meta(kind, name string, version int, generation int64) metav1.ObjectMeta {
	return metav1.ObjectMeta{
		Namespace: "shop", Name: name, UID: types.UID(kind + "-" + name), ResourceVersion: strconv.Itoa(version),
		Generation: generation, CreationTimestamp: metav1.NewTime(start),
	}
}

func controlled(m metav1.ObjectMeta, kind, name string) metav1.ObjectMeta {
	yes := true
	m.OwnerReferences = []metav1.OwnerReference{{Kind: kind, Name: name, Controller: &yes}}
	return m
}

// rollout returns a Deployment at its first and second revision, and the
// ReplicaSets of both.
func rollout() []timeline.Observation {
	deploy := func(version int, generation, observed int64, revision string, updated int32) *appsv1.Deployment {
		d := &appsv1.Deployment{ObjectMeta: meta("d", "web", version, generation)}
		d.Annotations = map[string]string{"deployment.kubernetes.io/revision": revision}
		d.Status = appsv1.DeploymentStatus{ObservedGeneration: observed, UpdatedReplicas: updated, Replicas: 1}
		return d
	}
	rs := func(version int, hash, revision, history string) *appsv1.ReplicaSet {
		o := &appsv1.ReplicaSet{ObjectMeta: controlled(meta("rs", "web-"+hash, version, 1), "Deployment", "web")}
		o.Labels = map[string]string{"pod-template-hash": hash}
		o.Annotations = map[string]string{"deployment.kubernetes.io/revision": revision, "deployment.kubernetes.io/revision-history": history}
		return o
	}
	var all []timeline.Observation
	for i, object := range []any{
		deploy(1, 1, 1, "1", 1), rs(2, "aaa", "1", ""), deploy(3, 2, 1, "1", 1), rs(4, "bbb", "2", ""),
		deploy(5, 2, 2, "2", 0), rs(6, "aaa", "3", "1"), deploy(7, 3, 3, "3", 1),
	} {
		all = append(all, timeline.Observation{At: start.Add(time.Duration(i) * time.Second), Type: timeline.Modified, Object: object})
	}
	return all
}

func folded(all []timeline.Observation) *Set {
	s := &Set{}
	for _, o := range all {
		s.Apply(o.Object, o.Type, o.At)
	}
	return s
}

func deployed(t *testing.T, s *Set) timeline.Workload {
	t.Helper()
	list := s.List(0)
	i := slices.IndexFunc(list, func(w timeline.Workload) bool { return w.Kind == "Deployment" })
	if i < 0 {
		t.Fatal("no Deployment")
	}
	return list[i]
}

func TestDeploymentRevision(t *testing.T) {
	all := rollout()
	for _, c := range []struct {
		until                  int
		revision, pod, earlier string
		observed, generation   int64
	}{{2, "1", "aaa", "", 1, 1}, {4, "1", "aaa", "", 1, 2}, {5, "2", "bbb", "", 2, 2}, {7, "3", "aaa", "1", 3, 3}} {
		w := deployed(t, folded(all[:c.until]))
		if w.Template != c.revision || w.PodRevision != c.pod || len(w.Earlier) > 0 && w.Earlier[0] != c.earlier || w.Observed != c.observed || w.Generation != c.generation {
			t.Errorf("after %d observations: %+v, want %+v", c.until, w, c)
		}
	}
	w := deployed(t, folded(all[:5]))
	if want := timeline.ObservedEdge(start, start.Add(2*time.Second)); w.Changed != want {
		t.Errorf("changed at %+v, want %+v", w.Changed, want)
	}
}

// TestOrder checks that neither how the streams interleave nor a repetition
// changes what is known.
func TestOrder(t *testing.T) {
	all := rollout()
	want := folded(all).List(0)
	rapid.Check(t, func(t *rapid.T) {
		deploys, sets := all[:0:0], all[:0:0]
		for _, o := range all {
			if _, ok := o.Object.(*appsv1.Deployment); ok {
				deploys = append(deploys, o)
			} else {
				sets = append(sets, o)
			}
		}
		s := &Set{}
		for len(deploys)+len(sets) > 0 {
			from := &deploys
			if len(deploys) == 0 || len(sets) > 0 && rapid.Bool().Draw(t, "a ReplicaSet next") {
				from = &sets
			}
			o := (*from)[0]
			*from = (*from)[1:]
			s.Apply(o.Object, o.Type, o.At)
			if s.Apply(o.Object, o.Type, o.At) {
				t.Fatal("a repetition is news")
			}
		}
		got := s.List(0)
		for i := range want {
			if got[i].Template != want[i].Template || got[i].PodRevision != want[i].PodRevision || got[i].Changed != want[i].Changed {
				t.Fatalf("%+v, want %+v", got[i], want[i])
			}
		}
	})
}

func TestFailures(t *testing.T) {
	s := folded(rollout())
	one := Failure{UID: "e", Version: 9, Namespace: "shop", OfUID: "rs-web-aaa", CreateFailure: timeline.CreateFailure{Of: "ReplicaSet/web-aaa", Count: 1, Message: "exceeded quota"}}
	other := one
	other.UID, other.OfUID = "f", "of an earlier ReplicaSet of that name"
	if !s.Fail(one) || s.Fail(one) || !s.Fail(other) {
		t.Error("an Event counts once")
	}
	one.Version, one.Count = 10, 3
	s.Fail(one)
	if w := deployed(t, s); len(w.Failures) != 1 || w.Failures[0].Count != 3 {
		t.Errorf("failures of the Deployment: %+v", w.Failures)
	}
}

func TestKinds(t *testing.T) {
	parallel := int32(3)
	for _, c := range []struct {
		object any
		want   timeline.Workload
	}{
		{&appsv1.StatefulSet{ObjectMeta: meta("s", "db", 1, 1), Status: appsv1.StatefulSetStatus{UpdateRevision: "db-2"}}, timeline.Workload{Wanted: 1, Template: "db-2", PodRevision: "db-2"}},
		{&appsv1.DaemonSet{ObjectMeta: meta("ds", "agent", 1, 1), Status: appsv1.DaemonSetStatus{DesiredNumberScheduled: 4, NumberAvailable: 2}}, timeline.Workload{Wanted: 4, Available: 2}},
		{&batchv1.Job{ObjectMeta: meta("j", "import", 1, 1), Spec: batchv1.JobSpec{Completions: &parallel}}, timeline.Workload{Wanted: 1}},
	} {
		s := folded([]timeline.Observation{{At: start, Type: timeline.Added, Object: c.object}, {At: start.Add(time.Second), Type: timeline.Deleted, Object: c.object}})
		w := s.List(0)[0]
		if w.Wanted != c.want.Wanted || w.Available != c.want.Available || w.Template != c.want.Template || w.PodRevision != c.want.PodRevision || w.Gone.IsZero() {
			t.Errorf("%+v, want %+v, gone", w, c.want)
		}
	}
	if (&Set{}).Apply(&corev1.Pod{}, timeline.Added, start) || (&Set{}).Apply((*appsv1.Deployment)(nil), timeline.Added, start) {
		t.Error("that is no workload")
	}
}

func TestBounded(t *testing.T) {
	s := &Set{}
	for i := range maxObjects + 10 {
		s.Apply(&appsv1.ReplicaSet{ObjectMeta: meta("rs", strconv.Itoa(i), i+1, 1)}, timeline.Added, start.Add(time.Duration(i)*time.Second))
		s.Fail(Failure{UID: types.UID(strconv.Itoa(i)), Version: 1})
	}
	if len(s.objects) != maxObjects || s.objects["rs-5"].rv != 0 || len(s.failures) != maxFailures {
		t.Errorf("%d objects, %d failures", len(s.objects), len(s.failures))
	}
}
