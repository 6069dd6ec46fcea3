package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui/compare"
)

// between returns a comparison that names both lives, with the stages of both.
func between(a, b *timeline.Life) compare.Diff {
	d := compare.Diff{Sentence: a.Pod.Name + " with " + b.Pod.Name, StartupA: "3.6s", StartupB: "4.5s", Counts: []compare.Count{{Lane: "container/shop", What: "restarts", A: 1, B: 2}}}
	list, other := stats.StartupStages(a), stats.StartupStages(b)
	for _, s := range list {
		row := compare.Stage{Stage: s.Stage, A: s.Length.Column(), B: "-", Delta: "about the same"}
		for _, o := range other {
			if d := o.Length.Best - s.Length.Best; o.Stage == s.Stage && d.Abs() > 500*time.Millisecond {
				row.B, row.Differs, row.Delta = o.Length.Column(), d, "longer or shorter"
			}
		}
		d.Path = append(d.Path, row)
	}
	return d
}

// TestTwoPodsCompare checks that d compares the two marked pods, or the marked one with
// the selected one, and that esc leads back to the list.
func TestTwoPodsCompare(t *testing.T) {
	all := recording(t, "rollout")
	for _, c := range []struct{ keys, want string }{
		{"esc m down m down d", "shop-d94984565-krjfk with shop-d94984565-5vv95"},
		{"esc m down down d", "shop-d94984565-krjfk with shop-d94984565-gcb52"},
		{"esc m m d", "mark one pod with m, then select another, and d compares them"},
		{"esc m down d esc", "ready, max 4"},
		{"esc m down d end down", "nothing more here: esc closes the comparison"},
	} {
		f, err := Frame(Options{Recording: recorded(all), Compare: between, Location: time.UTC}, 100, 30, all[0].At.Add(30*time.Second), strings.Fields(c.keys))
		if err != nil || !strings.Contains(f, c.want) {
			t.Errorf("%s: no %q (%v) in\n%s", c.keys, c.want, err, f)
		}
	}
}

// TestStagesOfTwoPods checks the picture of two lives: a stage is drawn in both on one
// scale, from its own start; one that goes on is compared with nothing; and what differs
// most is marked.
func TestStagesOfTwoPods(t *testing.T) {
	all := recording(t, "rollout")
	for _, c := range []struct {
		w, h    int
		at      time.Duration
		keys    string
		want    []string
		without string
	}{
		{100, 30, 40 * time.Second, "esc m down m d", []string{
			"─ startup  A 3.6s  B 4.5s ──", "longest difference: shop readiness probe",
			"shop readiness probe A         ┄┄┄┄", "Δ longer or shorter  B            ┄┄┄┄┄",
			"brief in both: scheduling, shop pull, shop create", "shop restarts   A 1   B 2",
		}, "goes on"},
		{60, 40, 40 * time.Second, "esc m down m d", []string{"Δ longer or shorter  B     ┄┄┄┄"}, "goes on"},
		{100, 30, 25 * time.Second, "esc m end up d", []string{"A 3.6s so far", "goes on in A", "▸"}, "Δ"},
	} {
		f, err := Frame(Options{Recording: recorded(all), Compare: between, Location: time.UTC}, c.w, c.h, all[0].At.Add(c.at), strings.Fields(c.keys))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(f, want) {
				t.Errorf("%d cells, %s: no %q in\n%s", c.w, c.at, want, f)
			}
		}
		if strings.Contains(f, c.without) {
			t.Errorf("%d cells, %s: %q in\n%s", c.w, c.at, c.without, f)
		}
	}
}

// TestNothingMatchesInTheList checks that a filter that leaves no pod leaves no lines of
// pods that were there before it.
func TestNothingMatchesInTheList(t *testing.T) {
	all := recording(t, "rollout")
	f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 30, all[0].At.Add(30*time.Second), strings.Fields("esc down / z z z enter down m d"))
	if err != nil || !strings.Contains(f, "no pod matches") {
		t.Errorf("%v in\n%s", err, f)
	}
}

// TestNothingToCopy checks that a key that has nothing to copy says so.
func TestNothingToCopy(t *testing.T) {
	all := recording(t, "demo")
	f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 30, all[0].At.Add(30*time.Second), []string{"L", "y"})
	if err != nil || !strings.Contains(f, "no line to copy here") {
		t.Errorf("%v in\n%s", err, f)
	}
}
