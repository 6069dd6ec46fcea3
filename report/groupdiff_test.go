package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// group returns the group of so many lives that were ready after a time, or, if open,
// that start since then.
func group(lives int, after time.Duration, open bool) report.GroupSide {
	q := stats.Quantile{Best: after, Min: after, Max: after, Low: after, High: after}
	d := stats.Distribution{Stage: stats.Startup, N: lives}
	if open {
		q.Max, q.High, d.Open = stats.Unbounded, stats.Unbounded, lives
	}
	d.P50, d.P90, d.P99, d.Max = q, q, q, q
	return report.GroupSide{Group: stats.Group{Lives: lives, Stages: []stats.Distribution{d}}}
}

// TestGroupDiffOfWhatGoesOn checks that a start that goes on is no shorter than one
// that is over, and longer by at least what it has taken.
func TestGroupDiffOfWhatGoesOn(t *testing.T) {
	long, short := group(20, time.Minute, true), group(20, 5*time.Second, false)
	for _, c := range []struct {
		a, b report.GroupSide
		want string
	}{
		{short, long, "to ready, p50: at least +55.0s"},
		{group(20, 5*time.Second, true), group(20, time.Minute, false), "to ready, p50: not known yet: 20 of A and 0 of B still start"},
		{group(20, time.Minute, false), group(3, 5*time.Second, true), "to ready, p50: not known yet: 0 of A and 3 of B still start"},
	} {
		d := report.CompareGroups(c.a, c.b)
		if got := d.Sentences()[0]; !strings.HasPrefix(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
		if got, _ := d.Exceeds("startup", 0); got != "" && !strings.HasSuffix(got, "≥1m00s, at least +55.0s") {
			t.Errorf("it fails for %q", got)
		}
	}
}

// TestBaseline checks that a baseline without lives, or with lengths that no lives can
// have, is refused, and that of one without "stop" it is known which stages are of the
// termination.
func TestBaseline(t *testing.T) {
	quantiles := func(q string) string {
		return `"n":1,"p50":` + q + `,"p90":` + q + `,"p99":` + q + `,"max":` + q + `}`
	}
	stage := func(lane, phase string) string {
		return `{"lane":"` + lane + `","phase":"` + phase + `",` + quantiles(`{"best":"4s","min":"3s","max":"5s","low":"3s"}`)
	}
	for _, c := range []struct{ doc, err string }{
		{`{"schema":"podlife.stats/v1","lives":0}`, "it sums up no lives"},
		{`{"schema":"podlife.stats/v1","lives":1,"stages":[{"lane":"pod","phase":"Startup",` + quantiles(`{"best":"-4s","min":"-9s","max":"-1s","low":"-9s"}`) + `]}`, "pod Startup is not within its bounds"},
		{`{"schema":"podlife.stats/v1","lives":1,"stages":[{"lane":"pod","phase":"Startup",` + quantiles(`{"best":"9s","min":"1s","max":"2s","low":"1s"}`) + `]}`, "pod Startup is not within its bounds"},
		{`{"schema":"podlife.stats/v2","lives":1}`, `its schema is "podlife.stats/v2"`},
	} {
		if _, err := report.ReadStats(strings.NewReader(c.doc)); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, want %q", c.doc, err, c.err)
		}
	}
	doc := `{"schema":"podlife.stats/v1","lives":1,"stages":[` + strings.Join([]string{stage("pod", "Startup"), stage("pod", "Terminating"), stage("container/app", "Stopping")}, ",") + `]}`
	g, err := report.ReadStats(strings.NewReader(doc))
	if err != nil || len(g.Stages) != 3 || g.Stages[0].Stop || !g.Stages[1].Stop || !g.Stages[2].Stop {
		t.Fatalf("%v: %+v", err, g)
	}
	var b bytes.Buffer
	if err := report.StatsJSON(&b, stats.Summary{All: g}, report.Traffic{}); err != nil || strings.Count(b.String(), `"stop": true`) != 2 {
		t.Errorf("%v: %s", err, b.String())
	}
}

