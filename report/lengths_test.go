package report_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
)

// TestAStartHasOneLength checks that the verdict, the start-up path and the
// lanes give a start one length.
func TestAStartHasOneLength(t *testing.T) {
	ready := regexp.MustCompile(`^ready (.+?) after creation`)
	seen := 0
	for _, r := range reporttest.Load(t) {
		for n := 1; n <= len(r.Obs); n += max(1, len(r.Obs)/20) {
			s := r.Fold(n)
			for i := range s.Lives {
				m := ready.FindStringSubmatch(s.Lives[i].Verdict.Headline)
				if m == nil || !s.Lives[i].Startup.Complete {
					continue
				}
				seen++
				var text bytes.Buffer
				if err := report.Text(&text, s, report.Options{}); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(text.String(), "STARTUP  "+m[1]+" from creation to ready") {
					t.Errorf("%s: %q, but the page has no start-up of %s", r.Name, s.Lives[i].Verdict.Headline, m[1])
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d starts were looked at", seen)
	}
}
