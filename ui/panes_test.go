package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/export"
	"github.com/podlife/podlife/ui/logs"
)

// testExports is an export menu that writes nothing.
var testExports = export.Exports{
	Formats: []export.Format{
		{Name: "text", Extension: ".txt", For: "a page to read"}, {Name: "json", Extension: ".json", For: "programs: the whole timeline"},
		{Name: "markdown", Extension: ".md", For: "a ticket or a pull request"}, {Name: "svg", Extension: ".svg", For: "a picture"},
	},
	Write: func(file, format string, s timeline.Snapshot) (string, error) { return "", fmt.Errorf("not here") },
}

// TestPanes keeps the panes at several sizes, in one file each.
func TestPanes(t *testing.T) {
	for name, p := range map[string]struct {
		recording string
		at        time.Duration
		keys      string
	}{
		"spec-pod":       {"demo", 73 * time.Second, "s"},
		"spec-container": {"demo", 73 * time.Second, "down down down down down down down enter s"},
		"spec-config":    {"config-error", 20 * time.Second, "down s"},
		"spec-filter":    {"demo", 73 * time.Second, "s / t r u e enter"},
		"spec-service":   {"demo", 73 * time.Second, "pgdown pgdown s"},
		"spec-tall":      {"many-containers", 15 * time.Second, "s o pgdown"},
		"logs-recording": {"demo", 73 * time.Second, "left left down down L"},
		"export":         {"demo", 73 * time.Second, "e down down"},
		"export-name":    {"demo", 73 * time.Second, "e down enter backspace backspace x"},
		"events":         {"demo", 73 * time.Second, "tab down down"},
		"events-filter":  {"demo", 73 * time.Second, "/ p r o b e enter n"},
		"events-jump":    {"demo", 73 * time.Second, "tab down enter"},
	} {
		t.Run(name, func(t *testing.T) {
			all := recording(t, p.recording)
			var out strings.Builder
			for _, size := range [][2]int{{100, 30}, {80, 24}, {60, 20}, {40, 12}, {20, 4}} {
				o := Options{Recording: recorded(all), Location: time.UTC, Exports: testExports}
				f, err := Frame(o, size[0], size[1], all[0].At.Add(p.at), strings.Fields(p.keys))
				if err != nil {
					t.Fatal(err)
				}
				fits(t, f, size[0], size[1])
				fmt.Fprintf(&out, "== %dx%d %s\n%s\n", size[0], size[1], p.keys, f)
			}
			goldenText(t, "panes/"+name, out.String())
		})
	}
}

// TestDetailsBeginWithWhatIsAskedFor checks that where there is room for three lines about
// what is selected, and the verdict is longer than the lines it has above, the keys that
// ask for something else get an answer.
func TestDetailsBeginWithWhatIsAskedFor(t *testing.T) {
	all := recording(t, "demo")
	for keys, want := range map[string]string{"": " verdict ", "i": " began ", "left": " at cursor ", "tab": " message "} {
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 80, 24, all[0].At.Add(87*time.Second), strings.Fields(keys))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(f, want) {
			t.Errorf("after %q nothing begins with %q:\n%s", keys, want, f)
		}
	}
}

// TestLogPane keeps a log as it is read and scrolled, in all its states.
func TestLogPane(t *testing.T) {
	var out strings.Builder
	for _, size := range [][2]int{{100, 30}, {80, 24}, {60, 20}, {40, 12}} {
		for _, keys := range []string{"L|", "L|up up up up", "L|up o", "w w w w w w w w L|", "L|g enter", "enter L|/ 0 enter", "enter L|tab"} {
			s, _ := identified()
			before, after, _ := strings.Cut(keys, "|")
			a := withLogs(t, s, size[0], size[1], before)
			tag := wished(t, a).Tag
			del := s.Lives[0].Pod.DeletionRequested
			a.update(logs.OpenedMsg{Tag: tag})
			lines := linesFrom(del.Add(-20*time.Second), 30, "drain: connections open, waiting")
			lines[27].Text = `{"level":"warn","msg":"still waiting for a connection that does not end","peer":"10.0.3.17:44012","since":"2026-11-22T16:16:07Z"}`
			lines = append(lines, logs.Line{Text: "run 3 of app", Own: true}, logs.Line{Text: "a line without a time"})
			a.update(logs.LinesMsg{Tag: tag, Lines: lines})
			pressAll(t, a, after)
			a.touch()
			f := a.paint()
			fits(t, f, size[0], size[1])
			fmt.Fprintf(&out, "== %dx%d %s\n%s\n", size[0], size[1], keys, f)
		}
	}
	goldenText(t, "panes/logs", out.String())
}

// TestPanesAtEverySize checks that every pane can be drawn at every size.
func TestPanesAtEverySize(t *testing.T) {
	s, _ := identified()
	for _, keys := range []string{"L", "L o up", "s", "s o end", "e", "e enter", "tab", "? end", "enter s"} {
		a := showing(s, Options{Logs: noLog, Exports: testExports}, 100, 30)
		pressAll(t, a, "down down down down "+keys)
		if a.lower.sheet == sheetLogs {
			a.update(logs.LinesMsg{Tag: a.lower.logs.Tag, Lines: linesFrom(s.Now, 50, strings.Repeat("long ", 60))})
		}
		for _, w := range []int{1, 2, 3, 5, 8, 13, 20, 21, 34, 55, 59, 60, 61, 79, 80, 100, 120, 300} {
			for _, h := range []int{1, 2, 3, 4, 5, 6, 8, 10, 13, 14, 15, 21, 24, 34, 60, 100} {
				a.w, a.h = w, h
				a.touch()
				fits(t, a.paint(), w, h)
			}
		}
	}
}

// TestSpecPane keeps a spec with everything that a container can have, and
// where its secrets are.
func TestSpecPane(t *testing.T) {
	a := showing(sixDays(), Options{}, 100, 40)
	pressAll(t, a, "down down down down s")
	f := a.paint()
	fits(t, f, 100, 40)
	goldenText(t, "panes/spec-six-days", f+"\n")
	if got := ticketText(a.layout(), &a.lower, &a.list); !strings.Contains(got, "\n  env  DB_PASSWORD  Secret db, key password\n") {
		t.Errorf("y copies\n%s", got)
	}
}
