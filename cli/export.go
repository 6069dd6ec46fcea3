package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui"
)

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

// compared returns stages with their figures.
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
