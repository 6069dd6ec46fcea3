package kube

import (
	"slices"
	"testing"
)

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
