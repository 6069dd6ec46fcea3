package ui

import "testing"

// Names differ at their ends, so that is what stays of them.
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
		if got := middle(c.name, c.w); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.name, c.w, got, c.want)
		}
	}
}
