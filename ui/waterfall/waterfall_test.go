package waterfall_test

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/waterfall"
)

// drawn returns the waterfall of a recording, d after its first observation.
func drawn(t *testing.T, name string, d time.Duration, w, h int) string {
	t.Helper()
	return drawnLater(t, name, d, 0, w, h)
}

// drawnLater returns it as it is some time after nothing more was observed.
func drawnLater(t *testing.T, name string, d, later time.Duration, w, h int) string {
	t.Helper()
	all := fixture.Named(t, name).Obs
	now, m := all[0].At.Add(d), model.New()
	for _, o := range all {
		if !o.At.After(now) {
			m.Apply(o)
		}
	}
	now = now.Add(later)
	s := m.Snapshot(now)
	keys := keymap.Default()
	pg := &page.Page{Now: now, Snapshot: &s, Life: &s.Lives[0], At: page.RowID{Lane: "pod"}, W: w, H: 40, G: draw.Unicode(), Keys: &keys, Location: time.UTC}
	if !waterfall.Shown(pg) {
		t.Fatalf("%s: no waterfall", name)
	}
	c := draw.NewCanvas(w, h, pg.G)
	waterfall.Draw(c, draw.Area{W: w, H: min(h, waterfall.Height(pg))}, pg)
	lines := make([]string, h)
	for y := range h {
		for x := range w {
			lines[y] += cmp.Or(c.TextAt(x, y), " ")
		}
		lines[y] = strings.TrimRight(lines[y], " ")
	}
	return strings.Join(lines, "\n")
}

// TestStages checks that each container has a row with its own stages, and that the
// longest is named in the title.
func TestStages(t *testing.T) {
	got := drawn(t, "demo", 45*time.Second, 140, 8)
	for _, want := range []string{
		"longest: checkout pull 7.7s 21%", "pull 2.3s (14 MB, 5.9 MB/s)", "startup probe 2.0s (2 fails)",
		"if checkout's image were on the node: 28.6s", "if checkout's readiness probe ran every second: up to 1.0s less",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("without %q:\n%s", want, got)
		}
	}
}

// TestLongestRowsStay checks that the longest rows are drawn where not all fit.
func TestLongestRowsStay(t *testing.T) {
	got := drawn(t, "demo", 45*time.Second, 140, 4)
	for _, want := range []string{"checkout ", "envoy ", "wait-for-db ", "3 shorter not shown"} {
		if !strings.Contains(got, want) {
			t.Errorf("without %q:\n%s", want, got)
		}
	}
}

// TestNoGuess checks that nothing is said of a start that goes on.
func TestNoGuess(t *testing.T) {
	if got := drawn(t, "checkout", 20*time.Second, 140, 8); strings.Contains(got, " if ") || !strings.Contains(got, "so far") {
		t.Errorf("a start that goes on:\n%s", got)
	}
}

// TestLongLengthsStayWhole checks that how long a row took is not cut off: the rest of
// a number is another number.
func TestLongLengthsStayWhole(t *testing.T) {
	if got := drawnLater(t, "unschedulable", 15*time.Second, 400*24*time.Hour, 100, 8); !strings.Contains(got, "400d") || strings.Contains(got, "…") {
		t.Errorf("\n%s", got)
	}
}

// TestWhatGoesOnIsAClock checks that a stage that goes on is counted in seconds that are
// over, as the lanes count it, and that the title has the number of the row.
func TestWhatGoesOnIsAClock(t *testing.T) {
	got := drawn(t, "checkout", 21*time.Second, 140, 8)
	for _, want := range []string{"startup 20s so far", "longest: main-container pull 6s 30%", " 6s  30%  pull 6s"} {
		if !strings.Contains(got, want) {
			t.Errorf("without %q:\n%s", want, got)
		}
	}
	if got := drawn(t, "checkout", 10*time.Second, 140, 8); strings.Count(got, "run ~5.4s") != 2 {
		t.Errorf("the title and the row of the longest differ:\n%s", got)
	}
}
