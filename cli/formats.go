package cli

import (
	"io"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
)

// writeReport writes a snapshot in one format.
type writeReport func(io.Writer, timeline.Snapshot, report.Options) error

// formats are the values of report -o.
var formats = []struct {
	name  string
	write writeReport
}{
	{"text", report.Text},
	{"json", plainly(report.JSON)},
	{"markdown", plainly(report.Markdown)},
	{"mermaid", plainly(report.Mermaid)},
	{"svg", plainly(report.SVG)},
	{"perfetto", plainly(report.Perfetto)},
	{"otlp", plainly(report.OTLP)},
}

// plainly is for formats that have no options.
func plainly(write func(io.Writer, timeline.Snapshot) error) writeReport {
	return func(w io.Writer, s timeline.Snapshot, _ report.Options) error { return write(w, s) }
}

// format is the writer of a format, or nil.
func format(name string) writeReport {
	for _, f := range formats {
		if f.name == name {
			return f.write
		}
	}
	return nil
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}
