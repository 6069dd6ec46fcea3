package timeline

import (
	"strings"
	"testing"
)

func TestRecoveryPaths(t *testing.T) {
	startup, readiness := ProbeInfo{Probe: "startup", PeriodSeconds: 2}, ProbeInfo{Probe: "readiness", PeriodSeconds: 2}
	again := []Span{
		span(TrackProcess, BackOff, 10, 20).run(2), span(TrackImage, Pulling, 20, 21).run(2), span(TrackProcess, Creating, 21, 21.5).run(2),
		span(TrackProcess, Running, 21.5, -1).run(2), span(TrackHooks, PostStart, 21.5, 24).run(2), span(TrackStartup, Probing, 25, 29).run(2),
	}
	notReady, ready := span(TrackReadiness, NotReady, 21.5, 31).run(2), span(TrackReadiness, Ready, 31, -1).run(2)
	for _, c := range []struct {
		name     string
		lane     Lane
		complete bool
		want     string
	}{
		{"every stage from exit to Ready", app(append(again, notReady, ready)...).probing(startup, readiness).attempted(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), true,
			"container/app BackOff 10s, container/app Pulling 1s, container/app Creating 500ms, container/app PostStart 2.5s, container/app Running 1s, container/app Probing 4s, container/app NotReady 2s"},
		{"it has not come back yet", app(append(again, span(TrackReadiness, NotReady, 21.5, -1).run(2))...).probing(startup, readiness).attempted(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), false,
			"container/app BackOff 10s, container/app Pulling 1s, container/app Creating 500ms, container/app PostStart 2.5s, container/app Running 1s, container/app Probing 4s, container/app NotReady 31s"},
		{"an init container only has to start", lane(LaneInit, "migrate", again[0], again[2], again[3]).attempted(ran(1, 1, 10, 1), ran(2, 21.5, -1, 0)), true,
			"init/migrate BackOff 10s, pod Kubelet 1s, init/migrate Creating 500ms"},
		{"a run between the two left no trace", app(append(again, notReady, ready)...).attempted(ran(1, 1, 10, 1), ran(3, 21.5, -1, 0)), false, ""},
		{"nobody saw whether it was ready", app(again...).probing(startup, readiness).attempted(ran(1, 1, 10, 1), ran(2, 21.5, 40, 1)), false, ""},
		{"its predecessor's end was not seen", app(append(again, notReady, ready)...).attempted(ran(1, 1, -1, 1), ran(2, 21.5, -1, 0)), false, ""},
	} {
		l := lifeOf(podLane(up()...), c.lane)
		last := c.lane.Attempts[1].Number
		p := l.Recovery(&l.Lanes[1], last, sec(60))
		if got := pathText(p); got != c.want || p.Complete != c.complete {
			t.Errorf("%s: complete %v\n got %s\nwant %s", c.name, p.Complete, got, c.want)
		}
		checkPath(t, p)
	}
}

