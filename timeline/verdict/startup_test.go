package verdict

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// pathText returns "pod Scheduling 100ms, init/migrate Running 9.2s, …".
func pathText(s timeline.Startup) string {
	parts := make([]string, len(s.Path))
	for i, step := range s.Path {
		parts[i] = fmt.Sprintf("%s %s %s", step.Lane, step.Phase, step.Duration)
	}
	return strings.Join(parts, ", ")
}

// checkPath checks that a path has neither gaps nor overlaps and sums up to the
// total exactly.
func checkPath(t *testing.T, s timeline.Startup) {
	t.Helper()
	var sum timeline.Duration
	share := 0.0
	for i, step := range s.Path {
		if step.Duration <= 0 {
			t.Errorf("step %d (%s %s) lasts %s", i, step.Lane, step.Phase, step.Duration)
		}
		if i > 0 && !step.Start.Equal(s.Path[i-1].Start.Add(time.Duration(s.Path[i-1].Duration))) {
			t.Errorf("step %d (%s %s) does not begin where the one before ends", i, step.Lane, step.Phase)
		}
		sum += step.Duration
		share += step.Share
	}
	if sum != s.Total {
		t.Errorf("steps last %s, total is %s", sum, s.Total)
	}
	if len(s.Path) > 0 && (share < 0.999 || share > 1.001) {
		t.Errorf("shares sum up to %.4f", share)
	}
}

