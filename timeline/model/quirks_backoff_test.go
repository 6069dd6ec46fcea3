package model_test

import (
	"fmt"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/podlife/podlife/timeline"
)

// TestBackOffSequence restarts at once, then after 10 s, doubling; the
// kubelet's own words win.
func TestBackOffSequence(t *testing.T) {
	st := newStage()
	at := 1.0
	for i, delay := range []float64{0, 10, 20, 40} {
		id := string(rune('a' + i))
		st.event("Started", "Container started", int32(i+1), 1.2, at+0.2)
		st.app(id, int32(i), corev1.ContainerState{Terminated: ended(id, at, at+1, 3)}, nil)
		st.publish(at + 1.9)
		life := st.life(t)
		if delay == 0 {
			want(t, "deadlines", len(life.Future), 0)
		} else {
			want(t, "deadlines", len(life.Future), 1)
			within(t, fmt.Sprintf("restart %d", i+1), life.Future[0].Edge, at+1+delay, at+2+delay*1.5+2)
		}
		at += delay + 2
	}
	last := st.pod.Status.ContainerStatuses[0].State.Terminated
	st.app("d", 3, waitingFor("CrashLoopBackOff", "back-off 2m40s restarting failed container=app pod=p_ns(uid-1)"), last)
	st.publish(at)
	life := st.life(t)
	within(t, "said", life.Future[0].Edge, s(0).Sub(epoch).Seconds()+last.FinishedAt.Sub(epoch).Seconds()+160, last.FinishedAt.Sub(epoch).Seconds()+161+62)
}

// delays lets runs of the given lengths end and returns the restart that is
// predicted after each, in seconds after its exit; a run killed by its startup
// probe is negative.
func delays(t *testing.T, lengths ...float64) []float64 {
	t.Helper()
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{}}}
	st.pod.Generation = 2
	var got []float64
	at, before := 1.0, (*corev1.ContainerStateTerminated)(nil)
	for i, n := range lengths {
		id, long := fmt.Sprint("run", i), max(n, -n)
		st.event("Started", "Container started", int32(i+1), 1.2, at+0.2)
		st.app(id, int32(i), runningAt(at), before)
		st.publish(at + 0.5)
		if n < 0 {
			st.event("Killing", "Container app failed startup probe, will be restarted", int32(i+1), 2.2, at+long-0.5)
		}
		before = ended(id, at, at+long, 3)
		st.app(id, int32(i), corev1.ContainerState{Terminated: before}, nil)
		st.publish(at + long + 0.9)
		wait := 0.0
		for _, d := range st.life(t).Future {
			if d.Kind == timeline.DeadlineRestart {
				wait = d.Edge.Earliest.Sub(s(at + long)).Round(time.Second).Seconds()
			}
		}
		got = append(got, wait)
		at += long + wait + 2
	}
	return got
}

// TestBackOffTable checks that a back-off doubles to 5 minutes, is forgotten
// after a run of 10, and that a run that a probe killed is judged by the one
// that was dead before it.
func TestBackOffTable(t *testing.T) {
	for _, x := range []struct {
		name          string
		lengths, want []float64
	}{
		{"crashes", []float64{1, 1, 1, 1, 1, 1, 1, 1}, []float64{0, 10, 20, 40, 80, 160, 300, 300}},
		{"a run of more than ten minutes", []float64{1, 1, 1, 700, 1}, []float64{0, 10, 20, 0, 10}},
		{"killed by a startup probe", []float64{-6, -6, -6, -6}, []float64{0, 0, 10, 20}},
		{"killed by a probe after a long run", []float64{-8, -8, -60, -60}, []float64{0, 0, 0, 0}},
	} {
		if got := delays(t, x.lengths...); fmt.Sprint(got) != fmt.Sprint(x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// TestKubeletRestartForgetsBackOff restarts the kubelet, which forgets the
// back-offs and names another version of the pod in its Events.
func TestKubeletRestartForgetsBackOff(t *testing.T) {
	for _, x := range []struct {
		restarted bool
		delay     float64
	}{{false, 20}, {true, 10}} {
		st := newStage()
		st.kubelet = "2616"
		for i, at := range []float64{1, 8, 26} {
			count, first := int32(i+1), 1.2
			if x.restarted && i == 2 {
				st.kubelet, count, first = "2647", 1, at+0.2
			}
			st.event("Started", "Container started", count, first, at+0.2)
			st.app(string(rune('a'+i)), int32(i), corev1.ContainerState{Terminated: ended(string(rune('a'+i)), at, at+6, 1)}, nil)
			st.publish(at + 6.9)
		}
		future := st.life(t).Future
		want(t, "deadlines", len(future), 1)
		within(t, fmt.Sprintf("next start, kubelet restarted: %t", x.restarted), future[0].Edge, 32+x.delay, 33+x.delay*1.5+2)
	}
}

// TestBackOffByItsType distinguishes the two BackOff Events: of type Normal the
// image's, of type Warning the container's.
func TestBackOffByItsType(t *testing.T) {
	for typ, track := range map[string]timeline.Track{corev1.EventTypeNormal: timeline.TrackImage, corev1.EventTypeWarning: timeline.TrackProcess} {
		st := newStage()
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 2, 1)}, nil)
		st.publish(2.5)
		e := st.event("Other", "back-off", 1, 3, 3)
		e.UID, e.Reason, e.Type, e.ResourceVersion = "back-off", "BackOff", typ, "900"
		st.apply(e, 3.1)
		pull, restart := len(st.spans(t, timeline.TrackImage, timeline.PullBackOff)), len(st.spans(t, timeline.TrackProcess, timeline.BackOff))
		want(t, typ+" is the image's", pull == 1 && restart == 0, track == timeline.TrackImage)
		want(t, typ+" is the container's", pull == 0 && restart == 1, track == timeline.TrackProcess)
	}
}

