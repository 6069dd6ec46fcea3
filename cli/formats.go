package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/cli/config"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/html"
	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/report/svg"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui"
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

// exports returns the screen's export menu: the formats of report.
func (f *screenFlags) exports() ui.Exports {
	e := ui.Exports{Write: func(file, name string, s timeline.Snapshot) (string, error) {
		options := report.Options{ASCII: f.glyphs == string(ui.ASCII)}
		return export(file, func(w io.Writer) error { return format(name)(w, s, options) })
	}}
	for _, f := range formats {
		e.Formats = append(e.Formats, ui.Format{Name: f.name, Extension: f.extension, For: f.use})
	}
	return e
}

// compare returns what differs between two lives for the screen, in the words of podlife
// diff.
func compare(a, b *timeline.Life) ui.Diff {
	d := report.Compare(a, b)
	out := ui.Diff{HeadlineA: d.A.Headline, HeadlineB: d.B.Headline, Sentence: d.Sentence(), Path: compared(d.Path), Stop: compared(d.Termination)}
	out.StartupA, out.StartupB, _ = d.Startup.Texts()
	for _, c := range d.Counts {
		out.Counts = append(out.Counts, ui.DiffCount{Lane: c.Lane, What: c.What, A: c.A, B: c.B})
	}
	return out
}

func compared(stages []report.Stage) []ui.DiffStage {
	var out []ui.DiffStage
	for _, s := range stages {
		row := ui.DiffStage{Stage: stats.Stage{Lane: s.Lane, Phase: s.Phase}}
		if row.A, row.B, row.Delta = s.Texts(); s.Comparison != report.AboutTheSame {
			row.Differs = time.Duration(s.Delta)
		}
		out = append(out, row)
	}
	return out
}

// export writes a file that must not exist yet, for the user's eyes only, and
// says where it is and how large. A file that could not be written in full is
// removed.
func export(file string, write func(io.Writer) error) (where string, err error) {
	path, err := fullPath(file)
	if err != nil {
		return "", err
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", exportError(path, err)
	}
	counted := &countingWriter{w: out}
	err = write(counted)
	if err = errors.Join(err, out.Close()); err != nil {
		err = exportError(path, err)
		if rm := os.Remove(path); rm != nil {
			err = fmt.Errorf("%w; a part of it is left there", err)
		}
		return "", err
	}
	return fmt.Sprintf("%s (%s)", path, byteSize(counted.n)), nil
}

// fullPath returns where a file that a person named is: no shell has expanded "~/".
func fullPath(file string) (string, error) {
	if rest, ok := strings.CutPrefix(file, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("cannot write %s: %w", file, err)
		}
		return filepath.Join(home, rest), nil
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return "", fmt.Errorf("cannot write %s: %w", file, err)
	}
	return path, nil
}

// exportError says what keeps a file from being written, and what to do.
func exportError(path string, err error) error {
	cause := err
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		cause = p.Err // its text repeats the path
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s exists already; choose another name", path)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no directory %s", filepath.Dir(path))
	}
	return fmt.Errorf("cannot write %s: %w", path, cause)
}

type countingWriter struct {
	w io.Writer
	n int
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += n
	return n, err
}

// byteSize returns "512 B", "3.2 kB", "1.4 MB".
func byteSize(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1e6:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
