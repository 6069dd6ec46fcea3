package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/podlife/podlife/cli/config"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/html"
	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/report/svg"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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

// printFlags say how what a command prints looks.
type printFlags struct {
	format  string
	glyphs  string
	formats []string       // the first is the default
	set     *pflag.FlagSet // what they were parsed into
}

func (f *printFlags) add(cmd *cobra.Command, formats ...string) {
	f.set, f.formats = cmd.Flags(), formats
	which := "one of " + strings.Join(formats, ", ")
	if len(formats) == 2 {
		which = strings.Join(formats, " or ")
	}
	f.set.StringVarP(&f.format, "output", "o", formats[0], "What to print: `FORMAT` is "+which)
	f.set.StringVar(&f.glyphs, "glyphs", config.Glyphs.Default, "Characters to draw with: `SET` is unicode or ascii")
	complete(cmd, "output", formats...)
	complete(cmd, "glyphs", config.Glyphs.Choices...)
}

// check reads the flags, and takes the glyphs from the environment or the configuration
// file where there is no flag.
func (f *printFlags) check() error {
	if f.format != "" && !slices.Contains(f.formats, f.format) {
		return usagef("-o %q: choose one of %s", f.format, strings.Join(f.formats, ", "))
	}
	file, err := config.Read()
	if err != nil {
		return usage(err)
	}
	if err := preset(f.set, file, config.Glyphs); err != nil {
		return err
	}
	return usage(config.Glyphs.Check("--glyphs ", f.glyphs))
}

// layout returns how text is laid out.
func (f *printFlags) layout() report.Options {
	return report.Options{ASCII: f.glyphs == string(ui.ASCII)}
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}
