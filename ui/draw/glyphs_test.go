package draw

import (
	"reflect"
	"testing"
)

// TestEveryGlyphHasBothForms checks that nothing that is drawn is invisible in ASCII, and
// that a glyph takes one cell.
func TestEveryGlyphHasBothForms(t *testing.T) {
	unicode, ascii := reflect.ValueOf(unicodeGlyphs), reflect.ValueOf(asciiGlyphs)
	for i := range unicode.NumField() {
		name := unicode.Type().Field(i).Name
		switch u, a := unicode.Field(i), ascii.Field(i); u.Kind() {
		case reflect.String:
			checkForms(t, name, u.String(), a.String())
		case reflect.Array:
			for j := range u.Len() {
				if u.Index(j).String() != "" || name != "parts" { // not all parts of a cell can be joined
					checkForms(t, name, u.Index(j).String(), a.Index(j).String())
				}
			}
		}
	}
}

func checkForms(t *testing.T, name, unicode, ascii string) {
	t.Helper()
	if Width(unicode) != 1 || len(unicode) > 3 {
		t.Errorf("%s: %q is not one cell of the BMP", name, unicode)
	}
	if ascii == "" && name != "levels" { // in ASCII they are numbers
		t.Errorf("%s: %q has no form in ASCII", name, unicode)
	}
	for i := range len(ascii) {
		if ascii[i] < ' ' || ascii[i] > '~' {
			t.Errorf("%s: %q is not ASCII", name, ascii)
		}
	}
}

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
