package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

func isEvent(o timeline.Observation) bool {
	_, ok := o.Object.(*corev1.Event)
	return ok
}

// isUpdate reports whether the kubelet's status manager may skip a version.
func isUpdate(o timeline.Observation) bool {
	p, ok := o.Object.(*corev1.Pod)
	return ok && o.Type == timeline.Modified && p.DeletionTimestamp == nil
}

// losing drops one in n of the observations that may get lost.
func losing(which func(timeline.Observation) bool, n int) func([]timeline.Observation, *rand.Rand) []timeline.Observation {
	return func(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
		return slices.DeleteFunc(slices.Clone(obs), func(o timeline.Observation) bool { return which(o) && rnd.IntN(n) == 0 })
	}
}

// late delays arrivals, each stream in its own order.
func late(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	out := slices.Clone(obs)
	last := map[string]time.Time{}
	for i := range out {
		at := out[i].At.Add(time.Duration(rnd.Int64N(int64(2 * time.Second))))
		if s := streamOf(out[i]); at.Before(last[s]) {
			at = last[s]
		}
		out[i].At, last[streamOf(out[i])] = at, at
	}
	slices.SortStableFunc(out, func(a, b timeline.Observation) int { return a.At.Compare(b.At) })
	return out
}

// bare leaves out managedFields, as kubectl does.
func bare(obs []timeline.Observation, _ *rand.Rand) []timeline.Observation {
	out := slices.Clone(obs)
	for i := range out {
		switch obj := out[i].Object.(type) {
		case *corev1.Pod:
			p := *obj
			p.ManagedFields = nil
			out[i].Object = &p
		case *discoveryv1.EndpointSlice:
			s := *obj
			s.ManagedFields = nil
			out[i].Object = &s
		}
	}
	return out
}

// cutOff returns the life as it was known at some moment.
func cutOff(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	return obs[:1+rnd.IntN(len(obs))]
}

// joinedLate begins with a list of what there is at some moment.
func joinedLate(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	n := 1 + rnd.IntN(len(obs)-1)
	return append(list(obs[:n], obs[n].At, timeline.Added), obs[n:]...)
}

// gapped loses a stretch; a relist says so and lists what there is.
func gapped(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	from := 1 + rnd.IntN(len(obs)-1)
	to := from + rnd.IntN(len(obs)-from)
	at := obs[to].At
	gap := timeline.Observation{At: at, Type: timeline.GapType, Object: &timeline.Gap{From: obs[from-1].At, To: at, Reason: "relist"}}
	out := append(slices.Clone(obs[:from]), gap)
	return append(append(out, list(obs[:to], at, timeline.Modified)...), obs[to:]...)
}

// list returns what a list shows after obs: the last version of what still
// exists.
func list(obs []timeline.Observation, at time.Time, typ timeline.ObservationType) []timeline.Observation {
	last := map[types.UID]timeline.Observation{}
	var order []types.UID
	for _, o := range obs {
		m, ok := o.Object.(metav1.Object)
		if !ok {
			continue
		}
		if _, known := last[m.GetUID()]; !known {
			order = append(order, m.GetUID())
		}
		last[m.GetUID()] = o
	}
	var out []timeline.Observation
	for _, uid := range order {
		if o := last[uid]; o.Type != timeline.Deleted {
			out = append(out, timeline.Observation{At: at, Type: typ, Object: o.Object})
		}
	}
	return out
}

func both(f, g func([]timeline.Observation, *rand.Rand) []timeline.Observation) func([]timeline.Observation, *rand.Rand) []timeline.Observation {
	return func(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation { return g(f(obs, rnd), rnd) }
}

// client moves the watcher's clock.
func client(d time.Duration) func([]timeline.Observation, *rand.Rand) []timeline.Observation {
	return func(obs []timeline.Observation, _ *rand.Rand) []timeline.Observation {
		out := slices.Clone(obs)
		for i := range out {
			out[i].At = out[i].At.Add(d)
		}
		return out
	}
}

// node moves the node's clock by whole seconds: what the kubelet and the runtime stamp.
func node(d time.Duration) func([]timeline.Observation, *rand.Rand) []timeline.Observation {
	return func(obs []timeline.Observation, _ *rand.Rand) []timeline.Observation {
		out := slices.Clone(obs)
		for i := range out {
			switch obj := out[i].Object.(type) {
			case *corev1.Pod:
				p := obj.DeepCopy()
				moveStatus(&p.Status, d)
				out[i].Object = p
			case *corev1.Event:
				e := obj.DeepCopy()
				if e.Source.Component == "kubelet" {
					moveEvent(e, d)
				}
				out[i].Object = e
			case *discoveryv1.EndpointSlice:
			}
		}
		return out
	}
}

func move(t *metav1.Time, d time.Duration) {
	if t != nil && t.Unix() > 0 {
		t.Time = t.Add(d)
	}
}

func moveStatus(s *corev1.PodStatus, d time.Duration) {
	move(s.StartTime, d)
	for i := range s.Conditions {
		if t := s.Conditions[i].Type; t != corev1.PodScheduled && t != corev1.DisruptionTarget {
			move(&s.Conditions[i].LastTransitionTime, d)
		}
	}
	for _, list := range [][]corev1.ContainerStatus{s.InitContainerStatuses, s.ContainerStatuses, s.EphemeralContainerStatuses} {
		for i := range list {
			for _, state := range []*corev1.ContainerState{&list[i].State, &list[i].LastTerminationState} {
				if r := state.Running; r != nil {
					move(&r.StartedAt, d)
				}
				if t := state.Terminated; t != nil {
					move(&t.StartedAt, d)
					move(&t.FinishedAt, d)
				}
			}
		}
	}
}

func moveEvent(e *corev1.Event, d time.Duration) {
	move(&e.FirstTimestamp, d)
	move(&e.LastTimestamp, d)
	base, suffix, ok := strings.Cut(e.Name, ".")
	var ns int64
	if _, err := fmt.Sscanf(suffix, "%x", &ns); ok && err == nil && len(suffix) == 16 {
		e.Name = fmt.Sprintf("%s.%016x", base, ns+int64(d))
	}
}
