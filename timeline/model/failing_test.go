package model_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/rollout"
)

// TestTriesAreNoNews checks of recorded pods that never were healthy, as those of a
// Deployment, that the rollout fails from the first failure on, with one cause, and not
// only between the tries: at every observation, and each second without one.
func TestTriesAreNoNews(t *testing.T) {
	for _, c := range []struct {
		recording string
		from      int    // which observation to look from
		upTo      int    // … and before which, 0: to the end
		cause     string // … in words
	}{
		{"image-pull-backoff", 0, 37, "cannot pull"}, // then the image is another one, which
		{"image-pull-backoff", 32, 0, "completes (exit 0)"},
		{"crashloop", 0, 0, "exit 3"},
		{"init-fail", 0, 0, "init container migrate: exit 1"},
		{"oom", 0, 0, "OOMKilled"},
		{"startup-fail", 0, 0, "startup probe failed"},
		{"poststart-fail", 0, 0, "postStart hook"},
	} {
		var states []timeline.RolloutState
		eachSecond(recordingNamed(t, c.recording), c.upTo, func(s *timeline.Snapshot, i int, at time.Time) {
			if i < c.from {
				return
			}
			got := rollout.Judge(s, asDeployment(s))
			if n := len(states); n == 0 || states[n-1] != got.State {
				states = append(states, got.State)
			}
			if got.State == timeline.RolloutFailing && !strings.Contains(got.Cause, c.cause) {
				t.Errorf("%s at %s: %s", c.recording, clock(at), got.Headline)
			}
		})
		want := []timeline.RolloutState{timeline.RolloutProgressing, timeline.RolloutFailing, timeline.RolloutProgressing}
		if !slices.Equal(states, want) {
			t.Errorf("%s: %v, want %v", c.recording, states, want)
		}
	}
}

// eachSecond shows a recording's first observations one after another, all of them where
// that is 0, and between two every second.
func eachSecond(r recording, upTo int, show func(s *timeline.Snapshot, i int, at time.Time)) {
	if upTo == 0 {
		upTo = len(r.obs)
	}
	m := model.New()
	for i, o := range r.obs[:upTo] {
		m.Apply(o)
		next := o.At
		if i+1 < upTo {
			next = r.obs[i+1].At
		}
		for at := o.At; !at.After(next); at = at.Add(time.Second) {
			if s := m.Snapshot(at); len(s.Lives) > 0 {
				show(&s, i, at)
			}
		}
	}
}

// asDeployment makes the pods of a snapshot those of a Deployment's newest revision.
func asDeployment(s *timeline.Snapshot) *timeline.Workload {
	for i := range s.Lives {
		s.Lives[i].Pod.Owner, s.Lives[i].Pod.Revision = "ReplicaSet/web-bbb", "bbb"
	}
	s.Workloads = []timeline.Workload{{
		Namespace: s.Lives[0].Pod.Namespace, Kind: "Deployment", Name: "web", Template: "2", PodRevision: "bbb", Wanted: 1, Replicas: 1, Updated: 1,
	}}
	return &s.Workloads[0]
}