func TestStopPaths(t *testing.T) {
	hidden := span(TrackHooks, PreStop, 10, 18)
	hidden.End = Edge{Time: sec(18), Earliest: sec(10), Latest: sec(18), Basis: Observed}
	main := func(name string, exit float64, spans ...Span) (Lane, StopStep) {
		return lane(LaneContainer, name, spans...), StopStep{Lane: "container/" + name, Exited: sharpAt(exit)}
	}
	web, webStop := main("web", 18, span(TrackHooks, PreStop, 10, 13), span(TrackStop, Stopping, 13, 18))
	log, logStop := main("log", 14, span(TrackStop, Stopping, 10, 14))
	late, lateStop := main("late", 18, span(TrackImage, Pulling, 2, 12), span(TrackHooks, PostStart, 12.5, 15), span(TrackStop, Stopping, 15, 18))
	pulled := lane(LaneContainer, "pulled", span(TrackImage, Pulling, 2, 12))
	blur, blurStop := main("web", 18, hidden, span(TrackStop, Stopping, 18, 18))
	mesh := lane(LaneSidecar, "mesh", span(TrackHooks, PreStop, 10, 12), span(TrackStop, Stopping, 18, 19))
	asked := Termination{Requested: sharpAt(9.5), Grace: 30}
	with := func(gone float64, steps ...StopStep) Termination {
		d := asked
		d.Steps, d.Gone = steps, sharpAt(gone)
		return d
	}
	evicted := lifeOf(podLane(), web).stopping(with(300, webStop)).being(func(p *Pod) { p.DeletionRequested = sec(290) })
	evicted.Termination.Stopped = sharpAt(18)
	for _, c := range []struct {
		name string
		life Life
		want string
	}{
		{"evicted, and deleted long after", evicted, "pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s"},
		{"the container that takes longest counts", lifeOf(podLane(), web, log).stopping(with(20, webStop, logStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, pod Kubelet 2s"},
		{"a pull and a postStart hook go on", lifeOf(podLane(), late).stopping(with(19, lateStop)),
			"container/late Pulling 2.5s, pod Kubelet 500ms, container/late PostStart 2.5s, container/late Stopping 3s, pod Kubelet 1s"},
		{"what was pulled was never started", lifeOf(podLane(), pulled).stopping(with(13)), "container/pulled Pulling 2.5s, pod Kubelet 1s"},
		{"nobody saw the hook end", lifeOf(podLane(), blur).stopping(with(19, blurStop)),
			"pod Kubelet 500ms, container/web PreStop and Stopping 8s, pod Kubelet 1s"},
		{"a sidecar waits for the main containers", lifeOf(podLane(), mesh, web).stopping(with(20, StopStep{Lane: "sidecar/mesh", Exited: sharpAt(19)}, webStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, sidecar/mesh Stopping 1s, pod Kubelet 1s"},
		{"a finalizer holds the object", lifeOf(podLane(span(TrackPod, Finalizing, 18.5, 40)), web).stopping(with(40, webStop)),
			"pod Kubelet 500ms, container/web PreStop 3s, container/web Stopping 5s, pod Kubelet 500ms, pod Finalizing 21.5s"},
	} {
		p := c.life.StopPath(sec(60))
		if got := pathText(p); got != c.want || !p.Complete {
			t.Errorf("%s: complete %v\n got %s\nwant %s", c.name, p.Complete, got, c.want)
		}
		checkPath(t, p)
	}
	hook := lane(LaneContainer, "hook", span(TrackHooks, PreStop, 10, -1))
	polite := lane(LaneContainer, "polite", span(TrackStop, Stopping, 10, -1))
	both := lifeOf(podLane(), hook, polite).stopping(Termination{Requested: sharpAt(9.5), Grace: 30,
		Steps: []StopStep{{Lane: "container/hook"}, {Lane: "container/polite", SIGTERM: sharpAt(10)}}})
	if got, want := pathText(both.StopPath(sec(15))), "pod Kubelet 500ms, container/hook PreStop 5s"; got != want {
		t.Errorf("one is in its hook, the other may be over\n got %s\nwant %s", got, want)
	}
	if p := (&Life{}).StopPath(sec(60)); len(p.Path) > 0 {
		t.Errorf("nobody asked it to stop: %s", pathText(p))
	}
}

// What runs without a probe is ready once the kubelet says so: where such runs
// took the time of a start, they had ended.
func TestStartupFactsOfRunsWithoutProbes(t *testing.T) {
	l := lifeOf(podLane(up(span(TrackPod, Starting, 1, -1))...), app(span(TrackProcess, Running, 1, 4), span(TrackProcess, Running, 5, 7).run(2), span(TrackReadiness, Ready, 1, 4), span(TrackReadiness, Ready, 5, 7).run(2)).
		attempted(ran(1, 1, 4, 9), ran(2, 5, 7, 0))).being(func(p *Pod) { p.Phase = "Succeeded" })
	l.Startup = startupPath(&l, sec(60))
	facts := l.StartupFacts(sec(60))
	if len(facts) == 0 || facts[0].Phase != Running || facts[0].Text != "2 runs, the last: exit 0 after 2s" {
		t.Errorf("got %+v", facts)
	}
}

// Facts are told longest first, with the settings that made a stage take its time.
func TestStartupFacts(t *testing.T) {
	l := lifeOf(podLane(up(span(TrackPod, Starting, 1, 20), span(TrackPod, Ready, 20, -1))...),
		app(span(TrackImage, Pulling, 1, 3).why("Queued", ""), span(TrackImage, Pulling, 3, 7), span(TrackProcess, Creating, 7, 7.1), span(TrackProcess, Running, 7.1, -1),
			span(TrackStartup, Probing, 10, 16.2), span(TrackReadiness, NotReady, 7.1, 20), span(TrackReadiness, Ready, 20, -1)).
			probing(ProbeInfo{Probe: "startup", PeriodSeconds: 2, InitialDelaySeconds: 3}, ProbeInfo{Probe: "readiness", PeriodSeconds: 4}).
			marked(mark(TrackStartup, "ProbeFailed", 10, 3, "no"), mark(TrackReadiness, "ProbeFailed", 30, 1, "later")).
			with(func(c *Container) { c.ImageSize = 80_000_000 }))
	l.Startup = startupPath(&l, sec(60))
	var got []string
	for _, f := range l.StartupFacts(sec(60)) {
		got = append(got, string(f.Phase)+" "+f.Took.String()+": "+f.Text)
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
