package words

import "testing"

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text    string
		n, rows int
		want    []string
	}{
		{"", 10, 3, []string{""}},
		{"one two three", 8, 3, []string{"one two", "three"}},
		{"aaaaaaaaaaaaaaaaaaaa", 8, 2, []string{"aaaaaaaa", "aaaaaaa…"}},
		{"日本語日本語", 6, 3, []string{"日本語", "日本語"}},
		{"one two three four", 8, 1, []string{"one two…"}},
	} {
		got := Wrap(c.text, c.n, c.rows)
		for i := range max(len(got), len(c.want)) {
			if i >= len(got) || i >= len(c.want) || got[i] != c.want[i] {
				t.Errorf("wrap(%q, %d, %d) = %q, want %q", c.text, c.n, c.rows, got, c.want)
				break
			}
		}
	}
}

// TestCutMiddle keeps the end of a name, by which nodes of a pool differ.
func TestCutMiddle(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"gke-pool-x1", 11, "gke-pool-x1"},
		{"gke-production-default-pool-1a2b-x1", 20, "gke-produ…ol-1a2b-x1"},
		{"日本語のワークロード", 9, "日本…ード"},
		{"abc", 2, "…c"},
		{"abc", 1, "…"},
	} {
		got := CutMiddle(c.text, c.n)
		if got != c.want || Columns(got) > c.n {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.n, got, c.want)
		}
	}
}
