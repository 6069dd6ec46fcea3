package report_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline/model"
)

// moments are the shares of a recording's observations, in percent, after which
// a page of it is kept besides the one at its end: half way, and where there is
// a situation that no other page shows.
var moments = map[string][]int{
	"checkout": {0, 25, 50}, "unschedulable": {0, 25, 50}, "joined-late": {0, 50}, "sidecars": {25, 50}, "v136-demo": {25, 50, 75},
	"drain": {25, 50, 75}, "evicted": {50, 75}, "deadline": {50, 75}, "init-fail": {50, 75}, "demo": {50, 75}, "crashloop": {50, 75},
}

// TestGoldens compares what the page says of each recording, and what the line
// mode says, with one file a recording.
func TestGoldens(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		t.Run(r.Name, func(t *testing.T) {
			var files []txtar.File
			add := func(name, text string) { files = append(files, txtar.File{Name: name, Data: []byte(text)}) }
			shares := moments[r.Name]
			if shares == nil {
				shares = []int{50}
			}
			for _, share := range append(shares, 100) {
				var text bytes.Buffer
				if err := report.Text(&text, r.Fold(max(1, len(r.Obs)*share/100)), report.Options{}); err != nil {
					t.Fatal(err)
				}
				checkText(t, text.String(), 100)
				add(fmt.Sprintf("after %d%%", share), text.String())
			}
			add("line by line", follow(t, r))
			golden(t, r.Name, files...)
		})
	}
}

// follow returns what the line mode prints while the recording is played.
func follow(t *testing.T, r reporttest.Recording) string {
	t.Helper()
	var out bytes.Buffer
	l := &report.LineWriter{W: &out}
	m := model.New()
	for _, o := range r.Obs {
		m.Apply(o)
		if err := l.Update(m.Snapshot(o.At)); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]int{}
	for line := range strings.Lines(out.String()) {
		// Two failures of one probe within a second do look the same.
		if seen[line]++; seen[line] == 2 && !strings.Contains(line, " probe failed") {
			t.Errorf("told twice: %s", line)
		}
	}
	return out.String()
}

// golden compares texts with those of testdata/golden/NAME.txtar.
func golden(t *testing.T, name string, files ...txtar.File) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".txtar")
	got := string(txtar.Format(&txtar.Archive{Files: files}))
	fixture.Golden(t, path, got)
}

// checkText fails unless a page fits its width, ends in one line feed and can
// do nothing to a terminal.
func checkText(t *testing.T, text string, width int) {
	t.Helper()
	for n, line := range strings.Split(text, "\n") {
		cells := 0
		for _, r := range line {
			cells++
			if unicode.IsControl(r) {
				t.Errorf("line %d has %q: %q", n+1, r, line)
			}
		}
		if cells > width {
			t.Errorf("line %d is %d wide: %s", n+1, cells, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends in blanks: %q", n+1, line)
		}
	}
}

// TestEveryObservationReports checks that every moment of every recording can
// be reported.
func TestEveryObservationReports(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		m := model.New()
		for i, o := range r.Obs {
			m.Apply(o)
			s := m.Snapshot(o.At)
			var text bytes.Buffer
			if err := report.Text(&text, s, report.Options{Width: 80, ASCII: true}); err != nil {
				t.Fatal(err)
			}
			checkText(t, text.String(), 80)
			if i%10 != 0 {
				continue // JSON has no layout that could break
			}
			if err := report.JSON(&bytes.Buffer{}, s); err != nil {
				t.Fatal(err)
			}
		}
	}
}
