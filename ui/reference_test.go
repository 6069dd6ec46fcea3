package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Between these lines the README holds what Reference makes.
const (
	referenceBegin = "<!-- made from the code: go test ./ui -run Reference -update -->\n"
	referenceEnd   = "<!-- end of what is made from the code -->\n"
)

func TestReference(t *testing.T) {
	path := filepath.Join("..", "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), referenceBegin)
	got, after, closed := strings.Cut(rest, referenceEnd)
	if !ok || !closed {
		t.Fatal("README.md has lost the marks around its reference of keys and glyphs")
	}
	want := Reference()
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("README.md is not what the keys and glyphs are (go test ./ui -run Reference -update); it has:\n%s\nwant:\n%s", got, want)
	}
	if err := os.WriteFile(path, []byte(before+referenceBegin+want+referenceEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
