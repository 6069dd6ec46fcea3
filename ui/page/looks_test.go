package page

import (
	"slices"
	"testing"

	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// TestEveryShapeHasAGlyph checks that the screen draws every shape, and that its legend
// explains all but the plainest: a thin line, a dot.
func TestEveryShapeHasAGlyph(t *testing.T) {
	g := draw.Unicode()
	explained := []string{g.HRule, g.Dot}
	for _, sign := range draw.Legend(g) {
		explained = append(explained, sign.Glyph)
	}
	for s := visual.NoShape + 1; s < visual.Shapes; s++ {
		if glyph := (Look{visual.Look{Shape: s}}).Glyph(g); !slices.Contains(explained, glyph) {
			t.Errorf("shape %d is %q, which the legend does not explain", s, glyph)
		}
	}
}
