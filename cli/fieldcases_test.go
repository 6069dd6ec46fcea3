package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

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
		code, stdout, stderr := run(t, "report", "-f", file, "-o", "json")
		var doc struct{ Lives []timeline.Life }
		if err := json.Unmarshal([]byte(stdout), &doc); code != 0 || err != nil {
			t.Fatal(file, code, err, stderr)
		}
		for _, l := range doc.Lives {
			fmt.Fprintf(&out, "%s\n\t%s, %s: %s\n", filepath.Base(file), l.Verdict.State, l.Verdict.Severity, l.Verdict.Headline)
		}
	}
	fixture.Golden(t, filepath.Join("testdata", "fieldcases.golden"), out.String())
}
