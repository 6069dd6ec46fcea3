package kube

import (
	"slices"
	"strings"
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
	slices.SortStableFunc(found, func(a, b candidate) int {
		if a.cost != b.cost {
			return a.cost - b.cost
		}
		return strings.Compare(a.name, b.name)
	})
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
	best := levenshtein(typed, s)
	for cut := s; ; {
		i := strings.LastIndexByte(cut, '-')
		if i < 0 {
			break
		}
		cut = cut[:i]
		best = min(best, levenshtein(typed, cut)+1)
	}
	if best <= 1+len(typed)/4 {
		return 1 + best, true
	}
	if len(typed) >= 3 && strings.Contains(s, typed) {
		return 100, true
	}
	return 0, false
}

// levenshtein counts the single-byte edits between a and b; pod names are ASCII.
func levenshtein(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
