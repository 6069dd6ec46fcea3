package model_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestRollIsBriefOutOfSight checks that of very many lives those are whole that are
// shown, and for a while after; and that these are as a snapshot has them.
func TestRollIsBriefOutOfSight(t *testing.T) {
	rec, m, r := fixture.Named(t, "checkout"), model.New(), new(model.Roll)
	const n = 600
	for _, o := range rec.Obs {
		m.Apply(o)
	}
	for i := range n {
		m.Apply(timeline.Observation{At: rec.End(), Type: timeline.Added, Object: &corev1.Pod{
			ObjectMeta: podMeta(fmt.Sprint("quiet-", i)), Status: corev1.PodStatus{Phase: corev1.PodSucceeded}, Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "a"}}},
		}})
	}
	now := rec.End().Add(time.Hour)
	lanes := func(l *timeline.Life) int { r.Refresh(m, now); return len(l.Lanes) }
	r.Refresh(m, now)
	l := &r.Lives[n/2]
	if lanes(l) != 1 {
		t.Fatalf("%d lanes of a life out of sight, want that of the pod", len(l.Lanes))
	}
	r.Renew(l, time.Minute)
	if diff := cmp.Diff(m.Life(l.Pod.UID, now), l); diff != "" || len(l.Lanes) < 2 {
		t.Errorf("a snapshot's (−), and one that is shown (+):\n%s", diff)
	}
	turns := 0
	for ; lanes(l) > 1 && turns < 100; turns++ {
		r.Renew(&r.Lives[1], time.Minute)
	}
	if turns < 2 || turns == 100 || len(r.Lives[1].Lanes) < 2 {
		t.Errorf("it is brief again after %d frames without it, and one in sight has %d lanes", turns, len(r.Lives[1].Lanes))
	}
}

func podMeta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: "shop", Name: name, UID: types.UID("uid-" + name), ResourceVersion: "1"}
}
