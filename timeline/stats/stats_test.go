package stats

import (
	"fmt"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

var epoch = time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)

// started returns a life that pulled for a time and was ready a second later.
func started(name, revision, node string, pull time.Duration) timeline.Life {
	path := []timeline.Step{
		{Lane: "container/app", Phase: timeline.Pulling, Start: epoch, Duration: timeline.Duration(pull)},
		{Lane: "container/app", Phase: timeline.Running, Start: epoch.Add(pull), Duration: timeline.Duration(time.Second)},
	}
	got := timeline.Pull{Transfer: pull}
	if pull == 0 {
		got = timeline.Pull{Present: true}
	}
	return timeline.Life{
		Pod:     timeline.Pod{Namespace: "n", Name: name, Owner: "ReplicaSet/web-" + revision, Revision: revision, Node: node, Created: epoch, Phase: "Running"},
		Startup: timeline.Startup{Complete: true, Total: timeline.Duration(pull + time.Second), Path: path},
		Lanes:   []timeline.Lane{{ID: "container/app", Attempts: []timeline.Attempt{{Number: 1, Pull: got}}}},
	}
}

func TestSummary(t *testing.T) {
	var lives []timeline.Life
	for i := range 8 {
		lives = append(lives, started(fmt.Sprint("a", i), "1", "x", 2*time.Second))
	}
	lives = append(lives, started("slow", "2", "y", 20*time.Second))
	lives = append(lives, started("present", "2", "x", 0))
	waiting := started("waiting", "2", "y", 40*time.Second)
	waiting.Startup.Complete = false
	lives = append(lives, waiting)
	failed := started("failed", "2", "y", time.Second)
	failed.Startup.Complete, failed.Pod.Phase = false, "Failed"
	lives = append(lives, failed)

	s := Of(lives)
	if g := s.All; g.Lives != 12 || g.Ready != 10 || g.Starting != 1 || g.Never != 1 {
		t.Errorf("%+v", g)
	}
	ready := s.All.Stage(Startup)
	if ready.N != 11 || ready.Open != 1 || ready.P50.Best != 3*time.Second {
		t.Errorf("to ready: %+v", ready)
	}
	if ready.Max.Min != 41*time.Second || ready.Max.Max != Unbounded {
		t.Errorf("one still starts, and the longest is %+v", ready.Max)
	}
	if pull := s.All.Stage(Stage{"container/app", timeline.Pulling}); pull.N != 11 || pull.Open != 0 {
		t.Errorf("pulling: %+v", pull)
	}
	var groups []string
	for _, g := range s.Groups {
		groups = append(groups, fmt.Sprintf("%s %s %d", g.By, g.Value, g.Lives))
	}
	if got, want := fmt.Sprint(groups), "[revision 1 8 revision 2 4 node x 9 node y 3 image pulled 11 image present 1]"; got != want {
		t.Errorf("groups: %s\nwant    %s", got, want)
	}
	if len(s.Outliers) != 2 || s.Outliers[0].Pod != "n/waiting" || s.Outliers[1].Pod != "n/slow" ||
		s.Outliers[1].Stage.Phase != timeline.Pulling || s.Outliers[1].Longer != 18*time.Second {
		t.Errorf("outliers: %+v", s.Outliers)
	}
}

func TestCompare(t *testing.T) {
	var before, after []timeline.Life
	for i := range 10 {
		before = append(before, started(fmt.Sprint("a", i), "1", "x", time.Duration(20+i)*100*time.Millisecond))
		after = append(after, started(fmt.Sprint("b", i), "2", "x", time.Duration(50+i)*100*time.Millisecond))
	}
	a, b, few := Of(before).All, Of(after).All, Of(after[:4]).All
	if got := Between(a.Stage(Startup).P50, b.Stage(Startup).P50); got != Sure {
		t.Errorf("ten against ten: %s", got)
	}
	if !Exceeds(a.Stage(Startup).P50, b.Stage(Startup).P50, 0.1) || Exceeds(b.Stage(Startup).P50, a.Stage(Startup).P50, 0.1) {
		t.Error("3s longer for certain, and not the other way round")
	}
	if got := Between(a.Stage(Startup).P50, few.Stage(Startup).P50); got != TooFew {
		t.Errorf("ten against four: %s", got)
	}
	if Exceeds(a.Stage(Startup).P50, few.Stage(Startup).P50, 0) {
		t.Error("four lives are too few to fail on")
	}
	if got := Between(a.Stage(Startup).P50, a.Stage(Startup).P50); got == Sure {
		t.Error("the same lives differ")
	}
}