func TestStartupPaths(t *testing.T) {
	readiness := timeline.ProbeInfo{Probe: "readiness", PeriodSeconds: 2}
	startup := timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 2}
	pod := func(spans ...timeline.Span) testLane { return podLane(up(spans...)...) }
	readyPod := func(at float64) testLane {
		return pod(span(timeline.TrackPod, timeline.Starting, 1, at), span(timeline.TrackPod, timeline.Ready, at, -1))
	}
	create := func(from, to float64) timeline.Span { return span(timeline.TrackProcess, timeline.Creating, from, to) }
	run := func(from, to float64) timeline.Span { return span(timeline.TrackProcess, timeline.Running, from, to) }
	for _, c := range []struct {
		name     string
		life     testLife
		now      float64
		complete bool
		want     string
	}{
		{"without a probe the kubelet only has to say so", lifeOf(readyPod(2), app(create(1, 1.1), run(1.1, -1))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Kubelet 900ms"},
		{"it still runs long after, or not", lifeOf(readyPod(2), app(create(1, 1.1), run(1.1, 50))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Kubelet 900ms"},
		{"every gate of a container in turn", lifeOf(readyPod(20),
			app(span(timeline.TrackImage, timeline.Pulling, 1, 4), create(4, 4.2), run(4.2, -1), span(timeline.TrackHooks, timeline.PostStart, 4.2, 7), span(timeline.TrackStartup, timeline.Probing, 9, 15),
				span(timeline.TrackReadiness, timeline.NotReady, 4.2, 20), span(timeline.TrackReadiness, timeline.Ready, 20, -1)).probes(startup, readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 3s, container/app Creating 200ms, container/app PostStart 2.8s, container/app Running 2s, container/app Probing 6s, container/app NotReady 5s"},
		{"inits and a sidecar, with the kubelet between them", lifeOf(readyPod(15),
			lane(timeline.LaneInit, "wait", create(1, 1.1), run(1.1, 3)),
			lane(timeline.LaneSidecar, "envoy", span(timeline.TrackImage, timeline.Pulling, 4, 5), create(5, 5.1), run(5.1, -1), span(timeline.TrackStartup, timeline.Probing, 6, 8)).probes(startup),
			lane(timeline.LaneInit, "migrate", create(8, 8.1), run(8.1, 12)),
			app(span(timeline.TrackProcess, timeline.Waiting, 0.1, 13), create(13, 13.1), run(13.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 13.1, 15)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, init/wait Creating 100ms, init/wait Running 1.9s, pod Kubelet 1s, sidecar/envoy Pulling 1s, sidecar/envoy Creating 100ms, sidecar/envoy Running 900ms, " +
				"sidecar/envoy Probing 2s, init/migrate Creating 100ms, init/migrate Running 3.9s, pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 1.9s"},
		{"a sidecar whose startup probe waits at first", lifeOf(readyPod(30),
			lane(timeline.LaneSidecar, "envoy", create(1, 1.1), run(1.1, -1), span(timeline.TrackStartup, timeline.Probing, 22, 23)).probes(timeline.ProbeInfo{Probe: "startup", InitialDelaySeconds: 20}),
			app(span(timeline.TrackProcess, timeline.Waiting, 0.1, 24), create(24, 24.1), run(24.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 24.1, 30)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, sidecar/envoy Creating 100ms, sidecar/envoy Running 20.9s, sidecar/envoy Probing 1s, " +
				"pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 5.9s"},
		{"one container's pull gates the others", lifeOf(readyPod(11),
			lane(timeline.LaneContainer, "first", create(1, 1.1), run(1.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 10), span(timeline.TrackReadiness, timeline.Ready, 10, -1)).probes(readiness),
			lane(timeline.LaneContainer, "second", span(timeline.TrackImage, timeline.Pulling, 1.104, 9), create(9, 9.1), run(9.1, -1), span(timeline.TrackReadiness, timeline.Ready, 10.5, -1))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/first Creating 100ms, container/second Pulling 7.9s, container/second Creating 100ms, pod Kubelet 1.9s"},
		{"the container that is ready last", lifeOf(readyPod(12),
			lane(timeline.LaneContainer, "quick", create(1, 1.1), run(1.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 4), span(timeline.TrackReadiness, timeline.Ready, 4, -1)).probes(readiness),
			lane(timeline.LaneContainer, "slow", create(1.1, 1.2), run(1.2, -1), span(timeline.TrackReadiness, timeline.NotReady, 1.2, 12), span(timeline.TrackReadiness, timeline.Ready, 12, -1)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/quick Creating 100ms, container/slow Creating 100ms, container/slow NotReady 10.8s"},
		{"crashes before the first Ready", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 3), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 3), ofRun(span(timeline.TrackProcess, timeline.BackOff, 3, 20), 2), ofRun(create(20, 20.1), 2), ofRun(run(20.1, -1), 2), ofRun(span(timeline.TrackReadiness, timeline.NotReady, 20.1, 30), 2)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 1.9s, container/app BackOff 17s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"another container is stopped in the same pass", lifeOf(readyPod(20),
			lane(timeline.LaneContainer, "first", create(1, 1.1), run(1.1, 9), span(timeline.TrackHooks, timeline.PostStart, 1.1, 2), span(timeline.TrackHooks, timeline.PreStop, 2, 6), span(timeline.TrackStop, timeline.Stopping, 6, 9),
				ofRun(create(9.1, 9.2), 2), ofRun(run(9.2, -1), 2), ofRun(span(timeline.TrackHooks, timeline.PostStart, 9.2, 12), 2), ofRun(span(timeline.TrackReadiness, timeline.Ready, 15, -1), 2)),
			app(span(timeline.TrackProcess, timeline.Waiting, 0.1, 12), create(12, 12.1), run(12.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 12.1, 20), span(timeline.TrackReadiness, timeline.Ready, 20, -1)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/first Creating 100ms, container/first PostStart 900ms, container/first PreStop 4s, container/first Stopping 3s, " +
				"pod Kubelet 100ms, container/first Creating 100ms, container/first PostStart 2.8s, container/app Creating 100ms, container/app NotReady 7.9s"},
		{"a sidecar that is tried again before the main containers", lifeOf(readyPod(20),
			lane(timeline.LaneSidecar, "envoy", create(1, 1.1), run(1.1, 5), span(timeline.TrackHooks, timeline.PostStart, 1.1, 2), span(timeline.TrackStop, timeline.Stopping, 2, 5),
				ofRun(create(5.5, 5.6), 2), ofRun(run(5.6, -1), 2), ofRun(span(timeline.TrackHooks, timeline.PostStart, 5.6, 9), 2)),
			app(span(timeline.TrackProcess, timeline.Waiting, 0.1, 10), create(10, 10.1), run(10.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 10.1, 20)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, sidecar/envoy Creating 100ms, sidecar/envoy PostStart 900ms, sidecar/envoy Stopping 3s, pod Kubelet 500ms, " +
				"sidecar/envoy Creating 100ms, sidecar/envoy PostStart 3.4s, pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"a run that a failed startup probe ended", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 9), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 9), ofRun(span(timeline.TrackReadiness, timeline.NotReady, 9.1, 30), 2), span(timeline.TrackStartup, timeline.Probing, 3, 5), span(timeline.TrackHooks, timeline.PreStop, 5, 7), span(timeline.TrackStop, timeline.Stopping, 7, 9), ofRun(create(9, 9.1), 2), ofRun(run(9.1, -1), 2),
				ofRun(span(timeline.TrackStartup, timeline.Probing, 12, 30), 2)).probes(startup)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app Running 1.9s, container/app Probing 2s, container/app PreStop 2s, container/app Stopping 2s, " +
				"container/app Creating 100ms, container/app Running 2.9s, container/app Probing 18s"},
		{"ready for long, but nobody saw the pod be so", lifeOf(pod(span(timeline.TrackPod, timeline.Starting, 1, -1)),
			app(create(1, 1.1), run(1.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 3), span(timeline.TrackReadiness, timeline.Ready, 3, -1)).probes(readiness)), 60, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 1.9s, pod Unattributed 57s"},
		{"a run of which nobody saw whether it was ready", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 20), ofRun(create(20, 20.1), 2), ofRun(run(20.1, -1), 2), ofRun(span(timeline.TrackReadiness, timeline.NotReady, 20.1, 30), 2)).probes(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Unattributed 18.9s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"a readiness gate", lifeOf(readyPod(9), app(create(1, 1.1), run(1.1, -1), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 2), span(timeline.TrackReadiness, timeline.Ready, 2, -1)).probes(readiness)).conditions(cond("example.com/lb", "True", "")), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 900ms, pod NotReady 7s"},
		{"gated, and on its way", lifeOf(podLane(span(timeline.TrackPod, timeline.Gated, 0, 5), span(timeline.TrackPod, timeline.Scheduling, 5, -1))), 9, false,
			"pod Gated 5s, pod Scheduling 4s"},
		{"asked to stop before it was ready", lifeOf(pod(span(timeline.TrackPod, timeline.Starting, 1, -1)), app(span(timeline.TrackImage, timeline.Pulling, 1, -1))).pod(func(p *timeline.Pod) { p.DeletionRequested = sec(6) }), 9, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 5s"},
		{"asked to stop at some time in a second", lifeOf(pod(span(timeline.TrackPod, timeline.Starting, 1, -1)), app(span(timeline.TrackImage, timeline.Pulling, 1, -1))).termination(timeline.Termination{Requested: exactAt(6.7)}).pod(func(p *timeline.Pod) { p.DeletionRequested = sec(6) }), 9, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 5.7s"},
		{"a job that was never ready", lifeOf(pod(), app(create(1, 1.1), run(1.1, 4), span(timeline.TrackReadiness, timeline.NotReady, 1.1, 4)).attempts(ran(1, 1.1, 4, 0))).pod(func(p *timeline.Pod) { p.Phase = "Succeeded" }), 60, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app Running 2.9s"},
		{"joined late: most of it is not told", lifeOf(podLane(span(timeline.TrackPod, timeline.Scheduling, 0, 0.1), span(timeline.TrackPod, timeline.Ready, 40, -1)), app(run(30, -1))), 60, true,
			"pod Scheduling 100ms, pod Unattributed 39.9s"},
		{"a hook whose end nobody saw is not blamed", lifeOf(readyPod(40), app(create(1, 1.1), run(1.1, -1),
			timeline.Span{Track: timeline.TrackHooks, Phase: timeline.PostStart, Attempt: 1, Outcome: timeline.Unknown, Start: exactAt(1.1), End: timeline.Edge{Time: sec(38), Earliest: sec(1.1), Latest: sec(38), Basis: timeline.Observed}})), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Unattributed 38.9s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := StartupPath(&c.life.Life, sec(c.now))
			if got := pathText(s); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			if s.Complete != c.complete {
				t.Errorf("complete is %v", s.Complete)
			}
			checkPath(t, s)
		})
	}
}

func TestStartupIsRoundedToMilliseconds(t *testing.T) {
	l := lifeOf(podLane(span(timeline.TrackPod, timeline.Scheduling, 0.0001234, 0.1004567), span(timeline.TrackPod, timeline.Preparing, 0.1004567, 0.1006), span(timeline.TrackPod, timeline.Ready, 3.0008, -1)))
	s := StartupPath(&l.Life, sec(60))
	checkPath(t, s)
	for _, step := range s.Path {
		if time.Duration(step.Duration)%time.Millisecond != 0 {
			t.Errorf("%s %s lasts %s", step.Lane, step.Phase, step.Duration)
		}
	}
}

func TestLongestStepOfAllAttempts(t *testing.T) {
	s := timeline.Startup{Path: []timeline.Step{
		{Lane: "container/app", Phase: timeline.Pulling, Duration: timeline.Duration(4 * time.Second), Share: 0.4},
		{Lane: "container/app", Phase: timeline.BackOff, Duration: timeline.Duration(3 * time.Second), Share: 0.3},
		{Lane: "container/app", Phase: timeline.Running, Duration: timeline.Duration(time.Second), Share: 0.1},
		{Lane: "container/app", Phase: timeline.BackOff, Duration: timeline.Duration(2 * time.Second), Share: 0.2},
	}}
	step := s.Longest()
	if step.Phase != timeline.BackOff || step.Duration != timeline.Duration(5*time.Second) || step.Share != 0.5 {
		t.Errorf("longest is %+v", step)
	}
	if (timeline.Startup{}).Longest() != nil {
		t.Error("an empty path has a longest step")
	}
}

// FuzzStartupPath checks that the path has neither gap nor overlap, whatever
// edges overlap.
func FuzzStartupPath(f *testing.F) {
	f.Add([]byte{1, 2, 3, 40, 5, 60, 7, 8, 90, 10, 11, 12})
	phases := []timeline.Phase{timeline.Pulling, timeline.PullBackOff, timeline.Creating, timeline.Running, timeline.BackOff, timeline.PostStart, timeline.Probing, timeline.NotReady, timeline.Ready, timeline.Waiting, timeline.Scheduling, timeline.Gated}
	tracks := []timeline.Track{timeline.TrackImage, timeline.TrackImage, timeline.TrackProcess, timeline.TrackProcess, timeline.TrackProcess, timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackReadiness, timeline.TrackProcess, timeline.TrackPod, timeline.TrackPod}
	kinds := []timeline.LaneKind{timeline.LanePod, timeline.LaneInit, timeline.LaneSidecar, timeline.LaneContainer, timeline.LaneEphemeral, timeline.LaneService}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l timeline.Life
		for ; len(b) >= 4; b = b[4:] {
			k, p := int(b[0])%len(kinds), int(b[1])%len(phases)
			la := lane(kinds[k], fmt.Sprint(b[0]%7), ofRun(span(tracks[p], phases[p], float64(b[2])/7, float64(b[3])/5-4), int(b[1]%3)))
			l.Lanes = append(l.Lanes, timeline.Lane(la.probes(timeline.ProbeInfo{Probe: "readiness"})))
		}
		l.Pod.Created = t0
		checkPath(t, StartupPath(&l, sec(30)))
		verdictOf(&l, sec(30))
	})
}
