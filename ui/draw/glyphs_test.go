package draw

import "testing"

// TestGlyphsDiffer checks that no two things are drawn alike: a readiness probe
// that is undecided and one that passes are in one row.
func TestGlyphsDiffer(t *testing.T) {
	for _, g := range []*Glyphs{Unicode(), ASCII()} {
		means := map[string]string{}
		for _, it := range Legend(g) {
			if other := means[it.Glyph]; other != "" {
				t.Errorf("%q means both %q and %q", it.Glyph, other, it.Text)
			}
			means[it.Glyph] = it.Text
		}
	}
}
