package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/podlife/podlife/cli"
)

func TestGenerate(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1763888400")
	dir, again := t.TempDir(), t.TempDir()
	for _, d := range []string{dir, again} {
		if err := generate(d); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"podlife.bash", "_podlife", "podlife.fish", "podlife.ps1"} {
		if text := read(t, filepath.Join(dir, "completions", f)); !strings.Contains(text, "__complete") {
			t.Errorf("%s completes nothing", f)
		}
	}
	app := cli.App{Name: "podlife"}
	for _, cmd := range pages(app.Command()) {
		name := pageName(cmd) + ".1.gz"
		text := page1(t, filepath.Join(dir, "man", name))
		for _, want := range []string{".TH " + strings.ToUpper(pageName(cmd)) + " 1 2025-11-23", ".SH NAME", ".SH SYNOPSIS", ".SH EXAMPLES"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if !bytes.Equal(raw(t, filepath.Join(dir, "man", name)), raw(t, filepath.Join(again, "man", name))) {
			t.Errorf("%s is another one each time", name)
		}
		groff(t, name, text)
	}
}

// TestCaskHasEveryPage keeps the man pages that Homebrew installs: goreleaser takes
// no pattern for them.
func TestCaskHasEveryPage(t *testing.T) {
	config, err := os.ReadFile("../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	app := cli.App{Name: "podlife"}
	for _, cmd := range pages(app.Command()) {
		if page := "- man/" + pageName(cmd) + ".1.gz\n"; !strings.Contains(string(config), page) {
			t.Errorf(".goreleaser.yaml lacks %q", page)
		}
	}
}

// groff formats the page where groff is installed, and fails on any warning.
func groff(t *testing.T, name, text string) {
	t.Helper()
	path, err := exec.LookPath("groff")
	if err != nil {
		return
	}
	cmd := exec.Command(path, "-man", "-ww", "-Tutf8")
	cmd.Stdin = strings.NewReader(text)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Errorf("%s: %v\n%s", name, err, &errs)
	}
	if !bytes.Contains(out, []byte("podlife")) {
		t.Errorf("%s is empty", name)
	}
}

func TestRoff(t *testing.T) {
	for in, want := range map[string]string{
		"--at 42s": `\-\-at 42s`,
		`a\b`:      `a\eb`,
		".hidden":  `\&.hidden`,
		"'quoted'": `\&'quoted'`,
	} {
		if got := roff(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func page1(t *testing.T, path string) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(raw(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func read(t *testing.T, path string) string {
	t.Helper()
	return string(raw(t, path))
}

func raw(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
