package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/watch"
)

// TestExportFormats checks that everything the menu offers can be written, and
// equals what report prints.
func TestExportFormats(t *testing.T) {
	rec, err := watch.Demo()
	if err != nil {
		t.Fatal(err)
	}
	model := model.New()
	for _, o := range rec.Observations {
		model.Apply(o)
	}
	snap := model.Snapshot(rec.Observations[len(rec.Observations)-1].At)
	flags := screenFlags{glyphs: "unicode"}
	exports := flags.exports()
	if len(exports.Formats) != len(formats) {
		t.Errorf("%d formats are offered, report has %d", len(exports.Formats), len(formats))
	}
	dir := t.TempDir()
	for _, f := range exports.Formats {
		file := filepath.Join(dir, "my-pod"+f.Extension)
		where, err := exports.Write(file, f.Name, snap)
		if err != nil || !strings.HasPrefix(where, file+" (") {
			t.Errorf("%s: %q, %v", f.Name, where, err)
			continue
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 || f.For == "" {
			t.Errorf("%s: %v, %v", f.Name, info, err)
		}
	}
}

// TestEveryFormatIsExplained checks that the page of exports has each format that has to
// be asked for.
func TestEveryFormatIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/exports.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range formats[1:] {
		if !strings.Contains(string(page), "-o "+f.name) {
			t.Errorf("docs/exports.md has no -o %s", f.name)
		}
	}
}

// TestExportRefuses checks that an existing file stays, and that no half of a
// file is left behind.
func TestExportRefuses(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.md")
	if err := os.WriteFile(there, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "hello"); return err }
	for _, tt := range []struct {
		name, file, want string
		write            func(io.Writer) error
	}{
		{"exists", there, "there.md exists already; choose another name", hello},
		{"no directory", filepath.Join(dir, "no", "x.md"), "there is no directory " + filepath.Join(dir, "no"), hello},
		{"a directory", dir, "exists already", hello},
		{"full disk", filepath.Join(dir, "full.md"), "cannot write " + filepath.Join(dir, "full.md") + ": no space left on device", func(w io.Writer) error {
			return errors.Join(hello(w), &os.PathError{Op: "write", Path: "full.md", Err: syscall.ENOSPC})
		}},
	} {
		_, err := export(tt.file, tt.write)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
	if b, _ := os.ReadFile(there); string(b) != "precious" {
		t.Errorf("the file that was there holds %q", b)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "full*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestExportPlaces checks that a relative name is of the current directory and
// ~ the home directory.
func TestExportPlaces(t *testing.T) {
	home, here := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Chdir(here)
	for file, want := range map[string]string{"x.md": here + "/x.md", "~/y.md": home + "/y.md", "./a/../z.md": here + "/z.md"} {
		where, err := export(file, func(w io.Writer) error { _, err := w.Write(make([]byte, 1234)); return err })
		if err != nil || where != want+" (1.2 kB)" {
			t.Errorf("%s: %q, %v, want %s", file, where, err, want)
		}
	}
}
