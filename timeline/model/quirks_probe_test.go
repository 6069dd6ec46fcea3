package model_test

import (
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// probed returns a stage whose container runs from 1 s on, with a liveness
// probe every 10 s that may fail three times and gives up after 1 s.
func probed() *stage {
	st := newStage()
	st.pod.Spec.Containers[0].LivenessProbe = &corev1.Probe{
		ProbeHandler:  corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"true"}}},
		PeriodSeconds: 10, FailureThreshold: 3, TimeoutSeconds: 1,
	}
	st.pod.Generation++
	st.app("a", 0, runningAt(1), nil)
	st.publish(1.5)
	return st
}

func (st *stage) probe(t *testing.T) timeline.ProbeInfo {
	t.Helper()
	life := st.life(t)
	return life.Lane("container/app").Probes[0]
}

// TestLivenessStreakEndsWithAHiddenSuccess infers a success, which emits
// nothing, where the next failure came later than the next probe.
func TestLivenessStreakEndsWithAHiddenSuccess(t *testing.T) {
	for _, c := range []struct {
		failures []float64
		streak   int
	}{
		{nil, 0},
		{[]float64{5}, 1},
		{[]float64{5, 15}, 2},
		{[]float64{5, 15, 605}, 1},
		{[]float64{5, 605, 615}, 2},
	} {
		st := probed()
		for i, at := range c.failures {
			st.event("Unhealthy", fmt.Sprintf("Liveness probe failed: %d", i), 1, at, at)
		}
		want(t, fmt.Sprintf("streak after failures at %v", c.failures), st.probe(t).Streak, c.streak)
	}
}

// TestLivenessPassesAgain checks that liveness passes where the container would
// have been killed had it gone on failing.
func TestLivenessPassesAgain(t *testing.T) {
	st := probed()
	p := st.probe(t)
	want(t, "passing before any failure", p.Passing(s(2)), true)
	st.event("Unhealthy", "Liveness probe failed: x", 1, 5, 5)
	p = st.probe(t)
	for at, passing := range map[float64]bool{6: false, 16: false, 35: false, 50: true} {
		want(t, fmt.Sprintf("passing at %v s", at), p.Passing(s(at)), passing)
	}
}

// TestNextOnTheGridOfAFailure fixes the grid on which liveness is probed by one
// failure; one that was given up began its timeout earlier.
func TestNextOnTheGridOfAFailure(t *testing.T) {
	for message, began := range map[string]float64{
		"Liveness probe failed: no":                                        5,
		`Liveness probe failed: command timed out: "x" timed out after 1s`: 4,
	} {
		st := probed()
		want(t, "nothing tells yet", st.probe(t).Tick.IsZero(), true)
		st.event("Unhealthy", message, 1, 5, 5)
		p := st.probe(t)
		for _, now := range []float64{5, 9, 14.1, 15, 123} {
			next := began
			for next <= began || next < now {
				next += 10
			}
			want(t, fmt.Sprintf("%s: next at %v s", message, now), p.Next(s(now)).Sub(s(0)), s(next).Sub(s(0)))
		}
		st.event("Killing", "Stopping container app", 1, 200, 200)
		want(t, "it is being stopped", st.probe(t).Tick.IsZero(), true)
	}
}

// TestStartupStreakOutlivesARun ends a run by itself, which does not end the
// streak of its startup probe: the kubelet goes on counting in the next run,
// and kills that one earlier.
func TestStartupStreakOutlivesARun(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{}}, PeriodSeconds: 1, FailureThreshold: 5}
	st.pod.Generation = 2
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.event("Unhealthy", "Startup probe failed: no", 1, 2.3, 2.3)
	st.event("Unhealthy", "Startup probe failed: no", 2, 2.3, 3.3)
	st.app("b", 1, runningAt(4), ended("a", 1, 3.6, 1)).Started = new(false)
	st.event("Started", "Container started", 2, 1.2, 4.2)
	st.publish(4.5)
	st.event("Unhealthy", "Startup probe failed: no", 3, 2.3, 5.3)
	life := st.life(t)
	p := life.Lane("container/app").Probes[0]
	want(t, "in a row", p.Streak, 3)
	want(t, "of them in runs before", p.Carried, 2)
	within(t, "given up", life.Future[0].Edge, 6.9, 9.4)
	want(t, "said", strings.Contains(life.Verdict.Headline, "failed 3 of 5, 2 of them in runs before"), true)
}

// TestStartupDeadlineOfASlowProbe covers a probe that times out: it takes longer
// than its period, and drops ticks.
func TestStartupDeadlineOfASlowProbe(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{}}, PeriodSeconds: 1, TimeoutSeconds: 2, FailureThreshold: 10}
	st.pod.Generation = 2
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil).Started = new(false)
	st.publish(1.5)
	for i := range 4 {
		st.event("Unhealthy", "Startup probe failed: timed out", int32(i+1), 4, 4+2*float64(i))
	}
	e := st.life(t).Future[0].Edge // six more, of 2 s each
	within(t, "given up", e, 10+6-0.1, 10+12+2+0.1)
	want(t, "likely", e.Time.After(s(10+11.5)), true)
}
