package redact

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// entry is a secret as people write it, and where.
type entry struct {
	ID      string   `json:"id"`
	Place   string   `json:"place"`
	Argv    []string `json:"argv"`
	Command []string `json:"command"`
	Args    []string `json:"args"`
	Key     string   `json:"key"`
	Text    string   `json:"text"`
	Secret  []string `json:"secret"`
}

// shown returns everything of e that stays.
func (e *entry) shown() string {
	switch e.Place {
	case "argv", "container":
		words, _ := Command(append(append(append([]string{}, e.Argv...), e.Command...), e.Args...))
		return strings.Join(words, "\n")
	case "annotation":
		r := &redactor{}
		return r.annotations(map[string]string{e.Key: e.Text})[e.Key]
	}
	text, _ := Text(e.Text)
	return text
}

func readEntries(t *testing.T, path string) []entry {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []entry
	for d := json.NewDecoder(f); d.More(); {
		var e entry
		if err := d.Decode(&e); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out = append(out, e)
	}
	return out
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for s := bufio.NewScanner(strings.NewReader(string(b))); s.Scan(); {
		if line := s.Text(); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, line)
		}
	}
	return out
}

// TestSecretsGo counts what is left of secrets that people wrote.
func TestSecretsGo(t *testing.T) {
	for _, path := range []string{"testdata/secrets.jsonl", "testdata/programs-secrets.jsonl", "testdata/places-secrets.jsonl"} {
		entries := readEntries(t, path)
		leaked := 0
		for _, e := range entries {
			shown := e.shown()
			for _, secret := range e.Secret {
				if strings.Contains(shown, secret) {
					leaked++
					t.Errorf("%s: %s leaks: %q", path, e.ID, shown)
					break
				}
			}
		}
		t.Logf("%s: %d of %d secrets leaked", path, leaked, len(entries))
	}
}

// TestHarmlessStays counts what only looks like a secret and is taken out.
func TestHarmlessStays(t *testing.T) {
	lines := readLines(t, "testdata/harmless.txt")
	destroyed := 0
	for _, line := range lines {
		words := []string{"app", line}
		if strings.HasPrefix(line, "-") {
			words = append([]string{"app"}, strings.Split(line, " ")...)
		}
		argv, _ := Command(words)
		text, _ := Text(line)
		if got, want := strings.Join(argv, " "), strings.Join(words, " "); got != want || text != line {
			destroyed++
			t.Errorf("%q\n argv %q\n text %q", line, got, text)
		}
	}
	t.Logf("%d of %d harmless texts destroyed", destroyed, len(lines))
}
