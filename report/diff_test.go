package report_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

func lifeNamed(t *testing.T, name string, nth int) *timeline.Life {
	t.Helper()
	for _, r := range reporttest.Load(t) {
		if r.Name == name {
			return &r.Fold(len(r.Obs)).Lives[nth]
		}
	}
	t.Fatalf("no recording %s", name)
	return nil
}

// TestDiffNamesTheStageThatDiffers compares two recordings of one pod spec: one
// pulled an image that the other's node had already.
func TestDiffNamesTheStageThatDiffers(t *testing.T) {
	d := report.Compare(lifeNamed(t, "checkout", 0), lifeNamed(t, "full-lifecycle", 0))
	var differ []string
	for _, s := range d.Path {
		if s.Comparison != report.AboutTheSame {
			differ = append(differ, s.Lane+" "+string(s.Phase)+" "+string(s.Comparison))
		}
	}
	if want := []string{"container/main-container Pulling faster"}; !slices.Equal(differ, want) {
		t.Errorf("stages that differ: %q, want %q", differ, want)
	}
	if d.Startup.Comparison != report.Faster || time.Duration(-d.Startup.Delta).Round(time.Second) != 6*time.Second {
		t.Errorf("the startup is %v %s", d.Startup.Delta, d.Startup.Comparison)
	}
	if want := "B became ready 6.0s sooner (-19%): container/main-container Pulling 6.5s faster"; !strings.HasPrefix(d.Sentence(), want) {
		t.Errorf("it comes to %q", d.Sentence())
	}
}

func TestDiffOfALifeWithItselfIsNothing(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		l := r.Fold(len(r.Obs)).Lives[0]
		d := report.Compare(&l, &l)
		for _, s := range append(append([]report.Stage{d.Startup}, d.Path...), d.Termination...) {
			if s.Comparison != report.AboutTheSame || s.Delta != 0 || s.Exceeds(0) {
				t.Errorf("%s: %s %s is %s", r.Name, s.Lane, s.Phase, s.Comparison)
			}
		}
		if len(d.Counts) != 0 {
			t.Errorf("%s: counts differ: %v", r.Name, d.Counts)
		}
	}
}

// TestDiffLeavesNothingOut checks that the stages of each life sum up to its
// startup.
func TestDiffLeavesNothingOut(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		l := r.Fold(len(r.Obs)).Lives[0]
		sum := timeline.Duration(0)
		for _, s := range report.Compare(&l, &timeline.Life{}).Path {
			sum += s.A.Best
		}
		if sum != l.Startup.Total {
			t.Errorf("%s: stages sum up to %v of %v", r.Name, sum, l.Startup.Total)
		}
	}
}

// TestDiffOfAListSaysNotYet compares a life that is ready with one of which it is
// only known that it was not ready when it was read.
func TestDiffOfAListSaysNotYet(t *testing.T) {
	list := started(4*time.Second, 0)
	list.Startup.Complete, list.NowUnknown = false, true
	d := report.Compare(list, started(4*time.Second, 0))
	if said := d.Sentence(); !strings.HasPrefix(said, "A was not ready yet; B became ready after ") {
		t.Errorf("it comes to %q", said)
	}
	var b bytes.Buffer
	if err := report.DiffText(&b, d, report.Options{Width: 100}); err != nil || !strings.Contains(b.String(), "not ready after at least ") {
		t.Errorf("%v: the start-up of a list is told as over:\n%s", err, b.String())
	}
}

// started returns a life whose app pulled its image for some time, known to ±
// half.
func started(pull, half time.Duration) *timeline.Life {
	ready := pull + 2*time.Second
	return &timeline.Life{
		Pod: timeline.Pod{Name: "web", Created: reporttest.T0},
		Startup: timeline.Startup{Complete: true, Total: timeline.Duration(ready), Path: []timeline.Step{
			{Lane: "pod", Phase: timeline.Scheduling, Start: reporttest.T0, Duration: timeline.Duration(time.Second)},
			{Lane: "container/app", Phase: timeline.Pulling, Start: reporttest.After(time.Second), Duration: timeline.Duration(pull)},
			{Lane: "container/app", Phase: timeline.NotReady, Start: reporttest.After(time.Second + pull), Duration: timeline.Duration(time.Second)}}},
		Lanes: []timeline.Lane{{ID: "container/app", Kind: timeline.LaneContainer, Container: &timeline.Container{}, Spans: []timeline.Span{
			{Track: timeline.TrackImage, Phase: timeline.Pulling, Start: reporttest.Exact(time.Second), End: reporttest.Within(time.Second+pull, half)}}}},
	}
}

func TestDiffIsHonestAboutWhatIsKnown(t *testing.T) {
	for _, c := range []struct {
		a, b, half time.Duration
		want       report.Comparison
		over20     bool
	}{
		{10 * time.Second, 13 * time.Second, 0, report.Slower, true},
		{10 * time.Second, 11 * time.Second, 0, report.Slower, false},
		{10 * time.Second, 13 * time.Second, 2 * time.Second, report.AboutTheSame, false},
		{10 * time.Second, 13 * time.Second, time.Second, report.Slower, true},
		{13 * time.Second, 10 * time.Second, 0, report.Faster, false},
		{10 * time.Second, 10100 * time.Millisecond, 0, report.AboutTheSame, false},
		{500 * time.Millisecond, 1500 * time.Millisecond, 480 * time.Millisecond, report.AboutTheSame, false}, // 40ms at least, 2s at most
	} {
		d := report.Compare(started(c.a, c.half), started(c.b, c.half))
		s := d.Stages("container/app Pulling")
		if len(s) != 1 || s[0].Comparison != c.want || s[0].Exceeds(0.2) != c.over20 {
			t.Errorf("%v and %v, each ±%v: %+v, want %s", c.a, c.b, c.half, s, c.want)
		}
	}
	d := report.Compare(started(500*time.Millisecond, 480*time.Millisecond), started(1500*time.Millisecond, 480*time.Millisecond))
	if s := d.Stages("container/app Pulling")[0]; !strings.HasSuffix(s.String(), ", not sure") {
		t.Errorf("it says %q", s)
	}
	d = report.Compare(started(time.Second, 0), &timeline.Life{Pod: timeline.Pod{Name: "web"}})
	if d.Path[1].Comparison != report.OnlyInA || d.Path[1].B != nil {
		t.Errorf("a stage that B does not have is %+v", d.Path[1])
	}
}

func TestDiffPages(t *testing.T) {
	d := report.Compare(lifeNamed(t, "checkout", 0), lifeNamed(t, "full-lifecycle", 0))
	d.A.Source, d.B.Source = "before.jsonl", "after.jsonl"
	var text, doc bytes.Buffer
	if err := report.DiffText(&text, d, report.Options{}); err != nil {
		t.Fatal(err)
	}
	checkText(t, text.String(), 100)
	golden(t, "diff", txtar.File{Name: "diff", Data: text.Bytes()})
	if err := report.DiffJSON(&doc, d); err != nil {
		t.Fatal(err)
	}
	var back report.Diff
	if err := json.Unmarshal(doc.Bytes(), &back); err != nil || back.Schema != "podlife.diff/v1" || len(back.Path) != len(d.Path) || back.Startup.Delta != d.Startup.Delta {
		t.Errorf("%v: the document says %.200s", err, doc.String())
	}
}
