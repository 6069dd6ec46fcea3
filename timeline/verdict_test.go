package timeline

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// verdictCase is one hand-made life and what is to be said of it.
type verdictCase struct {
	name     string
	life     Life
	now      float64
	state    State
	severity Severity
	headline string
	blocking string // "lane phase reason", or ""
	since    float64
}

func TestVerdicts(t *testing.T) {
	tested := map[State]bool{}
	for _, cases := range [][]verdictCase{startCases(), troubleCases(), runCases(), endCases()} {
		for _, c := range cases {
			tested[c.state] = true
			t.Run(string(c.state)+"/"+c.name, func(t *testing.T) {
				v := judge(&c.life, sec(c.now))
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
	for _, r := range rules {
		if !tested[r.state] {
			t.Errorf("no case for %s", r.state)
		}
	}
}

func blockingText(b *Blocking) string {
	if b == nil {
		return ""
	}
	return strings.TrimSpace(b.Lane + " " + string(b.Phase) + " " + b.Reason)
}

func TestEveryStateIsOneRow(t *testing.T) {
	rows := map[State]int{}
	for _, r := range rules {
		rows[r.state]++
	}
	if len(rows) != len(rules) || len(rules) != 30 {
		t.Errorf("%d rows for %d states, want 30 of each", len(rules), len(rows))
	}
}

// TestVerdictOfAlmostNothing: a life may have no lanes, no spans, no edges.
func TestVerdictOfAlmostNothing(t *testing.T) {
	lives := []Life{
		{},
		{Pod: Pod{Phase: "Failed"}},
		{Pod: Pod{Phase: "Succeeded"}},
		{Pod: Pod{Gone: sec(1)}},
		{Pod: Pod{DeletionRequested: sec(1)}},
		{Termination: &Termination{Steps: []StopStep{{Lane: "container/none"}}}},
		{Pod: Pod{Gone: sec(1)}, Termination: &Termination{Steps: []StopStep{{Lane: "container/none", SIGKILL: true}}}},
		{Lanes: []Lane{{Kind: LaneContainer, Spans: []Span{{Track: TrackProcess, Phase: BackOff}}}}},
		{Lanes: []Lane{{Kind: LaneInit, Attempts: []Attempt{{}}}}},
	}
	for i := range lives {
		if v := judge(&lives[i], sec(2)); v.State == "" || v.Headline == "" {
			t.Errorf("life %d: %+v", i, v)
		}
		startupPath(&lives[i], sec(2))
	}
}

func TestHeadlineCutsLongMessages(t *testing.T) {
	long := strings.Repeat("ärger ", 200)
	l := lifeOf(podLane(up(span(TrackPod, Starting, 1, -1))...), app().waiting("CreateContainerConfigError", long))
	v := judge(&l, sec(5))
	if n := utf8.RuneCountInString(v.Headline); n > 200 || !strings.Contains(v.Headline, "…") {
		t.Errorf("headline of %d runes: %s", n, v.Headline)
	}
	if v.Blocking.Message != long {
		t.Error("Blocking.Message is not the whole message")
	}
}

func TestPullCauses(t *testing.T) {
	for msg, want := range map[string]string{
		`Failed to pull image "a:b": rpc error: code = NotFound desc = failed to pull and unpack image "a:b": a:b: not found`: "not found",
		`pull access denied for x, repository does not exist or may require authorization`:                                    "access denied, or no such repository",
		`dial tcp: lookup registry.invalid on 10.0.0.10:53: no such host`:                                                     "the registry's host name does not resolve",
		`Back-off pulling image "a:b"`:                                              "",
		`Failed to pull image "a:b": rpc error: code = Unknown desc = disk on fire`: "disk on fire",
	} {
		if got := pullCause(msg); got != want {
			t.Errorf("%s: %q, want %q", msg, got, want)
		}
	}
}

func TestImageNames(t *testing.T) {
	for image, want := range map[string]string{
		"busybox": "busybox",
		"registry.example.com:5000/shop/checkout:1.42.0": "checkout:1.42.0",
		"shop/checkout@sha256:0123456789abcdef":          "checkout@0123456",
	} {
		if got := imageName(image); got != want {
			t.Errorf("%s: %s, want %s", image, got, want)
		}
	}
}

func BenchmarkJudgeAndStartup(b *testing.B) {
	lanes := []Lane{podLane(up(span(TrackPod, Initializing, 1, 20), span(TrackPod, Starting, 20, 40), span(TrackPod, Ready, 40, -1))...)}
	for i := range 4 {
		at := 1 + float64(i)*4
		lanes = append(lanes, lane(LaneInit, "i"+string(rune('a'+i)), span(TrackImage, Pulling, at, at+1), span(TrackProcess, Creating, at+1, at+1.1), span(TrackProcess, Running, at+1.1, at+4)).attempted(ran(1, at+1.1, at+4, 0)))
	}
	for i := range 12 {
		at := 20 + float64(i)
		lanes = append(lanes, lane(LaneContainer, "c"+string(rune('a'+i)), span(TrackImage, Pulling, at, at+0.8), span(TrackProcess, Waiting, 1, at+0.8), span(TrackProcess, Creating, at+0.8, at+0.9), span(TrackProcess, Running, at+0.9, -1), span(TrackReadiness, NotReady, at+0.9, 39), span(TrackReadiness, Ready, 39, -1)).attempted(ran(1, at+0.9, -1, 0)))
	}
	l := lifeOf(lanes...)
	b.ReportAllocs()
	for b.Loop() {
		l.Startup = Startup{}
		l.Verdict = judge(&l, sec(60))
		l.Startup = startupPath(&l, sec(60))
	}
	b.ReportMetric(float64(b.Elapsed()/time.Microsecond)/float64(b.N), "µs/life")
}
