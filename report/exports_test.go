package report_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

// TestFormatsOfTheSample compares, word by word, what each format says of a
// life with a bit of everything.
func TestFormatsOfTheSample(t *testing.T) {
	var files []txtar.File
	for _, f := range []struct {
		name  string
		write func(io.Writer, timeline.Snapshot) error
	}{
		{"text", func(w io.Writer, s timeline.Snapshot) error { return report.Text(w, s, report.Options{}) }},
		{"text, 80 columns of ASCII", func(w io.Writer, s timeline.Snapshot) error {
			return report.Text(w, s, report.Options{Width: 80, ASCII: true})
		}},
		{"markdown", report.Markdown}, {"mermaid", report.Mermaid}, {"json", report.JSON},
	} {
		var out bytes.Buffer
		if err := f.write(&out, reporttest.Sample()); err != nil {
			t.Fatal(err)
		}
		files = append(files, txtar.File{Name: f.name, Data: out.Bytes()})
	}
	golden(t, "sample", files...)
}
