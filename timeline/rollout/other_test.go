package rollout

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// member returns a pod that an object of another kind selects.
func member(l timeline.Life) timeline.Life {
	l.Pod.Workload = "Rollout/web"
	return l
}

// TestOther checks what is said of a kind that podlife does not know.
func TestOther(t *testing.T) {
	const ready = timeline.StateReady
	web := func(r timeline.Reconciled, change func(*timeline.Workload)) timeline.Workload {
		w := timeline.Workload{Namespace: "shop", Kind: "Rollout", Name: "web", Generation: 2, Observed: 2, Changed: ago(0), Reconciled: &r}
		if change != nil {
			change(&w)
		}
		return w
	}
	two := func(updated, available int) func(*timeline.Workload) {
		return func(w *timeline.Workload) {
			w.Template, w.Current, w.PodRevision = "bbb", "bbb", "bbb"
			w.Wanted, w.Replicas, w.Updated, w.Available = 2, 2, updated, available
		}
	}
	current, counted := timeline.ReconcileCurrent, timeline.Reconciled{Status: timeline.ReconcileCurrent, Counted: true}
	for _, c := range []struct {
		name     string
		workload timeline.Workload
		lives    []timeline.Life
		state    timeline.RolloutState
		says     string
		hopeless string
	}{
		{"ready", web(timeline.Reconciled{Status: current, Ready: true}, nil), []timeline.Life{member(pod("bbb", 0, ready))}, timeline.RolloutComplete, "rollout/web is ready, with 1 pod", ""},
		{"no controller has touched it", web(timeline.Reconciled{Status: current}, nil), nil, timeline.RolloutProgressing, "neither a Ready condition nor a count of pods", ""},
		{"not ready", web(timeline.Reconciled{Status: timeline.ReconcileInProgress, Message: "waiting for disks"}, nil), nil, timeline.RolloutProgressing, "rollout/web is not ready; waiting for disks", ""},
		{"stuck", web(timeline.Reconciled{Status: timeline.ReconcileFailed, Message: "no such disk"}, nil), nil, timeline.RolloutFailing, "its controller cannot go on: no such disk", "no such disk"},
		{"all there", web(counted, two(2, 2)), nil, timeline.RolloutComplete, "revision bbb is ready, 2 of 2 pods", ""},
		{"one there", web(counted, two(2, 1)), []timeline.Life{member(pod("aaa", 0, ready)), member(pod("bbb", 0, ready)), member(pod("bbb", 1, timeline.StateStarting))}, timeline.RolloutProgressing, "revision bbb is not ready: 1 of 2 pods; web-bbb-1: it is Starting; the old revision still has 1 of 1 pod ready", ""},
		{"it counts no ready ones", web(counted, two(0, 0)), []timeline.Life{member(pod("bbb", 0, ready)), member(pod("bbb", 1, ready))}, timeline.RolloutComplete, "2 of 2 pods", ""},
		{"an older one is rolled out", web(counted, func(w *timeline.Workload) { two(2, 2)(w); w.Current = "aaa" }), nil, timeline.RolloutProgressing, "revision bbb is not ready, aaa is", ""},
		{"a pod crashes", web(timeline.Reconciled{Status: timeline.ReconcileInProgress}, two(2, 0)), []timeline.Life{member(crashing(0, 3, 0))}, timeline.RolloutFailing, "exit 1", "exit 1"},
		{"paused at a step", web(counted, func(w *timeline.Workload) { two(1, 2)(w); w.Paused, w.Replicas = true, 2 }), nil, timeline.RolloutPaused, "paused: 1 of 2 pods updated", ""},
		{"none wanted", web(counted, nil), nil, timeline.RolloutComplete, "rollout/web is ready, no pods are wanted (0 replicas)", ""},
		{"none wanted, not there yet", web(timeline.Reconciled{Status: timeline.ReconcileInProgress, Counted: true}, nil), []timeline.Life{member(crashing(0, 3, 0))}, timeline.RolloutProgressing, "rollout/web is not ready: no pods are wanted (0 replicas); 1 pod left", ""},
		{"of another", web(timeline.Reconciled{Status: current, Ready: true}, nil), []timeline.Life{pod("bbb", 0, ready)}, timeline.RolloutComplete, "rollout/web is ready", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &timeline.Snapshot{Now: now, Lives: c.lives, Workloads: []timeline.Workload{c.workload}}
			w := &s.Workloads[0]
			r := Judge(s, w)
			if r.State != c.state || !strings.Contains(r.Headline, c.says) {
				t.Errorf("%s: %s\nwant %s: …%s…", r.State, r.Headline, c.state, c.says)
			}
			if Ready(s, w) != r.Done() || Complete(s, w) != r.Done() {
				t.Error("what is waited for is not what is said")
			}
			f := Hopeless(s, w, DefaultTolerance())
			if (f != nil) != (c.hopeless != "") || f != nil && !strings.Contains(f.Cause, c.hopeless) {
				t.Errorf("hopeless: %+v, want %q", f, c.hopeless)
			}
		})
	}
}
