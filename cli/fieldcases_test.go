package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

// TestFieldCases reports inputs that were built from public reports, one line a
// life: what is said of lives that were not watched.
func TestFieldCases(t *testing.T) {
	files, err := filepath.Glob("../testdata/fieldcases/*.json*")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var out strings.Builder
	for _, file := range files {
		fmt.Fprintln(&out, filepath.Base(file))
		for _, l := range reported(t, file) {
			fmt.Fprintf(&out, "\t%s, %s: %s\n", l.Verdict.State, l.Verdict.Severity, l.Verdict.Headline)
		}
	}
	for _, text := range fieldTexts(t) {
		fmt.Fprintln(&out, text.Name)
		for _, l := range reported(t, stored(t, text)) {
			fmt.Fprintf(&out, "\t%s%s, %s: %s\n", strings.TrimPrefix(l.Pod.Namespace+"/"+l.Pod.Name+" ", "/"), l.Verdict.State, l.Verdict.Severity, l.Verdict.Headline)
			for i := range l.Lanes {
				if lane := &l.Lanes[i]; lane.Restarts > 0 {
					fmt.Fprintf(&out, "\t\t%s: %d restarts\n", lane.ID, lane.Restarts)
				}
			}
		}
	}
	fixture.Golden(t, filepath.Join("testdata", "fieldcases.golden"), out.String())
}

// TestBugReports holds the table of docs/bug-reports.md against what podlife
// says of each text now.
func TestBugReports(t *testing.T) {
	page, err := os.ReadFile("../docs/bug-reports.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range fieldTexts(t) {
		repository, number, _ := strings.Cut(text.Name, "#")
		link := fmt.Sprintf("| [%s](https://github.com/%s/issues/%s) |", text.Name, repository, number)
		_, row, found := strings.Cut(string(page), link)
		row, _, _ = strings.Cut(row, "\n")
		said := false
		for _, l := range reported(t, stored(t, text)) {
			said = said || strings.Contains(row, "| "+strings.ReplaceAll(l.Verdict.Headline, "|", `\|`)+" |")
		}
		if !found || !said {
			t.Errorf("docs/bug-reports.md does not say of %s what podlife says", text.Name)
		}
	}
}

// fieldTexts returns what kubectl printed in public reports.
func fieldTexts(t *testing.T) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile("../testdata/fieldcases/texts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return archive.Files
}

func stored(t *testing.T, text txtar.File) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ticket.txt")
	if err := os.WriteFile(file, text.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// reported returns the lives that podlife report finds in a file.
func reported(t *testing.T, file string) []timeline.Life {
	t.Helper()
	code, stdout, stderr := run(t, "report", "-f", file, "-o", "json")
	var doc struct{ Lives []timeline.Life }
	if err := json.Unmarshal([]byte(stdout), &doc); code != 0 || err != nil {
		t.Fatal(file, code, err, stderr)
	}
	return doc.Lives
}
