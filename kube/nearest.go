package kube

import (
	"cmp"
	"slices"
	"strings"

	"github.com/podlife/podlife/internal/edits"
)

// nearest returns up to n of names that a person who typed name may have
// meant, best first: names it is the beginning of (a Deployment's name for
// one of its pods), then names it is a part of, then names a few typing
// mistakes away.
func nearest(name string, names []string, n int) []string {
	type candidate struct {
		name string
		cost int
	}
	var found []candidate
	for _, s := range names {
		if cost, ok := distance(name, s); ok {
			found = append(found, candidate{s, cost})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Or(a.cost-b.cost, strings.Compare(a.name, b.name)) })
	var out []string
	for _, c := range found[:min(n, len(found))] {
		out = append(out, c.name)
	}
	return out
}

// distance rates s as what was meant by typed; lower is nearer. A generated
// suffix ("-7d9f4c6b8-x2k4q") costs nothing: it is never typed.
func distance(typed, s string) (int, bool) {
	typed = strings.ToLower(typed)
	if strings.HasPrefix(s, typed) {
		return 0, true
	}
	best := edits.Distance(typed, s)
	for cut := s; ; {
		i := strings.LastIndexByte(cut, '-')
		if i < 0 {
			break
		}
		cut = cut[:i]
		best = min(best, edits.Distance(typed, cut)+1)
	}
	if best <= 1+len(typed)/4 {
		return 1 + best, true
	}
	if len(typed) >= 3 && strings.Contains(s, typed) {
		return 100, true
	}
	return 0, false
}
