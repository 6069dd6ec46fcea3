package serving

import (
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

var epoch = time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)

func at(seconds float64) timeline.Edge {
	return timeline.ExactEdge(epoch.Add(time.Duration(seconds * float64(time.Second))))
}

// served returns a pod that was an endpoint of a Service from one second to another;
// 0 is still.
func served(revision string, from, to float64) timeline.Life {
	span := timeline.Span{Track: timeline.TrackEndpoint, Phase: timeline.Ready, Start: at(from)}
	l := timeline.Life{Pod: timeline.Pod{Namespace: "n", Owner: "ReplicaSet/web-" + revision}}
	if to > 0 {
		span.End, l.Termination = at(to), &timeline.Termination{Requested: at(to)}
	}
	l.Lanes = []timeline.Lane{{ID: "container/app", Kind: timeline.LaneContainer}, {ID: "service/web", Kind: timeline.LaneService, Name: "web", Spans: []timeline.Span{span}}}
	return l
}

func TestCapacity(t *testing.T) {
	s := timeline.Snapshot{Now: at(60).Time, Lives: []timeline.Life{
		served("old", 0, 20), served("old", 0, 25), served("old", 0, 30), // three are wanted
		served("new", 22, 0), served("new", 24, 0), served("new", 35, 0), // 24: a surge
	}}
	got := Of(&s)
	if len(got) != 1 || got[0].Service != "n/web" || got[0].Wanted != 3 {
		t.Fatalf("%+v", got)
	}
	if w := got[0].Worst; w == nil || w.Serving != 2 || !w.From.Time.Equal(at(30).Time) || !w.To.Time.Equal(at(35).Time) {
		t.Errorf("worst: %+v, want 2 of 3 from 30 to 35", w)
	}
	var steps []int
	for _, x := range got[0].Steps {
		steps = append(steps, x.Serving)
	}
	if want := []int{3, 2, 3, 4, 3, 2, 3}; !slices.Equal(steps, want) {
		t.Errorf("steps %v, want %v", steps, want)
	}
}

// What was scaled down on purpose is missing nowhere either, as far as its workload
// says so; what is less than that is.
func TestCapacityOfWhatWasScaledDown(t *testing.T) {
	of := func(wanted int, lives ...timeline.Life) *Dip {
		for i := range lives {
			lives[i].Pod.Revision = "a"
		}
		web := timeline.Workload{Namespace: "n", Kind: "Deployment", Name: "web", Wanted: wanted, Rollout: timeline.Rollout{State: timeline.RolloutComplete}}
		got := Of(&timeline.Snapshot{Now: at(60).Time, Lives: lives, Workloads: []timeline.Workload{web}})
		if len(got) != 1 || got[0].Wanted != wanted {
			t.Fatalf("%+v", got)
		}
		return got[0].Worst
	}
	if w := of(2, served("a", 0, 20), served("a", 0, 20), served("a", 0, 0), served("a", 0, 0)); w != nil {
		t.Errorf("two of two serve, and the worst is %+v", w)
	}
	if w := of(2, served("a", 0, 20), served("a", 0, 30), served("a", 0, 30), served("a", 0, 0)); w == nil || w.Serving != 1 {
		t.Errorf("one of two serves, and the worst is %+v", w)
	}
}

// What is deleted as a whole is missing nowhere.
func TestCapacityOfWhatIsNotWantedAnyMore(t *testing.T) {
	s := timeline.Snapshot{Now: at(60).Time, Lives: []timeline.Life{served("a", 0, 20), served("a", 0, 25)}}
	if got := Of(&s); len(got) != 1 || got[0].Worst != nil {
		t.Errorf("%+v", got)
	}
}

