package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
)

// TestReference checks that docs/keys.md holds the keys and glyphs that the code
// makes, so that they cannot drift.
func TestReference(t *testing.T) {
	inKeysPage(t, "<!-- made from the code: go test ./ui -run Reference -update -->\n", "<!-- end of what is made from the code -->\n", keyAndGlyphTables())
}

// inKeysPage checks what the page has between two lines.
func inKeysPage(t *testing.T, begin, end, want string) {
	t.Helper()
	path := filepath.Join("..", "docs", "keys.md")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), begin)
	got, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("docs/keys.md has lost %q or %q", begin, end)
	}
	if got == want {
		return
	}
	if !fixture.Updating() {
		t.Fatalf("docs/keys.md is not what the code makes (go test ./ui -run Reference -update); it has:\n%s\nwant:\n%s", got, want)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// keyAndGlyphTables returns the documentation of the keys and the glyphs as Markdown
// tables, made from the key map and the glyph sets themselves.
func keyAndGlyphTables() string {
	var b strings.Builder
	b.WriteString("| key | what it does |\n|---|---|\n")
	for _, g := range keymap.Default().Groups() {
		b.WriteString("| **" + g.Title + "** | |\n")
		for _, k := range g.Keys {
			b.WriteString("| " + keysText(k.Keys()) + " | " + k.Help().Desc + " |\n")
		}
	}
	b.WriteString("\n| glyph | ASCII | meaning |\n|---|---|---|\n")
	ascii := draw.Legend(draw.ASCII())
	for i, it := range draw.Legend(draw.Unicode()) {
		b.WriteString("| `" + it.Glyph + "` | `" + ascii[i].Glyph + "` | " + it.Text + " |\n")
	}
	return b.String()
}

func keysText(keys []string) string {
	quoted := make([]string, len(keys))
	for i, k := range keys {
		quoted[i] = "`" + k + "`"
	}
	return strings.Join(quoted, " ")
}
