package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

func update(t *testing.T, l *report.LineWriter, s timeline.Snapshot) string {
	t.Helper()
	out := l.W.(*bytes.Buffer)
	out.Reset()
	if err := l.Update(s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestLinesTellEachChangeOnce(t *testing.T) {
	l := &report.LineWriter{W: &bytes.Buffer{}}
	first := update(t, l, reporttest.Sample())
	for _, want := range []string{"created shop/web-0", "Pulling registry", "pulled in 7.7s: 45 MB", "exit 137 (OOMKilled), signal 9 after 31s", "Running, run 2", "ProbeFailed ×3: HTTP 503", "= Terminating:", "~ not watched 3.0s, until"} {
		if strings.Count(first, want) != 1 {
			t.Errorf("want %q once in\n%s", want, first)
		}
	}
	if again := update(t, l, reporttest.Sample()); again != "" {
		t.Errorf("nothing changed, but:\n%s", again)
	}
}

// TestLinesClaimNoUnknownOutcome checks that what a deletion cut off neither
// passed nor failed.
func TestLinesClaimNoUnknownOutcome(t *testing.T) {
	s := reporttest.Sample()
	lane := &s.Lives[0].Lanes[1]
	for _, span := range []timeline.Span{
		{Track: timeline.TrackImage, Phase: timeline.Pulling}, {Track: timeline.TrackStartup, Phase: timeline.Probing}, {Track: timeline.TrackHooks, Phase: timeline.PreStop},
	} {
		span.Start, span.End, span.Outcome = reporttest.Exact(time.Second), reporttest.Exact(9*time.Second), timeline.Unknown
		lane.Spans = []timeline.Span{span}
		got := update(t, &report.LineWriter{W: &bytes.Buffer{}}, s)
		if !strings.Contains(got, " ended after 8s") || strings.Contains(got, "passed") || strings.Contains(got, "pulled in") || strings.Contains(got, "done in") {
			t.Errorf("%s:\n%s", span.Phase, got)
		}
	}
}

func TestLinesDoNotRepeatWhatIsOnlyBetterKnown(t *testing.T) {
	l := &report.LineWriter{W: &bytes.Buffer{}}
	update(t, l, reporttest.Sample())
	s := reporttest.Sample()
	spans := s.Lives[0].Lanes[1].Spans
	spans[1].End = reporttest.Exact(40300 * time.Millisecond)
	spans[2].Start = reporttest.Exact(40800 * time.Millisecond)
	spans[2].Attempt = 4 // two runs came to light that nobody saw
	s.Lives[0].Lanes[1].Marks[0].Time = reporttest.Exact(20100 * time.Millisecond)
	s.Lives[0].Verdict.Headline = "app is in its preStop hook since 16s; SIGKILL in 14s"
	if got := update(t, l, s); got != "" {
		t.Errorf("a revision was written as news:\n%s", got)
	}
}

func TestLinesTellALateArrivalWithItsOwnTime(t *testing.T) {
	l := &report.LineWriter{W: &bytes.Buffer{}}
	update(t, l, reporttest.Sample())
	s := reporttest.Sample()
	lane := &s.Lives[0].Lanes[1]
	lane.Marks = append([]timeline.Mark{{Track: timeline.TrackReadiness, Kind: "ProbeFailed", Time: reporttest.Exact(12 * time.Second), Count: 1, Message: "HTTP 503"}}, lane.Marks...)
	lane.Marks[1].Count = 5
	got := update(t, l, s)
	if lines := strings.Split(strings.TrimSpace(got), "\n"); len(lines) != 2 ||
		!strings.HasPrefix(lines[0], "06:04:40.000  @11.8s") || !strings.HasSuffix(lines[1], "ProbeFailed ×2: HTTP 503") {
		t.Errorf("want the late failure and two more, got:\n%s", got)
	}
}

func TestLinesNameThePodOnceThereAreSeveral(t *testing.T) {
	l := &report.LineWriter{W: &bytes.Buffer{}}
	s := reporttest.Sample()
	second := reporttest.Sample().Lives[0]
	second.Pod.UID, second.Pod.Name = "other", "web-1"
	s.Lives = append(s.Lives, second)
	got := update(t, l, s)
	if !strings.Contains(got, "web-0 container/app") || !strings.Contains(got, "web-1 container/app") {
		t.Errorf("who is who?\n%s", got)
	}
	s.Lives[1].Pod.UID, s.Lives[1].Pod.Namespace = "third", "elsewhere"
	got = update(t, l, s)
	if !strings.Contains(got, "elsewhere/web-1 container/app") {
		t.Errorf("in which namespace?\n%s", got)
	}
}

// TestLinesOfAWorkload checks that a workload has a line when its state, its cause or
// a count of its pods changes, and none for seconds that pass.
func TestLinesOfAWorkload(t *testing.T) {
	l := &report.LineWriter{W: &bytes.Buffer{}}
	s := reporttest.Sample()
	s.Workloads = []timeline.Workload{{
		Kind: "Deployment", Name: "web", UID: "d", Changed: reporttest.Exact(0),
		Rollout: timeline.Rollout{State: timeline.RolloutProgressing, Headline: "0 of 2 pods ready; not for 1s", New: timeline.PodCount{Pods: 2}},
	}}
	r := &s.Workloads[0].Rollout
	for _, c := range []struct {
		change func()
		want   string // "": no line
	}{
		{func() {}, "= Progressing: 0 of 2 pods ready; not for 1s\n"},
		{func() { r.Headline = "0 of 2 pods ready; not for 2s" }, ""},
		{func() { r.Headline, r.New.Ready = "1 of 2 pods ready", 1 }, "= Progressing: 1 of 2 pods ready\n"},
		{func() { r.State, r.Headline = timeline.RolloutStalled, "exceeded quota" }, "= Stalled: exceeded quota\n"},
		{func() { r.Cause = "exit 1, failed once in 1s" }, "= Stalled: exceeded quota\n"},
		{func() { r.Cause = "exit 1, failed once in 1m02s" }, ""},
	} {
		c.change()
		got := update(t, l, s)
		i := strings.Index(got, "  deployment/web ")
		if c.want == "" && got != "" || c.want != "" && (i < 0 || !strings.HasSuffix(got[i:], c.want)) {
			t.Errorf("want a line that ends with %q, have\n%s", c.want, got)
		}
	}
}