// TestOpenOutlierInWords checks that a pod that still starts is not said to be ready.
func TestOpenOutlierInWords(t *testing.T) {
	l := *started(time.Minute, 0)
	l.Startup.Complete, l.Pod.Phase = false, "Pending"
	lives := []timeline.Life{l}
	for range 6 {
		lives = append(lives, *started(time.Second, 0))
	}
	var text, doc bytes.Buffer
	if err := report.StatsText(&text, stats.Of(lives), report.Traffic{}, report.Options{}); err != nil || !strings.Contains(text.String(), "/web  at least 1m02s to ready: container/app Pulling took 59.0s longer") {
		t.Errorf("%v:\n%s", err, text.String())
	}
	if err := report.StatsJSON(&doc, stats.Of(lives), report.Traffic{}); err != nil || !strings.Contains(doc.String(), "\"min\": \"1m2s\"\n      },\n      \"stage\"") {
		t.Errorf("%v:\n%s", err, doc.String())
	}
}

// TestGroupDiffBlamesNoStageOfFew has a stage that one start of forty has, longer than
// all that differs, or that two of A had and all of B: its quantiles are of those that
// have it, and the quantile of all starts is due to it only where so many do.
func TestGroupDiffBlamesNoStageOfFew(t *testing.T) {
	with := func(g report.GroupSide, n int, phase timeline.Phase, took time.Duration) report.GroupSide {
		d := group(n, took, false).Group.Stages[0]
		d.Stage = stats.Stage{Lane: "container/app", Phase: phase}
		g.Group.Stages = append(g.Group.Stages, d)
		return g
	}
	fast, slow := group(40, 4*time.Second, false), group(40, 9*time.Second, false)
	for _, c := range []struct {
		name string
		a, b report.GroupSide
		want string
		row  string
	}{
		{"one of B", with(fast, 40, timeline.NotReady, 3*time.Second), with(with(slow, 40, timeline.NotReady, 8*time.Second), 1, timeline.Pulling, time.Minute),
			"(container/app NotReady +5.0s), sure", "in 0 of 40 → 1 of 40"},
		{"two of A, all of B", with(fast, 2, timeline.Pulling, 5*time.Second), with(slow, 40, timeline.Pulling, 5*time.Second),
			"(container/app Pulling +5.0s), sure", "in 2 of 40 → 40 of 40"},
		{"none of A, all of B", fast, with(slow, 40, timeline.Pulling, 5*time.Second), "(container/app Pulling +5.0s), sure", ""},
	} {
		d := report.CompareGroups(c.a, c.b)
		for _, got := range d.Sentences() {
			if !strings.HasSuffix(got, c.want) {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
		var page strings.Builder
		if err := report.GroupDiffText(&page, d, report.Options{}); err != nil || !strings.Contains(page.String(), c.row) || c.row == "" && strings.Contains(page.String(), " of 40") {
			t.Errorf("%s: %v, want %q in\n%s", c.name, err, c.row, page.String())
		}
	}
}

// TestLongNamesKeepTheirPhases has a container with a name of 63 characters: two rows of
// it that were cut at their ends read alike.
func TestLongNamesKeepTheirPhases(t *testing.T) {
	d := group(3, time.Second, false)
	for _, phase := range []timeline.Phase{timeline.Pulling, timeline.NotReady} {
		stage := d.Group.Stages[0]
		stage.Stage = stats.Stage{Lane: "container/" + strings.Repeat("long-", 12) + "er", Phase: phase}
		d.Group.Stages = append(d.Group.Stages, stage)
	}
	var groups, many strings.Builder
	if err := report.GroupDiffText(&groups, report.CompareGroups(d, d), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := report.StatsText(&many, stats.Summary{All: d.Group}, report.Traffic{}, report.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{groups.String(), many.String()} {
		for _, want := range []string{"… Pulling  ", "… NotReady  "} {
			if !strings.Contains(page, want) {
				t.Errorf("no %q in\n%s", want, page)
			}
		}
	}
}

// TestStatsOfLongNodes checks that nodes of one pool, whose long names differ at their
// ends, are told apart.
func TestStatsOfLongNodes(t *testing.T) {
	var lives []timeline.Life
	for _, end := range []string{"x1k2", "x2k2"} {
		l := *started(time.Second, 0)
		l.Pod.Node = "gke-production-europe-west1-default-pool-1a2b3c4d-" + end
		lives = append(lives, l)
	}
	var b bytes.Buffer
	if err := report.StatsText(&b, stats.Of(lives), report.Traffic{}, report.Options{}); err != nil || !strings.Contains(b.String(), "-x1k2 ") || !strings.Contains(b.String(), "-x2k2 ") {
		t.Errorf("%v:\n%s", err, b.String())
	}
}
