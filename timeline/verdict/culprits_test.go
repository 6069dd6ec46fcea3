package verdict

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// TestEveryCulpritIsNamed starts a pod of five containers, of which three are
// not ready, and lets two containers of another one crash.
func TestEveryCulpritIsNamed(t *testing.T) {
	lanes := []testLane{podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...)}
	for i := range 5 {
		v := lane(timeline.LaneContainer, fmt.Sprintf("c%d", i), span(timeline.TrackProcess, timeline.Running, 1, -1)).attempts(ran(1, 1, -1, 0))
		if i > 1 {
			v.Spans = append(v.Spans, span(timeline.TrackReadiness, timeline.NotReady, 1, -1))
			v = v.probes(timeline.ProbeInfo{Probe: "readiness", PeriodSeconds: 2, FailureThreshold: 3})
		} else {
			v.Spans = append(v.Spans, span(timeline.TrackReadiness, timeline.Ready, 1.5, -1))
		}
		lanes = append(lanes, v)
	}
	life := lifeOf(lanes...)
	v := verdictOf(&life.Life, sec(3))
	if v.State != timeline.StateStarting || !strings.HasPrefix(v.Headline, "2/5 ready; waiting for c2 c3 c4; c2 runs for 2s") || v.Blocking.Lane != "container/c2" {
		t.Errorf("%s %q, blocked by %s", v.State, v.Headline, blockingText(v.Blocking))
	}

	crashed := func(name string) testLane {
		return lane(timeline.LaneContainer, name, ofRun(span(timeline.TrackProcess, timeline.BackOff, 2, -1), 2)).waiting("CrashLoopBackOff", "").attempts(ran(1, 1, 2, 3))
	}
	life = lifeOf(lanes[0], crashed("a"), crashed("b"))
	v = verdictOf(&life.Life, sec(3))
	if v.State != timeline.StateCrashLoopBackOff || !strings.HasSuffix(v.Headline, "; also b (CrashLoopBackOff)") {
		t.Errorf("%s %q", v.State, v.Headline)
	}
}

// TestReadyAgainIsNotAtOnceWell checks that a pod whose container has just been
// killed and runs again is a warning for two minutes.
func TestReadyAgainIsNotAtOnceWell(t *testing.T) {
	killed := havingSaid(ran(1, 1, 6, 137), "OOMKilled", "")
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Ready, 2, -1))...),
		app(ofRun(span(timeline.TrackProcess, timeline.Running, 7, -1), 2)).restarts(1).attempts(killed, ran(2, 7, -1, 0)))
	for at, want := range map[float64]timeline.Severity{8: timeline.Warning, 120: timeline.Warning, 128: timeline.OK} {
		if v := verdictOf(&life.Life, sec(at)); v.State != timeline.StateReady || v.Severity != want {
			t.Errorf("after %gs %s is %s, want %s", at, v.State, v.Severity, want)
		}
	}
}

// TestSidecarsOfADonePodAreBeingStopped stops the sidecars of a pod whose main
// container is done: no request to stop the pod says so (quirk: the kubelet's
// Killing Events of sidecars alone).
func TestSidecarsOfADonePodAreBeingStopped(t *testing.T) {
	proxy := func(name string) testLane {
		return lane(timeline.LaneSidecar, name, span(timeline.TrackProcess, timeline.Running, 1, -1), span(timeline.TrackHooks, timeline.PreStop, 6.2, -1)).
			attempts(killedFor(ran(1, 1, -1, 0), timeline.CauseStopped))
	}
	life := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Ready, 2, 6), span(timeline.TrackPod, timeline.NotReady, 6, -1))...), proxy("one"), proxy("two"),
		app(span(timeline.TrackProcess, timeline.Running, 2, 6)).attempts(ran(1, 2, 6, 0)).container(func(c *timeline.Container) { c.State = "Terminated" })).
		pod(func(p *timeline.Pod) { p.RestartPolicy = "Never" }).future(due(timeline.DeadlineKill, "sidecar/one", 36.2))
	v := verdictOf(&life.Life, sec(10))
	if want := "app exit 0 after 4s; stopping 2 sidecars, SIGKILL in 27s"; v.State != timeline.StateTerminating || v.Headline != want {
		t.Errorf("%s %q, want %q", v.State, v.Headline, want)
	}
	if got := blockingText(v.Blocking); got != "sidecar/one PreStop" {
		t.Errorf("blocked by %s", got)
	}
	for i := range life.Lanes { // without Events
		life.Lanes[i].Spans = slices.DeleteFunc(life.Lanes[i].Spans, func(s timeline.Span) bool { return s.Phase == timeline.PreStop })
	}
	v = verdictOf(&life.Life, sec(10))
	if want := "app exit 0 after 4s; 2 sidecars are stopped next"; v.State != timeline.StateTerminating || v.Headline != want {
		t.Errorf("without Events %s %q, want %q", v.State, v.Headline, want)
	}
}
