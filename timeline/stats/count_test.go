package stats

import (
	"fmt"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// deletedAt returns a life that was deleted before it was ready, 4 s after its creation
// and with a pull of 3 s behind it.
func deletedAt(change func(*timeline.Life)) timeline.Life {
	l := started("deleted", "2", "x", 3*time.Second)
	l.Startup.Complete, l.Startup.Total = false, timeline.Duration(4*time.Second)
	l.Pod.DeletionRequested = epoch.Add(4 * time.Second)
	l.Pod.Gone = epoch.Add(6 * time.Second)
	l.Lanes[0].Kind, l.Lanes[0].Container = timeline.LaneContainer, &timeline.Container{}
	l.Termination = &timeline.Termination{Requested: timeline.ExactEdge(epoch.Add(4 * time.Second)), Gone: timeline.ExactEdge(epoch.Add(6 * time.Second))}
	change(&l)
	return l
}

// exit returns a run that ended with a code, some time after the life's creation.
func exit(code int32, at time.Duration) []timeline.Attempt {
	return []timeline.Attempt{{Number: 1, Started: timeline.ExactEdge(epoch.Add(3 * time.Second)), Exited: timeline.ExactEdge(epoch.Add(at)), ExitCode: &code}}
}

// TestDeletedEarly checks which lives that were deleted before they were ready were only
// cut short, and which had failed.
func TestDeletedEarly(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*timeline.Life)
		early  bool
	}{
		{"while it pulled", func(l *timeline.Life) { l.Lanes[0].Attempts = nil }, true},
		{"while it ran, and SIGTERM ended it", func(l *timeline.Life) { l.Lanes[0].Attempts, l.Pod.Phase = exit(143, 5*time.Second), "Failed" }, true},
		{"its removal was seen alone", func(l *timeline.Life) { l.Pod.DeletionRequested, l.Lanes[0].Attempts = time.Time{}, nil }, true},
		{"it had crashed", func(l *timeline.Life) { l.Lanes[0].Attempts = exit(1, 3500*time.Millisecond) }, false},
		{"its startup probe had failed", func(l *timeline.Life) {
			l.Lanes[0].Attempts = exit(0, 3500*time.Millisecond)
			l.Lanes[0].Attempts[0].Cause = timeline.CauseStartup
		}, false},
		{"an init container was done", func(l *timeline.Life) {
			l.Lanes[0].Kind, l.Lanes[0].Attempts = timeline.LaneInit, exit(0, 3500*time.Millisecond)
		}, true},
		{"it was a Job's, and done", func(l *timeline.Life) { l.Lanes[0].Attempts, l.Pod.Phase = exit(0, 3500*time.Millisecond), "Succeeded" }, false},
		{"its image was not there", func(l *timeline.Life) { l.Lanes[0].Container.PullFailures = 1 }, false},
		{"its ConfigMap was not there", func(l *timeline.Life) { l.Lanes[0].Container.Reason = "CreateContainerConfigError" }, false},
		{"it was evicted", func(l *timeline.Life) { l.Pod.Phase, l.Pod.Reason = "Failed", "Evicted" }, false},
		{"it was not deleted", func(l *timeline.Life) { l.Pod.DeletionRequested, l.Pod.Gone = time.Time{}, time.Time{} }, false},
		{"it had been ready", func(l *timeline.Life) { l.Startup.Complete = true }, false},
	} {
		if l := deletedAt(c.change); DeletedEarly(&l) != c.early {
			t.Errorf("%s: %v, want %v", c.name, !c.early, c.early)
		}
	}
}

// TestDeletedEarlyIsNoMeasure checks by hand what a group comes to of which two pods were
// ready after 3 s and 5 s, one was deleted after 4 s, and one crashed: the other two are
// counted, and only the termination is a measure of the one that was deleted.
func TestDeletedEarlyIsNoMeasure(t *testing.T) {
	crashed := started("crashed", "2", "x", 50*time.Second)
	crashed.Startup.Complete, crashed.Pod.Phase = false, "Failed"
	g := Of([]timeline.Life{
		started("a", "2", "x", 2*time.Second), started("b", "2", "x", 4*time.Second),
		deletedAt(func(l *timeline.Life) { l.Lanes[0].Attempts = nil }), crashed,
	}).All
	if g.Lives != 4 || g.Ready != 2 || g.Deleted != 1 || g.Never != 1 || g.Starting+g.Unknown != 0 {
		t.Errorf("%+v", g)
	}
	var got []string
	for _, d := range g.Stages {
		got = append(got, fmt.Sprint(d.Phase, " ", d.N, " ", d.P50.Best, " ", d.Max.Best))
	}
	if want := "[Startup 2 3s 5s Pulling 2 2s 4s Running 2 1s 1s Terminating 1 2s 2s]"; fmt.Sprint(got) != want {
		t.Errorf("%v\nwant %s", got, want)
	}
}

// TestNoneReady checks that the stages of pods of which none is ever ready, as a Job's,
// are summed up all the same.
func TestNoneReady(t *testing.T) {
	l := started("job", "", "x", 2*time.Second)
	l.Startup.Complete, l.Pod.Phase = false, "Succeeded"
	if g := Of([]timeline.Life{l, l}).All; g.Never != 2 || g.Stage(Stage{"container/app", timeline.Pulling}).N != 2 {
		t.Errorf("%+v", g)
	}
}
