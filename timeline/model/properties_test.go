package model_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestStructureAtEveryObservation checks that the snapshot keeps its promises
// at every moment of every recording.
func TestStructureAtEveryObservation(t *testing.T) {
	for _, r := range withLives(t) {
		t.Run(r.name, func(t *testing.T) {
			m := model.New()
			for i, o := range r.obs {
				m.Apply(o)
				if broken := brokenPromises(m.Snapshot(o.At)); len(broken) > 0 {
					t.Fatalf("after observation %d (%s):\n%s", i, clock(o.At), strings.Join(broken, "\n"))
				}
			}
		})
	}
}

// TestApplyTwiceChangesNothing delivers everything again, as a reconnect may.
func TestApplyTwiceChangesNothing(t *testing.T) {
	for _, r := range withLives(t) {
		once := r.fold()
		twice := foldAll(append(append([]timeline.Observation{}, r.obs...), r.obs...), r.end())
		// How many observations there were is the one thing that did change.
		sameSnapshot(t, r.name, once, twice, cmpopts.IgnoreFields(timeline.Window{}, "Observations"))
	}
}

// TestSnapshotHasNoEffect checks that a snapshot taken on the way does not
// disturb the fold.
func TestSnapshotHasNoEffect(t *testing.T) {
	for _, r := range withLives(t) {
		m := model.New()
		for _, o := range r.obs {
			m.Apply(o)
			m.Snapshot(o.At)
		}
		sameSnapshot(t, r.name, r.fold(), m.Snapshot(r.end()))
	}
}

// TestInterleavingDoesNotMatter lets Pods, Events, EndpointSlices and samples
// overtake each other: the API server orders the updates of one resource, not
// of several.
func TestInterleavingDoesNotMatter(t *testing.T) {
	for _, r := range withLives(t) {
		want := r.fold()
		for seed := range uint64(6) {
			obs := interleave(r.obs, rand.New(rand.NewPCG(seed, 1)))
			if !sameSnapshot(t, fmt.Sprintf("%s, seed %d", r.name, seed), want, foldAll(obs, r.end())) {
				break
			}
		}
		for first, obs := range oneStreamFirst(r.obs) {
			sameSnapshot(t, r.name+", all of stream "+first+" first", want, foldAll(obs, r.end()))
		}
	}
}

// TestChaosKeepsStructure checks that nothing a client can be handed, in any
// order and number, breaks a snapshot.
func TestChaosKeepsStructure(t *testing.T) {
	for _, r := range withLives(t) {
		for seed := range uint64(8) {
			rnd := rand.New(rand.NewPCG(seed, 2))
			m := model.New()
			for _, o := range chaos(r.obs, rnd) {
				m.Apply(o)
			}
			now := r.end().Add(time.Duration(rnd.IntN(600)-300) * time.Second)
			if broken := brokenPromises(m.Snapshot(now)); len(broken) > 0 {
				t.Errorf("%s, seed %d:\n%s", r.name, seed, strings.Join(broken, "\n"))
				break
			}
		}
	}
}

func sameSnapshot(t *testing.T, what string, want, got timeline.Snapshot, opts ...cmp.Option) bool {
	t.Helper()
	diff := difference(want, got, append(opts, cmpopts.EquateEmpty())...)
	if diff == "" {
		return true
	}
	if limit := 4000; len(diff) > limit {
		diff = diff[:limit] + "…"
	}
	t.Errorf("%s: a different snapshot (-want +got):\n%s", what, diff)
	return false
}

// difference is cmp.Diff, but asks reflect first, which takes a tenth of the time.
func difference(want, got timeline.Snapshot, opts ...cmp.Option) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return cmp.Diff(want, got, opts...)
}

func streamOf(o timeline.Observation) string {
	switch o.Object.(type) {
	case *corev1.Pod:
		return "pods"
	case *corev1.Event:
		return "events"
	case *discoveryv1.EndpointSlice:
		return "endpointslices"
	}
	return fmt.Sprintf("%T", o.Object) // samples, and each kind of workload
}

func split(obs []timeline.Observation) map[string][]timeline.Observation {
	streams := map[string][]timeline.Observation{}
	for _, o := range obs {
		streams[streamOf(o)] = append(streams[streamOf(o)], o)
	}
	return streams
}

// interleave merges the streams at random, each in its own order.
func interleave(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	streams := split(obs)
	var left []string // one entry per observation still to come: long streams are drawn more often
	for _, o := range obs {
		left = append(left, streamOf(o))
	}
	rnd.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
	merged := make([]timeline.Observation, 0, len(obs))
	for _, s := range left {
		merged = append(merged, streams[s][0])
		streams[s] = streams[s][1:]
	}
	return merged
}

func oneStreamFirst(obs []timeline.Observation) map[string][]timeline.Observation {
	orders := map[string][]timeline.Observation{}
	for s, first := range split(obs) {
		order := append([]timeline.Observation{}, first...)
		for _, o := range obs {
			if streamOf(o) != s {
				order = append(order, o)
			}
		}
		orders[s] = order
	}
	return orders
}

// chaos drops, repeats, swaps and retypes observations.
func chaos(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	var out []timeline.Observation
	for _, o := range obs {
		for range rnd.IntN(3) {
			if rnd.IntN(20) == 0 {
				o.Type = []timeline.ObservationType{timeline.Added, timeline.Deleted, timeline.Error, "?"}[rnd.IntN(4)]
			}
			if rnd.IntN(20) == 0 {
				o.At = o.At.Add(time.Duration(rnd.Int64N(int64(time.Hour))) - 30*time.Minute)
			}
			out = append(out, o)
		}
		if rnd.IntN(50) == 0 {
			out = append(out, timeline.Observation{At: o.At, Type: timeline.GapType, Object: &timeline.Gap{From: o.At.Add(-time.Second), To: o.At, Reason: "relist"}})
		}
	}
	rnd.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
