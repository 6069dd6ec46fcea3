package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The README holds what the code makes, so that it cannot drift: its keys and
// glyphs, and one frame.
func TestReference(t *testing.T) {
	inREADME(t, "<!-- made from the code: go test ./ui -run Reference -update -->\n", "<!-- end of what is made from the code -->\n", Reference())
}

func TestReferenceFrame(t *testing.T) {
	all := recording(t, "demo")
	f, err := Frame(Options{Recording: all, Location: time.UTC}, 100, 30, all[0].At.Add(84*time.Second), nil)
	if err != nil {
		t.Fatal(err)
	}
	inREADME(t, "`podlife demo --frame 100x30 --at 84s`, a recorded life 84 seconds in:\n\n```\n", "```\n", f+"\n")
}

// inREADME checks what the README has between two lines.
func inREADME(t *testing.T, begin, end, want string) {
	t.Helper()
	path := filepath.Join("..", "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	got, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("README.md has lost %q or %q", begin, end)
	}
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("README.md is not what the code makes (go test ./ui -run Reference -update); it has:\n%s\nwant:\n%s", got, want)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
