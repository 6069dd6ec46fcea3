package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// A perturbation is a day on which the same life would have been recorded worse.
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
	{"a gap and a relist, then joined late", true, 0, both(gapped, joinedLate)},
	{"node 3s fast, arrivals up to 2s late", false, 3 * time.Second, both(node(3*time.Second), late)},
	{"node 3s slow, arrivals up to 2s late", false, -3 * time.Second, both(node(-3*time.Second), late)},
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

// TestTruthHoldsOnWorseDays checks that the truth lies inside what a life
// claims to know that was recorded worse.
func TestTruthHoldsOnWorseDays(t *testing.T) {
	for _, p := range perturbations {
		t.Run(p.name, func(t *testing.T) {
			for _, r := range withLives(t) {
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

// ifTold accepts what was not recorded, or not to its end.
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

// checkClaims checks that every Running span holds a run of its own, in order,
// and every hook's span that run's hook.
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
