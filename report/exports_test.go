package report_test

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
)

// What people read of the exports is kept word by word.
func TestExportsOfTheSample(t *testing.T) {
	var page, chart strings.Builder
	if err := report.Markdown(&page, reporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.md", page.String())
	if err := report.Mermaid(&chart, reporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.mermaid.md", chart.String())
}
