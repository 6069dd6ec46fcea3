package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

var born = time.Date(2026, 11, 22, 7, 4, 28, 0, time.UTC)

// known returns a moment at d after birth, known from lo to hi.
func known(d, lo, hi time.Duration) timeline.Edge {
	return timeline.Edge{Time: born.Add(d), Earliest: born.Add(lo), Latest: born.Add(hi)}
}

const ms = time.Millisecond

func sharp(d time.Duration) timeline.Edge { return known(d, d, d) }

// TestOffsetsInOrder checks that rounding to a second does not turn two moments
// around.
func TestOffsetsInOrder(t *testing.T) {
	for _, c := range []struct {
		name    string
		moments []timeline.Edge
		want    string
	}{
		{"nothing to mend", []timeline.Edge{sharp(1200 * ms), known(5400*ms, 4900*ms, 5900*ms), sharp(5400 * ms)}, "@1.2s @5s @5.4s"},
		{"rounded up over the next", []timeline.Edge{known(26600*ms, 26*time.Second, 26700*ms), sharp(26700 * ms)}, "@26.6s @26.7s"},
		{"rounded down below the one before", []timeline.Edge{sharp(28100 * ms), known(28400*ms, 28*time.Second, 29*time.Second)}, "@28.1s @28.4s"},
		{"one that is mended turns another around", []timeline.Edge{known(9600*ms, 9*time.Second, 10*time.Second), known(9700*ms, 9*time.Second, 10*time.Second), sharp(9800 * ms)}, "@9.6s @9.7s @9.8s"},
		{"hardly known", []timeline.Edge{sharp(26700 * ms), known(27800*ms, 20*time.Second, 30*time.Second)}, "@26.7s @~28s"},
		{"not known at all", []timeline.Edge{sharp(time.Second), {}}, "@1.0s @?"},
	} {
		if got := strings.Join((offsets{born}).inOrder(c.moments), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAPathInOneLine checks that a step of hardly any length is left out of the
// line, and that its neighbours become one.
func TestAPathInOneLine(t *testing.T) {
	step := func(lane string, phase timeline.Phase, from, to time.Duration) timeline.Step {
		return timeline.Step{Lane: lane, Phase: phase, Start: born.Add(from), Duration: timeline.Duration(to - from), Share: float64(to-from) / float64(10*time.Second)}
	}
	path := timeline.Startup{Total: timeline.Duration(10 * time.Second), Path: []timeline.Step{
		step("pod", timeline.Kubelet, 0, 500*ms), step("container/app", timeline.Creating, 500*ms, 520*ms), step("pod", timeline.Kubelet, 520*ms, time.Second),
		step("container/app", timeline.Probing, time.Second, 4*time.Second), step("container/app", timeline.NotReady, 4*time.Second, 10*time.Second)}}
	app := timeline.Lane{ID: "container/app", Name: "app", Container: &timeline.Container{}, Spans: []timeline.Span{
		{Start: known(4*time.Second, 3*time.Second, 4*time.Second), End: sharp(10 * time.Second)}}}
	v := view{life: &timeline.Life{Lanes: []timeline.Lane{app}}}
	if got, want := v.chain(path, "container/app"), "kubelet overhead 1.0s · Probing ~3.0s 30% · NotReady ~6.0s 60%"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := v.chain(path, ""), "kubelet overhead 1.0s · app Probing ~3.0s 30% · app NotReady ~6.0s 60%"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSidecarsStopAfterTheOthers checks that a sidecar's SIGTERM may come at
// the moment of the exit that it waits for.
func TestSidecarsStopAfterTheOthers(t *testing.T) {
	stop := func(lane string, term, exit time.Duration) timeline.StopStep {
		return timeline.StopStep{Lane: lane, Killing: sharp(time.Second), SIGTERM: sharp(term), Exited: sharp(exit)}
	}
	v := view{offsets: offsets{born}, life: &timeline.Life{}}
	var got []string
	for _, r := range v.stopSteps(&timeline.Termination{Requested: sharp(ms), Steps: []timeline.StopStep{
		stop("sidecar/first", 4*time.Second, 5*time.Second), stop("sidecar/second", 3*time.Second, 4*time.Second), stop("container/app", time.Second, 3*time.Second)}}) {
		got = append(got, r.lane+" "+r.what)
	}
	want := []string{"pod asked to stop", "container/app SIGTERM, no preStop", "sidecar/second kubelet begins to stop it", "sidecar/first kubelet begins to stop it",
		"container/app exited 2s after SIGTERM", "sidecar/second SIGTERM", "sidecar/second exited 1s after SIGTERM", "sidecar/first SIGTERM", "sidecar/first exited 1s after SIGTERM"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStartupsThatWereNeverReady(t *testing.T) {
	startup := timeline.Startup{Total: timeline.Duration(3 * time.Second)}
	for _, c := range []struct {
		life timeline.Life
		want string
	}{
		{timeline.Life{Pod: timeline.Pod{Phase: "Pending"}}, "not ready 3.0s after creation"},
		{timeline.Life{Termination: &timeline.Termination{}}, "never ready; 3.0s from creation to the request to stop"},
		{timeline.Life{Pod: timeline.Pod{Phase: "Succeeded"}}, "ran 3.0s to completion"},
		{timeline.Life{Pod: timeline.Pod{Phase: "Pending", Gone: born}}, "never ready; 3.0s from creation to its end"},
		{timeline.Life{ReadyUnseen: true, Termination: &timeline.Termination{}}, "3.0s from creation to the request to stop; readiness before podlife attached is unknown"},
		{timeline.Life{ReadyUnseen: true}, "3.0s since creation; readiness before podlife attached is unknown"},
	} {
		c.life.Startup, c.life.Pod.Created = startup, born
		if got := (view{life: &c.life}).startupSummary(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestStateOfWhatIsGone checks that a container's last status is not shown as
// news once the object is gone.
func TestStateOfWhatIsGone(t *testing.T) {
	for _, c := range []struct {
		kind  timeline.LaneKind
		state timeline.Container
		gone  bool
		want  string
	}{
		{timeline.LaneContainer, timeline.Container{State: "Running", Ready: true}, false, "Running, ready"},
		{timeline.LaneContainer, timeline.Container{State: "Running"}, false, "Running, not ready"},
		{timeline.LaneInit, timeline.Container{State: "Running"}, false, "Running"},
		{timeline.LaneContainer, timeline.Container{State: "Waiting", Reason: "CrashLoopBackOff"}, false, "Waiting, CrashLoopBackOff"},
		{timeline.LaneContainer, timeline.Container{State: "Running", Ready: true}, true, "last seen Running, ready"},
		{timeline.LaneContainer, timeline.Container{State: "Terminated"}, true, "Terminated"},
		{timeline.LaneContainer, timeline.Container{}, true, ""},
	} {
		v := view{life: &timeline.Life{}}
		if c.gone {
			v.life.Pod.Gone = born
		}
		lane := timeline.Lane{Kind: c.kind, Container: &c.state}
		if got := v.laneState(&lane); got != c.want {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
		failing := timeline.ProbeInfo{Failures: 2, Streak: 2}
		if got, now := strings.Contains(probeText(failing, v.runs(&lane)), "2 in a row now"), c.state.State == "Running" && !c.gone; got != now {
			t.Errorf("%+v: two failures in a row now: %v", c, got)
		}
	}
}

// TestAStageOfNoLengthIsNoDifference checks that a stage of hardly any length
// is not missed in a life where it passed between two signals.
func TestAStageOfNoLengthIsNoDifference(t *testing.T) {
	length := func(best, least time.Duration) *Length {
		return &Length{Best: timeline.Duration(best), Min: timeline.Duration(least), Max: timeline.Duration(time.Second)}
	}
	for _, c := range []struct {
		a, b *Length
		want Comparison
	}{
		{length(8*ms, 7*ms), nil, AboutTheSame},
		{nil, length(8*ms, 0), AboutTheSame},
		{length(400*ms, 0), nil, OnlyInA},
		{nil, length(400*ms, 0), OnlyInB},
	} {
		if got := compare(c.a, c.b); got != c.want {
			t.Errorf("%+v and %+v: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// TestOffsetsOfAStop checks that, after days, the steps of a stop are counted
// from the request, and no more precisely than it is known.
func TestOffsetsOfAStop(t *testing.T) {
	const days = 6*24*time.Hour + 2*time.Hour
	step := timeline.StopStep{Lane: "container/app", Killing: sharp(days + 100*ms), HasPreStop: true, PreStopEnd: sharp(days + 5100*ms), SIGTERM: sharp(days + 5100*ms)}
	for _, c := range []struct {
		requested timeline.Edge
		want      string
	}{
		{sharp(days), "+0s +0.1s +5.1s +5.1s"},
		{known(days, days, days+900*ms), "+0s +0s +5s +5s"},
	} {
		stop := timeline.Termination{Requested: c.requested, Steps: []timeline.StopStep{step}}
		v := view{offsets: offsets{born}, life: &timeline.Life{}}
		if got := strings.Join(afterRequest(&stop, v.stopSteps(&stop)), " "); got != c.want {
			t.Errorf("requested in %v: %q, want %q", c.requested.Uncertainty(), got, c.want)
		}
	}
}

// TestDownTime checks that no down time is given between two runs with others
// in between that left no trace.
func TestDownTime(t *testing.T) {
	first := timeline.Attempt{Number: 1, Exited: sharp(time.Second)}
	for number, want := range map[int]string{2: "3s", 4: ""} {
		if got := downTime(first, timeline.Attempt{Number: number, Started: sharp(4 * time.Second)}); got != want {
			t.Errorf("run %d after run 1: down %q, want %q", number, got, want)
		}
	}
}

// TestLongNames checks that a name as long as Kubernetes permits leaves room
// for the rest of its line.
func TestLongNames(t *testing.T) {
	name := "container/" + strings.Repeat("long-name-", 6) + "end"
	life := timeline.Life{
		Lanes: []timeline.Lane{{ID: name, Kind: timeline.LaneContainer, Container: &timeline.Container{State: "Terminated", Image: "registry.example.com/shop/checkout:1.42.0"}}},
		Startup: timeline.Startup{Total: timeline.Duration(time.Second), Path: []timeline.Step{
			{Lane: name, Phase: timeline.Pulling, Start: born, Duration: timeline.Duration(time.Second), Share: 1}}},
	}
	for _, width := range []int{80, 100} {
		var b strings.Builder
		v := view{page: &page{w: &b, width: width}, offsets: offsets{born}, life: &life}
		v.startup()
		v.laneHeading(&life.Lanes[0])
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		if len(lines) != 4 || !strings.HasSuffix(lines[1], "  Pulling") || lines[2] != name || strings.TrimSpace(lines[3]) != "Terminated · registry.example.com/shop/checkout:1.42.0" {
			t.Errorf("%d wide:\n%s", width, b.String())
		}
	}
}

func TestOffsets(t *testing.T) {
	base := time.Unix(1_700_000_000, 0)
	for _, c := range []struct {
		at, half time.Duration
		want     string
	}{
		{0, 0, "@0s"},
		{-200 * ms, 0, "@0s"},
		{12345 * ms, ms, "@12.3s"},
		{12345 * ms, 500 * ms, "@12s"},
		{12345 * ms, 3 * time.Second, "@~12s"},
		{68300 * ms, 0, "@1m08.3s"},
		{68300 * ms, 500 * ms, "@1m08s"},
		{3 * time.Hour, ms, "@3h00m"},
		{-time.Minute, 0, "@-1m00.0s"},
	} {
		e := timeline.Edge{Time: base.Add(c.at), Earliest: base.Add(c.at - c.half), Latest: base.Add(c.at + c.half)}
		if got := (offsets{base}).at(e); got != c.want {
			t.Errorf("%v ± %v is at %q, want %q", c.at, c.half, got, c.want)
		}
	}
	if got := (offsets{base}).at(timeline.Edge{}); got != "@?" {
		t.Errorf("an unknown moment is at %q", got)
	}
}
