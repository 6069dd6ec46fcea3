package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// pathText is "pod Scheduling 100ms, init/migrate Running 9.2s, …".
func pathText(s Startup) string {
	parts := make([]string, len(s.Path))
	for i, step := range s.Path {
		parts[i] = fmt.Sprintf("%s %s %s", step.Lane, step.Phase, step.Duration)
	}
	return strings.Join(parts, ", ")
}

// checkPath: without gaps or overlaps, and summing up to the total exactly.
func checkPath(t *testing.T, s Startup) {
	t.Helper()
	var sum Duration
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
	readiness := ProbeInfo{Probe: "readiness", PeriodSeconds: 2}
	startup := ProbeInfo{Probe: "startup", PeriodSeconds: 2}
	pod := func(spans ...Span) Lane { return podLane(up(spans...)...) }
	readyPod := func(at float64) Lane { return pod(span(TrackPod, Starting, 1, at), span(TrackPod, Ready, at, -1)) }
	create := func(from, to float64) Span { return span(TrackProcess, Creating, from, to) }
	run := func(from, to float64) Span { return span(TrackProcess, Running, from, to) }
	for _, c := range []struct {
		name     string
		life     Life
		now      float64
		complete bool
		want     string
	}{
		{"without a probe the kubelet only has to say so", lifeOf(readyPod(2), app(create(1, 1.1), run(1.1, -1))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Kubelet 900ms"},
		{"it still runs long after, or not", lifeOf(readyPod(2), app(create(1, 1.1), run(1.1, 50))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Kubelet 900ms"},
		{"every gate of a container in turn", lifeOf(readyPod(20),
			app(span(TrackImage, Pulling, 1, 4), create(4, 4.2), run(4.2, -1), span(TrackHooks, PostStart, 4.2, 7), span(TrackStartup, Probing, 9, 15),
				span(TrackReadiness, NotReady, 4.2, 20), span(TrackReadiness, Ready, 20, -1)).probing(startup, readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 3s, container/app Creating 200ms, container/app PostStart 2.8s, container/app Running 2s, container/app Probing 6s, container/app NotReady 5s"},
		{"inits and a sidecar, with the kubelet between them", lifeOf(readyPod(15),
			lane(LaneInit, "wait", create(1, 1.1), run(1.1, 3)),
			lane(LaneSidecar, "envoy", span(TrackImage, Pulling, 4, 5), create(5, 5.1), run(5.1, -1), span(TrackStartup, Probing, 6, 8)).probing(startup),
			lane(LaneInit, "migrate", create(8, 8.1), run(8.1, 12)),
			app(span(TrackProcess, Waiting, 0.1, 13), create(13, 13.1), run(13.1, -1), span(TrackReadiness, NotReady, 13.1, 15)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, init/wait Creating 100ms, init/wait Running 1.9s, pod Kubelet 1s, sidecar/envoy Pulling 1s, sidecar/envoy Creating 100ms, sidecar/envoy Running 900ms, " +
				"sidecar/envoy Probing 2s, init/migrate Creating 100ms, init/migrate Running 3.9s, pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 1.9s"},
		{"a sidecar whose startup probe waits at first", lifeOf(readyPod(30),
			lane(LaneSidecar, "envoy", create(1, 1.1), run(1.1, -1), span(TrackStartup, Probing, 22, 23)).
				probing(ProbeInfo{Probe: "startup", InitialDelaySeconds: 20}),
			app(span(TrackProcess, Waiting, 0.1, 24), create(24, 24.1), run(24.1, -1), span(TrackReadiness, NotReady, 24.1, 30)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, sidecar/envoy Creating 100ms, sidecar/envoy Running 20.9s, sidecar/envoy Probing 1s, " +
				"pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 5.9s"},
		{"one container's pull gates the others", lifeOf(readyPod(11),
			lane(LaneContainer, "first", create(1, 1.1), run(1.1, -1), span(TrackReadiness, NotReady, 1.1, 10), span(TrackReadiness, Ready, 10, -1)).probing(readiness),
			lane(LaneContainer, "second", span(TrackImage, Pulling, 1.104, 9), create(9, 9.1), run(9.1, -1), span(TrackReadiness, Ready, 10.5, -1))), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/first Creating 100ms, container/second Pulling 7.9s, container/second Creating 100ms, pod Kubelet 1.9s"},
		{"the container that is ready last", lifeOf(readyPod(12),
			lane(LaneContainer, "quick", create(1, 1.1), run(1.1, -1), span(TrackReadiness, NotReady, 1.1, 4), span(TrackReadiness, Ready, 4, -1)).probing(readiness),
			lane(LaneContainer, "slow", create(1.1, 1.2), run(1.2, -1), span(TrackReadiness, NotReady, 1.2, 12), span(TrackReadiness, Ready, 12, -1)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/quick Creating 100ms, container/slow Creating 100ms, container/slow NotReady 10.8s"},
		{"crashes before the first Ready", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 3), span(TrackReadiness, NotReady, 1.1, 3), span(TrackProcess, BackOff, 3, 20).run(2), create(20, 20.1).run(2), run(20.1, -1).run(2), span(TrackReadiness, NotReady, 20.1, 30).run(2)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 1.9s, container/app BackOff 17s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"another container is stopped in the same pass", lifeOf(readyPod(20),
			lane(LaneContainer, "first", create(1, 1.1), run(1.1, 9), span(TrackHooks, PostStart, 1.1, 2), span(TrackHooks, PreStop, 2, 6), span(TrackStop, Stopping, 6, 9),
				create(9.1, 9.2).run(2), run(9.2, -1).run(2), span(TrackHooks, PostStart, 9.2, 12).run(2), span(TrackReadiness, Ready, 15, -1).run(2)),
			app(span(TrackProcess, Waiting, 0.1, 12), create(12, 12.1), run(12.1, -1), span(TrackReadiness, NotReady, 12.1, 20), span(TrackReadiness, Ready, 20, -1)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/first Creating 100ms, container/first PostStart 900ms, container/first PreStop 4s, container/first Stopping 3s, " +
				"pod Kubelet 100ms, container/first Creating 100ms, container/first PostStart 2.8s, container/app Creating 100ms, container/app NotReady 7.9s"},
		{"a sidecar that is tried again before the main containers", lifeOf(readyPod(20),
			lane(LaneSidecar, "envoy", create(1, 1.1), run(1.1, 5), span(TrackHooks, PostStart, 1.1, 2), span(TrackStop, Stopping, 2, 5),
				create(5.5, 5.6).run(2), run(5.6, -1).run(2), span(TrackHooks, PostStart, 5.6, 9).run(2)),
			app(span(TrackProcess, Waiting, 0.1, 10), create(10, 10.1), run(10.1, -1), span(TrackReadiness, NotReady, 10.1, 20)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, sidecar/envoy Creating 100ms, sidecar/envoy PostStart 900ms, sidecar/envoy Stopping 3s, pod Kubelet 500ms, " +
				"sidecar/envoy Creating 100ms, sidecar/envoy PostStart 3.4s, pod Kubelet 1s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"a run that a failed startup probe ended", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 9), span(TrackReadiness, NotReady, 1.1, 9), span(TrackReadiness, NotReady, 9.1, 30).run(2), span(TrackStartup, Probing, 3, 5), span(TrackHooks, PreStop, 5, 7), span(TrackStop, Stopping, 7, 9), create(9, 9.1).run(2), run(9.1, -1).run(2),
				span(TrackStartup, Probing, 12, 30).run(2)).probing(startup)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app Running 1.9s, container/app Probing 2s, container/app PreStop 2s, container/app Stopping 2s, " +
				"container/app Creating 100ms, container/app Running 2.9s, container/app Probing 18s"},
		{"ready for long, but nobody saw the pod be so", lifeOf(pod(span(TrackPod, Starting, 1, -1)),
			app(create(1, 1.1), run(1.1, -1), span(TrackReadiness, NotReady, 1.1, 3), span(TrackReadiness, Ready, 3, -1)).probing(readiness)), 60, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 1.9s, pod Unattributed 57s"},
		{"a run of which nobody saw whether it was ready", lifeOf(readyPod(30),
			app(create(1, 1.1), run(1.1, 20), create(20, 20.1).run(2), run(20.1, -1).run(2), span(TrackReadiness, NotReady, 20.1, 30).run(2)).probing(readiness)), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Unattributed 18.9s, container/app Creating 100ms, container/app NotReady 9.9s"},
		{"a readiness gate", lifeOf(readyPod(9), app(create(1, 1.1), run(1.1, -1), span(TrackReadiness, NotReady, 1.1, 2), span(TrackReadiness, Ready, 2, -1)).probing(readiness)).
			knowing(cond("example.com/lb", "True", "")), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app NotReady 900ms, pod NotReady 7s"},
		{"gated, and on its way", lifeOf(podLane(span(TrackPod, Gated, 0, 5), span(TrackPod, Scheduling, 5, -1))), 9, false,
			"pod Gated 5s, pod Scheduling 4s"},
		{"asked to stop before it was ready", lifeOf(pod(span(TrackPod, Starting, 1, -1)), app(span(TrackImage, Pulling, 1, -1))).being(func(p *Pod) { p.DeletionRequested = sec(6) }), 9, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 5s"},
		{"asked to stop at some time in a second", lifeOf(pod(span(TrackPod, Starting, 1, -1)), app(span(TrackImage, Pulling, 1, -1))).stopping(Termination{Requested: sharpAt(6.7)}).
			being(func(p *Pod) { p.DeletionRequested = sec(6) }), 9, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Pulling 5.7s"},
		{"a job that was never ready", lifeOf(pod(), app(create(1, 1.1), run(1.1, 4), span(TrackReadiness, NotReady, 1.1, 4)).attempted(ran(1, 1.1, 4, 0))).being(func(p *Pod) { p.Phase = "Succeeded" }), 60, false,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, container/app Running 2.9s"},
		{"joined late: most of it is not told", lifeOf(podLane(span(TrackPod, Scheduling, 0, 0.1), span(TrackPod, Ready, 40, -1)), app(run(30, -1))), 60, true,
			"pod Scheduling 100ms, pod Unattributed 39.9s"},
		{"a hook whose end nobody saw is not blamed", lifeOf(readyPod(40), app(create(1, 1.1), run(1.1, -1),
			Span{Track: TrackHooks, Phase: PostStart, Attempt: 1, Outcome: Unknown, Start: sharpAt(1.1), End: Edge{Time: sec(38), Earliest: sec(1.1), Latest: sec(38), Basis: Observed}})), 60, true,
			"pod Scheduling 100ms, pod Preparing 900ms, container/app Creating 100ms, pod Unattributed 38.9s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startupPath(&c.life, sec(c.now))
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
	l := lifeOf(podLane(span(TrackPod, Scheduling, 0.0001234, 0.1004567), span(TrackPod, Preparing, 0.1004567, 0.1006), span(TrackPod, Ready, 3.0008, -1)))
	s := startupPath(&l, sec(60))
	checkPath(t, s)
	for _, step := range s.Path {
		if time.Duration(step.Duration)%time.Millisecond != 0 {
			t.Errorf("%s %s lasts %s", step.Lane, step.Phase, step.Duration)
		}
	}
}

func TestLongestStepOfAllAttempts(t *testing.T) {
	s := Startup{Path: []Step{
		{Lane: "container/app", Phase: Pulling, Duration: Duration(4 * time.Second), Share: 0.4},
		{Lane: "container/app", Phase: BackOff, Duration: Duration(3 * time.Second), Share: 0.3},
		{Lane: "container/app", Phase: Running, Duration: Duration(time.Second), Share: 0.1},
		{Lane: "container/app", Phase: BackOff, Duration: Duration(2 * time.Second), Share: 0.2},
	}}
	step := s.Longest()
	if step.Phase != BackOff || step.Duration != Duration(5*time.Second) || step.Share != 0.5 {
		t.Errorf("longest is %+v", step)
	}
	if (Startup{}).Longest() != nil {
		t.Error("an empty path has a longest step")
	}
}

// FuzzStartupPath: whatever edges overlap, the path has neither gap nor overlap.
func FuzzStartupPath(f *testing.F) {
	f.Add([]byte{1, 2, 3, 40, 5, 60, 7, 8, 90, 10, 11, 12})
	phases := []Phase{Pulling, PullBackOff, Creating, Running, BackOff, PostStart, Probing, NotReady, Ready, Waiting, Scheduling, Gated}
	tracks := []Track{TrackImage, TrackImage, TrackProcess, TrackProcess, TrackProcess, TrackHooks, TrackStartup, TrackReadiness, TrackReadiness, TrackProcess, TrackPod, TrackPod}
	kinds := []LaneKind{LanePod, LaneInit, LaneSidecar, LaneContainer, LaneEphemeral, LaneService}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l Life
		for ; len(b) >= 4; b = b[4:] {
			k, p := int(b[0])%len(kinds), int(b[1])%len(phases)
			la := lane(kinds[k], fmt.Sprint(b[0]%7), span(tracks[p], phases[p], float64(b[2])/7, float64(b[3])/5-4).run(int(b[1]%3)))
			l.Lanes = append(l.Lanes, la.probing(ProbeInfo{Probe: "readiness"}))
		}
		l.Pod.Created = t0
		checkPath(t, startupPath(&l, sec(30)))
		judge(&l, sec(30))
	})
}
