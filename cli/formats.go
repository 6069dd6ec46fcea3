package cli

import (
	"io"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/html"
	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/report/svg"
	"github.com/podlife/podlife/timeline"
)

// writeReport writes a snapshot in one format.
type writeReport func(io.Writer, timeline.Snapshot, report.Options) error

// formats are the values of report -o, and what the screen's export offers.
var formats = []struct {
	name      string
	extension string
	use       string
	write     writeReport
}{
	{"text", ".txt", "a page to read", report.Text},
	{"json", ".json", "programs: the whole timeline", plainly(report.JSON)},
	{"markdown", ".md", "a ticket or a pull request", plainly(report.Markdown)},
	{"mermaid", ".mermaid.md", "a Gantt chart in Markdown", plainly(report.Mermaid)},
	{"svg", ".svg", "a picture", plainly(svg.Write)},
	{"html", ".html", "a page to send: zoom, filter, print", plainly(html.Write)},
	{"perfetto", ".perfetto.json", "ui.perfetto.dev, chrome://tracing", plainly(report.Perfetto)},
	{"otlp", ".otlp.json", "trace viewers: Jaeger, Tempo", plainly(otlp.Write)},
}

// plainly adapts a format that has no options.
func plainly(write func(io.Writer, timeline.Snapshot) error) writeReport {
	return func(w io.Writer, s timeline.Snapshot, _ report.Options) error { return write(w, s) }
}

// format returns the writer of a format, or nil.
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
