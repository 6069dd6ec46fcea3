package verdict

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
)

// verdictCase is one hand-made life and what is to be said of it.
type verdictCase struct {
	name     string
	life     testLife
	now      float64
	state    timeline.State
	severity timeline.Severity
	headline string
	blocking string // "lane phase reason", or ""
	since    float64
}

func TestVerdicts(t *testing.T) {
	tested := map[timeline.State]bool{}
	for _, cases := range [][]verdictCase{startCases(), troubleCases(), runCases(), endCases()} {
		for _, c := range cases {
			tested[c.state] = true
			t.Run(string(c.state)+"/"+c.name, func(t *testing.T) {
				v := verdictOf(&c.life.Life, sec(c.now))
				if v.State != c.state || v.Severity != c.severity {
					t.Errorf("is %s (%s), want %s (%s)", v.State, v.Severity, c.state, c.severity)
				}
				if v.Headline != c.headline {
					t.Errorf("headline\n got %s\nwant %s", v.Headline, c.headline)
				}
				if got := blockingText(v.Blocking); got != c.blocking {
					t.Errorf("blocked by %q, want %q", got, c.blocking)
				}
				if !v.Since.Equal(sec(c.since)) {
					t.Errorf("since %.3fs, want %.3fs", v.Since.Sub(t0).Seconds(), c.since)
				}
			})
		}
	}
	for _, state := range ruledStates() {
		if !tested[state] {
			t.Errorf("no case for %s", state)
		}
	}
}

// ruledStates returns the state of every rule, in the order of the tables.
func ruledStates() []timeline.State {
	var states []timeline.State
	for _, r := range endRules {
		states = append(states, r.state)
	}
	for _, r := range rules {
		states = append(states, r.state)
	}
	return states
}

func blockingText(b *timeline.Blocking) string {
	if b == nil {
		return ""
	}
	return strings.TrimSpace(b.Lane + " " + string(b.Phase) + " " + b.Reason)
}

func TestEveryStateIsOneRow(t *testing.T) {
	states := ruledStates()
	if once := slices.Compact(slices.Sorted(slices.Values(states))); len(once) != len(states) {
		t.Errorf("%d rows for %d states", len(states), len(once))
	}
}

// TestTroubleIsARolloutsToo checks that a pod in a state which is no progress is the cause
// of a rollout that fails: package rollout ranks those states by itself.
func TestTroubleIsARolloutsToo(t *testing.T) {
	for _, r := range rules {
		if r.severity != timeline.Warning && r.severity != timeline.Bad {
			continue
		}
		s := timeline.Snapshot{
			Now: sec(60),
			Lives: []timeline.Life{{
				Pod:     timeline.Pod{Name: "web-0", Owner: "StatefulSet/web", Revision: "b"},
				Verdict: timeline.Verdict{State: r.state, Severity: r.severity, Headline: "it is so"},
			}},
			Workloads: []timeline.Workload{{Kind: "StatefulSet", Name: "web", Wanted: 1, Replicas: 1, Template: "b", PodRevision: "b"}},
		}
		if got := rollout.Judge(&s, &s.Workloads[0]); got.State != timeline.RolloutFailing || got.Cause == "" {
			t.Errorf("a rollout whose pod is %s is %s: %s", r.state, got.State, got.Headline)
		}
	}
}

// TestVerdictOfAlmostNothing judges lives that have no lanes, no spans, no
// edges.
func TestVerdictOfAlmostNothing(t *testing.T) {
	lives := []timeline.Life{
		{},
		{Pod: timeline.Pod{Phase: "Failed"}},
		{Pod: timeline.Pod{Phase: "Succeeded"}},
		{Pod: timeline.Pod{Gone: sec(1)}},
		{Pod: timeline.Pod{DeletionRequested: sec(1)}},
		{Termination: &timeline.Termination{Steps: []timeline.StopStep{{Lane: "container/none"}}}},
		{Pod: timeline.Pod{Gone: sec(1)}, Termination: &timeline.Termination{Steps: []timeline.StopStep{{Lane: "container/none", SIGKILL: true}}}},
		{Lanes: []timeline.Lane{{Kind: timeline.LaneContainer, Spans: []timeline.Span{{Track: timeline.TrackProcess, Phase: timeline.BackOff}}}}},
		{Lanes: []timeline.Lane{{Kind: timeline.LaneInit, Attempts: []timeline.Attempt{{}}}}},
	}
	for i := range lives {
		if v := verdictOf(&lives[i], sec(2)); v.State == "" || v.Headline == "" {
			t.Errorf("life %d: %+v", i, v)
		}
		StartupPath(&lives[i], sec(2))
	}
}

func TestHeadlineCutsLongMessages(t *testing.T) {
	long := strings.Repeat("ärger ", 200)
	l := lifeOf(podLane(up(span(timeline.TrackPod, timeline.Starting, 1, -1))...), app().waiting("CreateContainerConfigError", long))
	v := verdictOf(&l.Life, sec(5))
	if n := utf8.RuneCountInString(v.Headline); n > 200 || !strings.Contains(v.Headline, "…") {
		t.Errorf("headline of %d runes: %s", n, v.Headline)
	}
	if v.Blocking.Message != long {
		t.Error("Blocking.Message is not the whole message")
	}
}

func BenchmarkJudgeAndStartup(b *testing.B) {
	lanes := []testLane{podLane(up(span(timeline.TrackPod, timeline.Initializing, 1, 20), span(timeline.TrackPod, timeline.Starting, 20, 40), span(timeline.TrackPod, timeline.Ready, 40, -1))...)}
	for i := range 4 {
		at := 1 + float64(i)*4
		lanes = append(lanes, lane(timeline.LaneInit, "i"+string(rune('a'+i)), span(timeline.TrackImage, timeline.Pulling, at, at+1), span(timeline.TrackProcess, timeline.Creating, at+1, at+1.1), span(timeline.TrackProcess, timeline.Running, at+1.1, at+4)).attempts(ran(1, at+1.1, at+4, 0)))
	}
	for i := range 12 {
		at := 20 + float64(i)
		lanes = append(lanes, lane(timeline.LaneContainer, "c"+string(rune('a'+i)), span(timeline.TrackImage, timeline.Pulling, at, at+0.8), span(timeline.TrackProcess, timeline.Waiting, 1, at+0.8), span(timeline.TrackProcess, timeline.Creating, at+0.8, at+0.9), span(timeline.TrackProcess, timeline.Running, at+0.9, -1), span(timeline.TrackReadiness, timeline.NotReady, at+0.9, 39), span(timeline.TrackReadiness, timeline.Ready, 39, -1)).attempts(ran(1, at+0.9, -1, 0)))
	}
	l := lifeOf(lanes...)
	b.ReportAllocs()
	for b.Loop() {
		l.Startup = timeline.Startup{}
		l.Verdict = verdictOf(&l.Life, sec(60))
		l.Startup = StartupPath(&l.Life, sec(60))
	}
	b.ReportMetric(float64(b.Elapsed()/time.Microsecond)/float64(b.N), "µs/life")
}

func verdictOf(l *timeline.Life, now time.Time) timeline.Verdict {
	v, _ := Judge(l, now)
	return v
}
