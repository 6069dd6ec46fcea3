package model_test

import (
	"strconv"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"pgregory.net/rapid"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/rollout"
)

// apiStatus is what the newest version of a Deployment says that has been seen: by
// itself, without what podlife makes of it.
type apiStatus struct{ newest *appsv1.Deployment }

func (a *apiStatus) see(o timeline.Observation) {
	d, ok := o.Object.(*appsv1.Deployment)
	if ok && (a.newest == nil || version(d) > version(a.newest)) {
		a.newest = d
	}
}

func version(d *appsv1.Deployment) int {
	n, _ := strconv.Atoi(d.ResourceVersion) // 0, which is older than all, if it is no number
	return n
}

// observed reports whether the status is about what is wanted.
func (a *apiStatus) observed() bool {
	return a.newest != nil && a.newest.Status.ObservedGeneration >= a.newest.Generation
}

// rolledOut is what kubectl rollout status waits for, from its own source
// (k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go).
func (a *apiStatus) rolledOut() bool {
	if !a.observed() {
		return false
	}
	s := &a.newest.Status
	return s.UpdatedReplicas >= *a.newest.Spec.Replicas && s.Replicas <= s.UpdatedReplicas && s.AvailableReplicas >= s.UpdatedReplicas
}

// disturbed returns o, or where it is a Deployment possibly one that lacks something:
// what a controller publishes in between on a slower day.
func disturbed(t *rapid.T, o timeline.Observation) timeline.Observation {
	d, ok := o.Object.(*appsv1.Deployment)
	if !ok {
		return o
	}
	d = d.DeepCopy()
	switch s := &d.Status; rapid.IntRange(0, 8).Draw(t, "lacks") {
	case 0:
		d.Generation++
	case 1:
		s.AvailableReplicas = max(s.AvailableReplicas-1, 0)
	case 2:
		s.UpdatedReplicas = max(s.UpdatedReplicas-1, 0)
	case 3:
		s.Replicas++
	}
	o.Object = d
	return o
}

// TestNeverCompleteBeforeTheAPI folds a recorded rollout, its streams interleaved
// at random and its status disturbed, and asks after every observation: what is
// wanted must not be called complete, or ready, before the API server's own status
// allows it. In the end it is what that says.
func TestNeverCompleteBeforeTheAPI(t *testing.T) {
	r := fixture.Load(t, "testdata/rolling.jsonl")
	completed := false
	rapid.Check(t, func(t *rapid.T) {
		streams := split(r.Obs)
		left := make([]string, len(r.Obs))
		for i, o := range r.Obs {
			left[i] = streamOf(o)
		}
		m, api := model.New(), &apiStatus{}
		for i, stream := range rapid.Permutation(left).Draw(t, "order") {
			o := disturbed(t, streams[stream][0])
			streams[stream] = streams[stream][1:]
			m.Apply(o)
			api.see(o)
			s := m.Snapshot(r.End())
			for k := range s.Workloads {
				w := &s.Workloads[k]
				if w.Kind != "Deployment" {
					continue
				}
				if done := w.Rollout.Done() || rollout.Complete(&s, w); done && !api.rolledOut() {
					t.Fatalf("after %d observations %s, though the API says %+v", i+1, w.Rollout.Headline, api.newest.Status)
				} else if done {
					completed = true
				}
				if rollout.Ready(&s, w) && (!api.observed() || api.newest.Status.UpdatedReplicas < *api.newest.Spec.Replicas) {
					t.Fatalf("after %d observations ready, though the API says %+v", i+1, api.newest.Status)
				}
			}
		}
		if last := m.Snapshot(r.End()).Workloads[0]; last.Rollout.Done() != api.rolledOut() {
			t.Fatalf("at the end %+v, though the API says %+v", last.Rollout, api.newest.Status)
		}
	})
	if !completed {
		t.Error("it was never complete: nothing was checked")
	}
}

// crashed returns o, or where it is a pod of a revision one that crashes.
func crashed(o timeline.Observation, revision string) timeline.Observation {
	pod, ok := o.Object.(*corev1.Pod)
	if !ok || pod.Labels[appsv1.DefaultDeploymentUniqueLabelKey] != revision || o.Type == timeline.Deleted {
		return o
	}
	pod = pod.DeepCopy()
	for i := range pod.Status.ContainerStatuses {
		s := &pod.Status.ContainerStatuses[i]
		s.State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff"}}
		s.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 7, ContainerID: s.ContainerID}}
		s.RestartCount, s.Ready, s.ContainerID = 3, false, ""
	}
	for i := range pod.Status.Conditions {
		if c := &pod.Status.Conditions[i]; c.Type == corev1.PodReady || c.Type == corev1.ContainersReady {
			c.Status = corev1.ConditionFalse
		}
	}
	o.Object = pod
	return o
}

// TestCauseIsOfTheWantedRevision folds a recorded rollout whose old pods crash, its
// streams interleaved at random: what they suffer from is never said of the revision that
// replaces them, not even while its ReplicaSet has not arrived.
func TestCauseIsOfTheWantedRevision(t *testing.T) {
	const old = "6d494f6c57"
	r := fixture.Load(t, "testdata/rolling.jsonl")
	rapid.Check(t, func(t *rapid.T) {
		streams := split(r.Obs)
		left := make([]string, len(r.Obs))
		for i, o := range r.Obs {
			left[i] = streamOf(o)
		}
		m, known := model.New(), false
		for i, stream := range rapid.Permutation(left).Draw(t, "order") {
			o := crashed(streams[stream][0], old)
			streams[stream] = streams[stream][1:]
			m.Apply(o)
			rs, ok := o.Object.(*appsv1.ReplicaSet)
			known = known || ok && rs.Labels[appsv1.DefaultDeploymentUniqueLabelKey] == old
			s := m.Snapshot(r.End())
			for k := range s.Workloads {
				w := &s.Workloads[k]
				if w.Kind != "Deployment" {
					continue
				}
				if w.Rollout.Cause != "" || w.Rollout.State == timeline.RolloutFailing || w.Rollout.State == timeline.RolloutDegraded {
					t.Fatalf("after %d observations %+v", i+1, w.Rollout)
				}
				if known && strings.Contains(w.Rollout.Headline, "web-"+old) {
					t.Fatalf("after %d observations, of an old pod: %s", i+1, w.Rollout.Headline)
				}
			}
		}
	})
}
