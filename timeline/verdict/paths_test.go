package verdict

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

func TestRecoveryPaths(t *testing.T) {
	startup, readiness := timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 2}, timeline.ProbeInfo{Probe: "readiness", PeriodSeconds: 2}
	again := []timeline.Span{
		ofRun(span(timeline.TrackProcess, timeline.BackOff, 10, 20), 2), ofRun(span(timeline.TrackImage, timeline.Pulling, 20, 21), 2), ofRun(span(timeline.TrackProcess, timeline.Creating, 21, 21.5), 2),
		ofRun(span(timeline.TrackProcess, timeline.Running, 21.5, -1), 2), ofRun(span(timeline.TrackHooks, timeline.PostStart, 21.5, 24), 2), ofRun(span(timeline.TrackStartup, timeline.Probing, 25, 29), 2),
	}
	notReady, ready := ofRun(span(timeline.TrackReadiness, timeline.NotReady, 21.5, 31), 2), ofRun(span(timeline.TrackReadiness, timeline.Ready, 31, -1), 2)
	for _, c := range []struct {
		name     string
		lane     testLane
		complete bool
		want     string
	}{
		{"every stage from exit to Ready", app(append(again, notReady, ready)...).probes(startup, readiness).attempts(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), true,
			"container/app BackOff 10s, container/app Pulling 1s, container/app Creating 500ms, container/app PostStart 2.5s, container/app Running 1s, container/app Probing 4s, container/app NotReady 2s"},
		{"it has not come back yet", app(append(again, ofRun(span(timeline.TrackReadiness, timeline.NotReady, 21.5, -1), 2))...).probes(startup, readiness).attempts(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), false,
			"container/app BackOff 10s, container/app Pulling 1s, container/app Creating 500ms, container/app PostStart 2.5s, container/app Running 1s, container/app Probing 4s, container/app NotReady 31s"},
		{"an init container only has to start", lane(timeline.LaneInit, "migrate", again[0], again[2], again[3]).attempts(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), true,
			"init/migrate BackOff 10s, pod Kubelet 1s, init/migrate Creating 500ms"},
		{"a run between the two left no trace", app(append(again, notReady, ready)...).attempts(ran(1, 1, 10, 1), ran(3, 21.5, -1, 0)), false, ""},
		{"nobody saw whether it was ready", app(again...).probes(startup, readiness).attempts(ran(1, 1, 10, 1), ran(2, 21.5, 40, 1)), false, ""},
		{"its predecessor's end was not seen", app(append(again, notReady, ready)...).attempts(ran(1, 1, -1, 1), ran(2, 21.5, -1, 0)), false, ""},
	} {
		l := lifeOf(podLane(up()...), c.lane)
		last := c.lane.Attempts[1].Number
		p := Recovery(&l.Life, &l.Lanes[1], last, sec(60))
		if got := pathText(p); got != c.want || p.Complete != c.complete {
			t.Errorf("%s: complete %v\n got %s\nwant %s", c.name, p.Complete, got, c.want)
		}
		checkPath(t, p)
	}
}

