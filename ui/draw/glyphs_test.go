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

// TestSignsDiffer checks that what marks the selection, what is folded, what goes on
// and what plays are told apart, in ASCII too.
func TestSignsDiffer(t *testing.T) {
	for _, g := range []*Glyphs{Unicode(), ASCII()} {
		seen := map[string]bool{}
		for _, glyph := range []string{g.Open, g.Gutter, g.Play, g.Unfolded, g.Back, g.Deadline, g.Restart} {
			if seen[glyph] {
				t.Errorf("%q has several meanings", glyph)
			}
			seen[glyph] = true
		}
	}
	if g := ASCII(); g.Folded == g.Open || g.Folded == g.Gutter {
		t.Errorf("%q has several meanings", g.Folded)
	}
}
