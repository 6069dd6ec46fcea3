package ui

import (
	"strings"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
)

// Reference is the documentation of the keys and the glyphs as Markdown
// tables, made from the key map and the glyph sets themselves.
func Reference() string {
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