func TestStopPaths(t *testing.T) {
	hidden := span(timeline.TrackHooks, timeline.PreStop, 10, 18)
	hidden.End = timeline.Edge{Time: sec(18), Earliest: sec(10), Latest: sec(18), Basis: timeline.Observed}
	main := func(name string, exit float64, spans ...timeline.Span) (testLane, timeline.StopStep) {
		return lane(timeline.LaneContainer, name, spans...), timeline.StopStep{Lane: "container/" + name, Exited: exactAt(exit)}
	}
	web, webStop := main("web", 18, span(timeline.TrackHooks, timeline.PreStop, 10, 13), span(timeline.TrackStop, timeline.Stopping, 13, 18))
	log, logStop := main("log", 14, span(timeline.TrackStop, timeline.Stopping, 10, 14))
	late, lateStop := main("late", 18, span(timeline.TrackImage, timeline.Pulling, 2, 12), span(timeline.TrackHooks, timeline.PostStart, 12.5, 15), span(timeline.TrackStop, timeline.Stopping, 15, 18))
	pulled := lane(timeline.LaneContainer, "pulled", span(timeline.TrackImage, timeline.Pulling, 2, 12))
	blur, blurStop := main("web", 18, hidden, span(timeline.TrackStop, timeline.Stopping, 18, 18))
	mesh := lane(timeline.LaneSidecar, "mesh", span(timeline.TrackHooks, timeline.PreStop, 10, 12), span(timeline.TrackStop, timeline.Stopping, 18, 19))
	asked := timeline.Termination{Requested: exactAt(9.5), Grace: 30}
	with := func(gone float64, steps ...timeline.StopStep) timeline.Termination {
		d := asked
		d.Steps, d.Gone = steps, exactAt(gone)
		return d
	}
	evicted := lifeOf(podLane(), web).termination(with(300, webStop)).pod(func(p *timeline.Pod) { p.DeletionRequested = sec(290) })
	evicted.Termination.Stopped = exactAt(18)
	for _, c := range []struct {
		name string
		life testLife
		want string
	}{
		{"evicted, and deleted long after", evicted, "pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s"},
		{"the container that takes longest counts", lifeOf(podLane(), web, log).termination(with(20, webStop, logStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, pod Kubelet 2s"},
		{"a pull and a postStart hook go on", lifeOf(podLane(), late).termination(with(19, lateStop)),
			"container/late Pulling 2.5s, pod Kubelet 500ms, container/late PostStart 2.5s, container/late Stopping 3s, pod Kubelet 1s"},
		{"what was pulled was never started", lifeOf(podLane(), pulled).termination(with(13)), "container/pulled Pulling 2.5s, pod Kubelet 1s"},
		{"nobody saw the hook end", lifeOf(podLane(), blur).termination(with(19, blurStop)),
			"pod Kubelet 500ms, container/web PreStop and Stopping 8s, pod Kubelet 1s"},
		{"a sidecar waits for the main containers", lifeOf(podLane(), mesh, web).termination(with(20, timeline.StopStep{Lane: "sidecar/mesh", Exited: exactAt(19)}, webStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, sidecar/mesh Stopping 1s, pod Kubelet 1s"},
		{"a finalizer holds the object", lifeOf(podLane(span(timeline.TrackPod, timeline.Finalizing, 18.5, 40)), web).termination(with(40, webStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, pod Kubelet 500ms, pod Finalizing 21.5s"},
	} {
		p := StopPath(&c.life.Life, sec(60))
		if got := pathText(p); got != c.want || !p.Complete {
			t.Errorf("%s: complete %v\n got %s\nwant %s", c.name, p.Complete, got, c.want)
		}
		checkPath(t, p)
	}
	hook := lane(timeline.LaneContainer, "hook", span(timeline.TrackHooks, timeline.PreStop, 10, -1))
	polite := lane(timeline.LaneContainer, "polite", span(timeline.TrackStop, timeline.Stopping, 10, -1))
	both := lifeOf(podLane(), hook, polite).termination(timeline.Termination{Requested: exactAt(9.5), Grace: 30,
		Steps: []timeline.StopStep{{Lane: "container/hook"}, {Lane: "container/polite", SIGTERM: exactAt(10)}}})
	if got, want := pathText(StopPath(&both.Life, sec(15))), "pod Kubelet 500ms, container/hook PreStop 5s"; got != want {
		t.Errorf("one is in its hook, the other may be over\n got %s\nwant %s", got, want)
	}
	if p := StopPath((&timeline.Life{}), sec(60)); len(p.Path) > 0 {
		t.Errorf("nobody asked it to stop: %s", pathText(p))
	}
}

// TestStartupFactsOfRunsWithoutProbes checks that runs without a probe, which
// are ready once the kubelet says so, had ended where they took the time of a
// start.
func TestStartupFactsOfRunsWithoutProbes(t *testing.T) {
	l := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...), app(span(timeline.TrackProcess, timeline.Running, 1, 4), ofRun(span(timeline.TrackProcess, timeline.Running, 5, 7), 2), span(timeline.TrackReadiness, timeline.Ready, 1, 4), ofRun(span(timeline.TrackReadiness, timeline.Ready, 5, 7), 2)).attempts(ran(1, 1, 4, 9), ran(2, 5, 7, 0))).pod(func(p *timeline.Pod) { p.Phase = "Succeeded" })
	l.Startup = StartupPath(&l.Life, sec(60))
	facts := StartupFacts(&l.Life, sec(60))
	if len(facts) == 0 || facts[0].Phase != timeline.Running || facts[0].Text != "2 runs, the last: exit 0 after 2s" {
		t.Errorf("got %+v", facts)
	}
}

// TestStartupFacts checks that facts come longest first, with the settings that
// made a stage take its time.
func TestStartupFacts(t *testing.T) {
	l := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, 20), span(timeline.TrackPod, timeline.Ready, 20, -1))...),
		app(withReason(span(timeline.TrackImage, timeline.Pulling, 1, 3), "Queued", ""), span(timeline.TrackImage, timeline.Pulling, 3, 7), span(timeline.TrackProcess, timeline.Creating, 7, 7.1), span(timeline.TrackProcess, timeline.Running, 7.1, -1),
			span(timeline.TrackStartup, timeline.Probing, 10, 16.2), span(timeline.TrackReadiness, timeline.NotReady, 7.1, 20), span(timeline.TrackReadiness, timeline.Ready, 20, -1)).probes(timeline.ProbeInfo{Probe: "startup", PeriodSeconds: 2, InitialDelaySeconds: 3}, timeline.ProbeInfo{Probe: "readiness", PeriodSeconds: 4}).marks(mark(timeline.TrackStartup, "ProbeFailed", 10, 3, "no"), mark(timeline.TrackReadiness, "ProbeFailed", 30, 1, "later")).container(func(c *timeline.Container) { c.ImageSize = 80_000_000 }))
	l.Startup = StartupPath(&l.Life, sec(60))
	var got []string
	for _, f := range StartupFacts(&l.Life, sec(60)) {
		got = append(got, string(f.Phase)+" "+f.Duration.String()+": "+f.Text)
	}
	want := []string{
		"Probing 6.2s: 3 failed tries, 6.2s from the first to the pass; period 2s, initialDelay 3s",
		"Pulling 6s: registry.example.com/shop/app:1.42.0; 80 MB in 4s (20 MB/s); 2s of it behind other pulls on the node",
		"NotReady 3.8s: no failed try was reported; period 4s, initialDelay 0s",
		"Running 2.9s: from its start to its first probe or its published status; initialDelay 3s",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
