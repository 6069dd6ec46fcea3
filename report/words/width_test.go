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
