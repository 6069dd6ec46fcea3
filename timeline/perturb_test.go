package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// A perturbation is a day on which the same life would have been told worse.
type perturbation struct {
	name  string
	lossy bool          // runs may go untold
	node  time.Duration // how far the node's clock, and with it the runtime's log, is moved
	tell  func([]timeline.Observation, *rand.Rand) []timeline.Observation
}

var perturbations = []perturbation{
	{"a third of the Events lost", true, 0, losing(isEvent, 3)},
	{"no Events", true, 0, losing(isEvent, 1)},
	{"a third of the pod's versions never seen", true, 0, losing(isUpdate, 3)},
	{"a third of all lost", true, 0, losing(func(o timeline.Observation) bool { return isEvent(o) || isUpdate(o) }, 3)},
	{"arrivals up to 2s late", false, 0, late},
	{"no managedFields", false, 0, bare},
	{"stopped early", true, 0, cutOff},
	{"joined late", true, 0, joinedLate},
	{"a gap and a relist", true, 0, gapped},
	{"client 0.4s slow", false, 0, client(-400 * time.Millisecond)},
	{"client 3s fast", false, 0, client(3 * time.Second)},
	{"client 3s slow", false, 0, client(-3 * time.Second)},
	{"client an hour fast", false, 0, client(time.Hour)},
	{"client an hour slow", false, 0, client(-time.Hour)},
	{"node 3s fast", false, 3 * time.Second, node(3 * time.Second)},
	{"node 3s slow", false, -3 * time.Second, node(-3 * time.Second)},
	{"node 3s fast, client 3s slow", false, 3 * time.Second, both(node(3*time.Second), client(-3*time.Second))},
	{"node 3s slow, client 3s fast", false, -3 * time.Second, both(node(-3*time.Second), client(3*time.Second))},
}

// The truth lies inside what a worse told life claims to know.
func TestTruthHoldsOnWorseDays(t *testing.T) {
	for _, p := range perturbations {
		t.Run(p.name, func(t *testing.T) {
			for _, r := range recordings(t) {
				if truthless[r.name] {
					continue
				}
				for seed := range uint64(3) {
					worse := recording{r.name, p.tell(r.obs, rand.New(rand.NewPCG(seed, 3)))}
					if wrong := against(readTruth(t, r.name), r, worse, p); len(wrong) > 0 {
						t.Errorf("%s, seed %d:\n%s", r.name, seed, strings.Join(wrong[:min(3, len(wrong))], "\n"))
						break
					}
				}
			}
		})
	}
}

// complaints collects instead of failing.
type complaints []string

func (c *complaints) Helper() {}
func (c *complaints) Errorf(format string, args ...any) {
	*c = append(*c, fmt.Sprintf(format, args...))
}

// ifTold does not mind what was not told, or not to its end.
type ifTold struct{ complainer }

func (c ifTold) Errorf(format string, args ...any) {
	if strings.Contains(format, "is outside") {
		c.complainer.Errorf(format, args...)
	}
}

// against lists what a fold claims that the runtime's log denies.
func against(tr truth, r, worse recording, p perturbation) []string {
	var c complaints
	snap, specs := worse.fold(), podSpecs(r)
	for _, pod := range tr.Pods {
		life := findLife(snap, pod.UID)
		if life == nil {
			continue
		}
		runs := slices.Clone(pod.Containers)
		for i := range runs {
			runs[i] = runs[i].moved(p.node)
		}
		if p.lossy {
			checkClaims(&c, r, life, specs[pod.UID], runs)
		} else {
			checkRuns(&c, worse, life, specs[pod.UID], runs, &tally{})
		}
	}
	return c
}

func (run truthRun) moved(d time.Duration) truthRun {
	run.Started = run.Started.Add(d)
	if !run.Exited.IsZero() {
		run.Exited = run.Exited.Add(d)
	}
	run.Execs = slices.Clone(run.Execs)
	for i := range run.Execs {
		run.Execs[i].Start, run.Execs[i].End = run.Execs[i].Start.Add(d), run.Execs[i].End.Add(d)
	}
	return run
}

// checkClaims: every Running span holds a run of its own, in order, and every
// hook's span that run's hook.
func checkClaims(c complainer, r recording, life *timeline.Life, pod *corev1.Pod, runs []truthRun) {
	for _, lane := range life.Lanes {
		left := slices.DeleteFunc(slices.Clone(runs), func(run truthRun) bool { return run.Container != lane.Name })
		had := len(left)
		spans := spansOf(lane, timeline.TrackProcess, timeline.Running)
		for i, s := range spans {
			k := slices.IndexFunc(left, func(run truthRun) bool { return holds(s, run) })
			if k < 0 {
				c.Errorf("%s: no run of %s %s is inside span %d of %d (%s–%s %s … %s–%s %s); the runtime had %s", r.name, life.Pod.Name, lane.ID, i+1, len(spans),
					clock(s.Start.Earliest), clock(s.Start.Latest), s.Start.Basis, clock(s.End.Earliest), clock(s.End.Latest), s.End.Basis, describe(left))
				continue
			}
			checkHooks(ifTold{c}, fmt.Sprintf("%s: %s %s run %d", r.name, life.Pod.Name, lane.ID, i+1), r, lane, pod, s, left[k], &tally{})
			left = left[k+1:]
		}
		if had > 0 && len(spans)+lane.Missed > had { // a start that failed is no run of the runtime's
			c.Errorf("%s: %s %s tells %d runs and %d missed ones, the runtime had %d", r.name, life.Pod.Name, lane.ID, len(spans), lane.Missed, had)
		}
	}
}

func describe(runs []truthRun) string {
	var b strings.Builder
	for _, run := range runs {
		fmt.Fprintf(&b, " %s…%s", clock(run.Started), clock(run.Exited))
	}
	return b.String()
}

func holds(s timeline.Span, run truthRun) bool {
	in := func(t time.Time, e timeline.Edge) bool { return !t.Before(e.Earliest) && !t.After(e.Latest) }
	if !in(run.Started, s.Start) || s.ExitCode != nil && *s.ExitCode != run.ExitCode {
		return false
	}
	return s.Open() || run.Exited.IsZero() || in(run.Exited, s.End)
}

func isEvent(o timeline.Observation) bool {
	_, ok := o.Object.(*corev1.Event)
	return ok
}

// isUpdate: a version that the kubelet's status manager may skip.
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

// cutOff is the life as it was known at some moment.
func cutOff(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	return obs[:1+rnd.IntN(len(obs))]
}

// joinedLate begins with a list of what there is at some moment.
func joinedLate(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	n := 1 + rnd.IntN(len(obs)-1)
	return append(list(obs[:n], obs[n].At, timeline.Added), obs[n:]...)
}

// gapped loses a stretch; a relist says so and tells what there is.
func gapped(obs []timeline.Observation, rnd *rand.Rand) []timeline.Observation {
	from := 1 + rnd.IntN(len(obs)-1)
	to := from + rnd.IntN(len(obs)-from)
	at := obs[to].At
	gap := timeline.Observation{At: at, Type: timeline.GapType, Object: &timeline.Gap{From: obs[from-1].At, To: at, Reason: "relist"}}
	out := append(slices.Clone(obs[:from]), gap)
	return append(append(out, list(obs[:to], at, timeline.Modified)...), obs[to:]...)
}

// list is what a list shows after obs: the last version of what still exists.
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