// TestStageOfStartAndStop checks that a container that was stopped on the way to Ready,
// and again at the end, is no sample of one and the same stage.
func TestStageOfStartAndStop(t *testing.T) {
	l := started("web", "1", "x", time.Second)
	l.Startup.Path = append(l.Startup.Path, timeline.Step{Lane: "container/app", Phase: timeline.Stopping, Start: epoch.Add(2 * time.Second), Duration: timeline.Duration(time.Second)})
	at := func(d time.Duration) timeline.Edge { return timeline.ExactEdge(epoch.Add(d)) }
	l.Termination = &timeline.Termination{Requested: at(time.Minute), Steps: []timeline.StopStep{
		{Lane: "container/app", Killing: at(time.Minute), SIGTERM: at(time.Minute), Exited: at(90 * time.Second)},
	}}
	g := Of([]timeline.Life{l}).All
	var got []string
	for _, d := range g.Stages {
		if d.Phase == timeline.Stopping {
			got = append(got, fmt.Sprint(d.Stop, d.N, d.Max.Best))
		}
	}
	if want := "[false 1 1s true 1 30s]"; fmt.Sprint(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, c := range Compare(&g, &g) {
		if c.A == nil || c.B == nil || c.A.Max != c.B.Max {
			t.Errorf("%s of the termination (%v) is compared with another stage", c.Phase, c.Stop)
		}
	}
}

// TestCompareKeepsTheTerminationLast compares lives that were ready with lives that were
// deleted before: all they have in common is nothing, and what is only in the second
// came first.
func TestCompareKeepsTheTerminationLast(t *testing.T) {
	ready, stop := Of([]timeline.Life{started("web", "1", "x", time.Second)}).All, Group{Stages: []Distribution{{Stage: Termination, Stop: true}}}
	for _, list := range [][]Change{Compare(&ready, &stop), Compare(&stop, &ready)} {
		if n := len(list); n != 4 || list[0].Stage != Startup || !list[n-1].Stop {
			t.Errorf("%+v", list)
		}
	}
}

// TestUsualIsOfTheStarts has more pods that never became ready than others: what all
// the others went through is usual all the same, and no outlier's fault.
func TestUsualIsOfTheStarts(t *testing.T) {
	var lives []timeline.Life
	for i := range 8 {
		lives = append(lives, started(fmt.Sprint("a", i), "1", "x", 20*time.Second))
		for range 2 {
			failed := started("failed", "1", "x", time.Second)
			failed.Startup.Complete, failed.Pod.Phase = false, "Failed"
			lives = append(lives, failed)
		}
	}
	slow := started("slow", "1", "x", 21*time.Second)
	slow.Startup.Path[1].Duration += timeline.Duration(15 * time.Second)
	slow.Startup.Total += timeline.Duration(15 * time.Second)
	out := Of(append(lives, slow)).Outliers
	if len(out) != 1 || out[0].Stage.Phase != timeline.Running || out[0].Longer != 15*time.Second {
		t.Errorf("%+v", out)
	}
}

// TestOpenOutlier checks of a pod that crashes that the stage that goes on is the one it
// is in, though it was in it before another; that nothing says it was ready; and that
// what none of the others went through is why it takes so long.
func TestOpenOutlier(t *testing.T) {
	var lives []timeline.Life
	for i := range 5 {
		lives = append(lives, started(fmt.Sprint("a", i), "1", "x", time.Second))
	}
	l := started("crashing", "1", "x", time.Second)
	step := func(phase timeline.Phase, start, d time.Duration) timeline.Step {
		return timeline.Step{Lane: "container/app", Phase: phase, Start: epoch.Add(start), Duration: timeline.Duration(d)}
	}
	l.Startup = timeline.Startup{Total: timeline.Duration(33 * time.Second), Path: append(l.Startup.Path[:2:2],
		step(timeline.BackOff, 2*time.Second, 30*time.Second), step(timeline.Running, 32*time.Second, time.Second))}
	s := Of(append(lives, l))
	for _, d := range s.All.Stages {
		if want := d.Stage == Startup || d.Phase == timeline.Running; (d.Open == 1) != want {
			t.Errorf("%s: %d go on", d.Phase, d.Open)
		}
	}
	if len(s.Outliers) != 1 || s.Outliers[0].Length.Hi != Unbounded || s.Outliers[0].Stage.Phase != timeline.BackOff || s.Outliers[0].Longer != 30*time.Second {
		t.Errorf("%+v", s.Outliers)
	}
}

// TestFailsMore compares shares of lives that never became ready, of which Fisher's exact
// test says how sure it is that one is larger; a life that completed, or whose start goes
// on, says nothing.
func TestFailsMore(t *testing.T) {
	for _, c := range []struct {
		a, b Group
		want bool
	}{
		{Group{Ready: 9, Never: 1}, Group{Ready: 1, Never: 9}, true},  // 0.0005
		{Group{Ready: 9, Never: 1}, Group{Ready: 4, Never: 6}, false}, // 0.029
		{Group{Ready: 10}, Group{Ready: 5, Never: 5}, true},           // 0.016
		{Group{Ready: 4, Never: 1}, Group{Ready: 1, Never: 4}, false}, // 0.103
		{Group{Ready: 1, Never: 9}, Group{Ready: 9, Never: 1}, false}, // fewer
		{Group{Ready: 5, Never: 5}, Group{Ready: 5, Never: 5}, false}, // the same
		{Group{Never: 5}, Group{Never: 50}, false},                    // all of both
		{Group{}, Group{Ready: 1}, false},                             // none of either
		{Group{}, Group{}, false},
		{Group{Ready: 9, Never: 1}, Group{Ready: 1, Never: 9, Completed: 9}, false},
		{Group{Ready: 1, Never: 1}, Group{Never: 1, Starting: 99}, false},
		{Group{Ready: 990, Never: 10}, Group{Ready: 900, Never: 100}, true},
	} {
		if got := FailsMore(&c.a, &c.b); got != c.want {
			t.Errorf("%+v and %+v: %v", c.a, c.b, got)
		}
	}
}
