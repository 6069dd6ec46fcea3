package kube

import (
	"slices"
	"testing"
)

func TestLevenshtein(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"web", "wbe", 2}, {"same", "same", 0}} {
		if got := levenshtein(tt.a, tt.b); got != tt.want {
			t.Errorf("levenshtein(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"web-7d9f4c6b8-x2k4q", "web-7d9f4c6b8-aaaaa", "checkout-5f6-zz", "db-0", "db-1", "old-web"}
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"web", []string{"web-7d9f4c6b8-aaaaa", "web-7d9f4c6b8-x2k4q", "old-web"}}, // a Deployment's name
		{"chekout", []string{"checkout-5f6-zz"}},                                   // a typing mistake, without the suffix
		{"db-2", []string{"db-0", "db-1"}},
		{"DB-0", []string{"db-0", "db-1"}},
		{"payments", nil},
	} {
		if got := nearest(tt.typed, names, 3); !slices.Equal(got, tt.want) {
			t.Errorf("nearest(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
}
