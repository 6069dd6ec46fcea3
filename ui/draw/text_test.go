package draw

import (
	"slices"
	"strings"
	"testing"
)

func TestFlowKeepsPartsWhole(t *testing.T) {
	parts := []string{"app pulling 7.7s 21%", "init running 4.2s 12%", "kubelet 9%"}
	for w, want := range map[int]string{
		80: "36s:  app pulling 7.7s 21% · init running 4.2s 12% · kubelet 9%",
		64: "36s:  app pulling 7.7s 21% · init running 4.2s 12% · kubelet 9%",
		62: "36s:  app pulling 7.7s 21% · init running 4.2s 12% ·|kubelet 9%",
		30: "36s:  app pulling 7.7s 21% ·|init running 4.2s 12% ·|kubelet 9%",
	} {
		var got []string
		for _, l := range Flow("startup", "36s: ", parts, "·", w) {
			if Width(l.Text) > w {
				t.Errorf("%q is wider than %d", l.Text, w)
			}
			got = append(got, l.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("in %d cells\n got %s\nwant %s", w, s, want)
		}
	}
}

// TestMiddle checks that names differ at their ends, so that is what stays of
// them.
func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		name string
		w    int
		want string
	}{
		{"app", 10, "app"},
		{"init-container-1", 14, "init-co…iner-1"},
		{"shop-6dd6d547db-nsghk", 20, "shop-6dd6d…7db-nsghk"},
		{"init-container-1", 5, "in…-1"},
		{"init-container-1", 4, "init-container-1"},
		{"名前が長いコンテナ", 8, "名前が長いコンテナ"},
	} {
		if got := Middle(c.name, c.w); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.name, c.w, got, c.want)
		}
	}
}

func TestClauses(t *testing.T) {
	const said = "ready 31.2s after creation; 95% waiting for the image of it"
	for w, want := range map[int]string{
		59: said,
		53: "ready 31.2s after creation …",
		28: "ready 31.2s after creation …",
		27: said, // cut off in the middle of a clause, by the canvas
		2:  said,
	} {
		if got := Clauses(said, w); got != want {
			t.Errorf("in %d cells: %q, want %q", w, got, want)
		}
	}
	if got := Clauses("gone; no container ever ran at all", 30); got != "gone; no container ever ran at all" {
		t.Errorf("little is left of it: %q", got)
	}
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		w          int
		want       []string
	}{
		{"fits", "app crashes; next start in 5s", 40, []string{"app crashes; next start in 5s"}},
		{"at the clause", "app crashes at once: exit 3; next start in 5s to 27s", 44, []string{"app crashes at once: exit 3;", "next start in 5s to 27s"}},
		{"at the last clause with room", "one; two; three three three", 22, []string{"one; two;", "three three three"}},
		{"a clause too long for a line", "a; b b b b b b b b b b b b b b", 12, []string{"a; b b b b b", "b b b b b b", "b b b"}},
		{"one clause", "a pod that waits for itself", 14, []string{"a pod that", "waits for", "itself"}},
	} {
		var got []string
		for _, l := range Sentence(tt.text, tt.w, Plain) {
			got = append(got, l.Text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