func TestRaces(t *testing.T) {
	stopped := func(preStop, sigterm float64, out timeline.Edge) *timeline.Life {
		l := served("a", 0, 20)
		l.Lanes[1].Spans[0].End = out
		l.Termination.Steps = []timeline.StopStep{{Lane: "container/app", PreStop: time.Duration(preStop * float64(time.Second)), SIGTERM: at(sigterm)}}
		return &l
	}
	between := func(from, to float64) timeline.Edge {
		return timeline.Edge{Time: at(to).Time, Earliest: at(from).Time, Latest: at(to).Time, Basis: timeline.Observed}
	}
	now := at(60).Time
	if got := Races(stopped(5, 25, between(20, 20.5)), now); got != nil {
		t.Errorf("out of service before SIGTERM: %+v", got)
	}
	got := Races(stopped(0, 20.2, between(20, 22)), now)
	if len(got) != 1 || got[0].Certain || got[0].Overlap.Lo != 0 || got[0].Overlap.Hi != 1800*time.Millisecond || got[0].Sleep != 2*time.Second {
		t.Errorf("perhaps: %+v", got)
	}
	got = Races(stopped(1, 21, between(22.5, 24)), now)
	if len(got) != 1 || !got[0].Certain || got[0].Overlap.Lo != 1500*time.Millisecond || got[0].Sleep != 4*time.Second {
		t.Errorf("for certain: %+v", got)
	}
	hook := stopped(0, 22, between(22.5, 23)) // an exec hook of two seconds, which the sleep replaces
	hook.Termination.Steps[0].HasPreStop, hook.Termination.Steps[0].Killing, hook.Termination.Steps[0].PreStopEnd = true, at(20), at(22)
	if got = Races(hook, now); len(got) != 1 || got[0].Sleep != 3*time.Second {
		t.Errorf("after a hook that does more than sleep: %+v", got)
	}
	got = Races(stopped(0, 20, timeline.Edge{}), now)
	if len(got) != 1 || !got[0].Certain || got[0].Sleep != 0 {
		t.Errorf("still an endpoint: %+v", got)
	}
}

// TestSleepThatDoesNotFit checks by hand whether a preStop sleep and the time that the
// container took to exit are within the grace period: of a pod that was in service until
// 4 s after SIGTERM, without a hook, so that the sleep is one of 4 s.
func TestSleepThatDoesNotFit(t *testing.T) {
	for _, c := range []struct {
		name  string
		exit  timeline.Edge // SIGTERM is at 20
		grace time.Duration
		want  time.Duration
	}{
		{"it fits", at(25.5), 30 * time.Second, 0},
		{"it just fits", at(26), 10 * time.Second, 0},
		{"it does not fit", at(26.2), 10 * time.Second, 11 * time.Second},
		{"it might not", timeline.Edge{Time: at(25).Time, Earliest: at(25).Time, Latest: at(26.5).Time, Basis: timeline.Reported}, 10 * time.Second, 11 * time.Second},
		{"it has not exited", timeline.Edge{}, 3 * time.Second, 0},
		{"the grace period is not known", at(26.2), 0, 0},
	} {
		l := served("a", 0, 20)
		l.Pod.SpecGrace, l.Lanes[1].Spans[0].End = c.grace, at(24)
		l.Termination.Steps = []timeline.StopStep{{Lane: "container/app", SIGTERM: at(20), Exited: c.exit}}
		got := Races(&l, at(60).Time)
		if len(got) != 1 || got[0].Sleep != 4*time.Second || got[0].Grace != c.want {
			t.Errorf("%s: %+v, want a grace period of %s", c.name, got, c.want)
		}
	}
}

// A rolling update of a real cluster: four pods, at most one of them missing, and
// a preStop sleep that kept every SIGTERM after the endpoint's end.
func TestRecordedRollout(t *testing.T) {
	r := fixture.Named(t, "rollout")
	s := r.Fold(len(r.Obs))
	got := Of(&s)
	if len(got) != 1 || got[0].Wanted != 4 || got[0].Worst == nil || got[0].Worst.Serving != 3 {
		t.Errorf("%+v", got)
	}
	for i := range s.Lives {
		if races := Races(&s.Lives[i], s.Now); races != nil {
			t.Errorf("%s: %+v", s.Lives[i].Pod.Name, races)
		}
	}
}