// TestCrashLoopBackOffOutlivesTheBackOff keeps CrashLoopBackOff in the status
// until the pass after the one that has started the container again.
func TestCrashLoopBackOffOutlivesTheBackOff(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 1, waitingFor("CrashLoopBackOff", "back-off 10s restarting failed container=app pod=p_ns(uid-1)"), ended("a", 1, 2, 1))
	st.publish(3)
	st.verdict(t, timeline.StateCrashLoopBackOff)
	st.event("Created", "Container created", 2, 1.1, 12.3)
	if state := st.life(t).Verdict.State; state == timeline.StateCrashLoopBackOff {
		t.Errorf("%s while it is being created", state)
	}
	st.event("Started", "Container started", 2, 1.2, 12.4)
	backOff := st.spans(t, timeline.TrackProcess, timeline.BackOff)
	want(t, "back-offs", len(backOff), 1)
	within(t, "end of the back-off", backOff[0].End, 12, 12.4)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	want(t, "the second goes on", runs[1].Open(), true)
	if state := st.life(t).Verdict.State; state == timeline.StateCrashLoopBackOff {
		t.Errorf("%s while it runs", state)
	}
}

// TestBackOffThatNobodyTells infers a back-off from how long a container
// waited: in a crash loop the Events dry up (the spam filter), and a status may
// be published only once during it.
func TestBackOffThatNobodyTells(t *testing.T) {
	st := newStage()
	for i, at := range []float64{1, 3, 16, 40} { // 1 s each: no delay, 10 s, 20 s
		id := string(rune('a' + i))
		st.app(id, int32(i), corev1.ContainerState{Terminated: ended(id, at, at+1, 0)}, nil)
		st.publish(at + 1.9)
	}
	var phases []timeline.Phase
	for _, sp := range st.spans(t, timeline.TrackProcess, "") {
		phases = append(phases, sp.Phase)
	}
	want(t, "phases", fmt.Sprint(phases), "[Waiting Running Waiting Running BackOff Running BackOff Running BackOff]")
}

// TestNewResourcesForgetBackOff resizes a container while it backs off: it
// starts at once, and its delays begin anew, because the kubelet keeps a
// back-off by image and resources.
func TestNewResourcesForgetBackOff(t *testing.T) {
	for _, x := range []struct {
		resized bool
		delay   float64
	}{{false, 20}, {true, 10}} {
		st := newStage()
		st.pod.Generation = 2
		for i, at := range []float64{1, 3, 16} {
			id := string(rune('a' + i))
			st.app(id, int32(i), corev1.ContainerState{Terminated: ended(id, at, at+1, 1)}, nil)
			st.publish(at + 1.9)
			if x.resized && i == 1 {
				st.pod.Generation++
				st.pod.Spec.Containers[0].Resources.Requests = corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("20m")}
				st.publish(15)
			}
		}
		future := st.life(t).Future
		want(t, "deadlines", len(future), 1)
		within(t, fmt.Sprintf("next start, resized: %t", x.resized), future[0].Edge, 17+x.delay, 18+x.delay*1.5+2)
	}
}

// TestBackOffOfABillionRestarts ends, because the back-off stops growing after
// seven steps: a restartCount, which may be anything, does not dictate how long
// it takes to derive it.
func TestBackOffOfABillionRestarts(t *testing.T) {
	st := newStage()
	st.app("a", 2147483646, corev1.ContainerState{Terminated: ended("a", 1, 2, 3)}, nil)
	st.publish(3)
	within(t, "restart", st.life(t).Future[0].Edge, 2, 2+300+35)
}
