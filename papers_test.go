package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// papers are the pages for who changes podlife.
var papers = []string{"CONTRIBUTING.md", "docs/architecture.md"}

// TestPapersNameWhatThereIs checks that the files and the tests that the papers name exist.
// Of a file without a directory, the sentence says in which package it is.
func TestPapersNameWhatThereIs(t *testing.T) {
	files, tests := source(t)
	file := regexp.MustCompile("`([\\w./-]+\\.(?:go|ya?ml|md))`")
	run := regexp.MustCompile(`go test (\./\S+)(?: -run (?:'([^']+)'|(\w+)))`)
	named := regexp.MustCompile("`(Test\\w+)`")
	for _, paper := range papers {
		text := read(t, paper)
		for _, m := range file.FindAllStringSubmatch(text, -1) {
			if !files[m[1]] {
				t.Errorf("%s: there is no %s", paper, m[1])
			}
		}
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(tests[""], "\n"+m[1]+"\n") {
				t.Errorf("%s: there is no %s", paper, m[1])
			}
		}
		for _, m := range run.FindAllStringSubmatch(text, -1) {
			pattern, of := m[2]+m[3], tests[filepath.Clean(m[1])]
			if pattern != "^$" && !regexp.MustCompile(`(?m)^Test.*(?:`+pattern+`)`).MatchString(of) {
				t.Errorf("%s: %s runs no test", paper, m[0])
			}
		}
	}
}

// TestEveryPackageHasItsPlace checks that the architecture says of every package what its
// job is, but of those that only tests import.
func TestEveryPackageHasItsPlace(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".", "./packaging").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	text := read(t, "docs/architecture.md")
	for path := range strings.Lines(string(out)) {
		name, ours := strings.CutPrefix(strings.TrimSpace(path), module+"/")
		if ours && !strings.Contains(text, "`"+name+"`") {
			t.Errorf("docs/architecture.md does not name %s", name)
		}
	}
}

// source returns the files that there are, each with its directories and without, and the
// names of the tests of each directory and, under "", of all, a line each.
func source(t *testing.T) (files map[string]bool, tests map[string]string) {
	t.Helper()
	files, tests = map[string]bool{}, map[string]string{"": "\n"}
	function := regexp.MustCompile(`(?m)^func (Test\w+)`)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		path = filepath.ToSlash(path)
		files[path], files[d.Name()] = true, true
		if strings.HasSuffix(path, "_test.go") {
			for _, m := range function.FindAllStringSubmatch(read(t, path), -1) {
				tests[""] += m[1] + "\n"
				tests[filepath.Dir(path)] += m[1] + "\n"
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, tests
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
