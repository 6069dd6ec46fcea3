package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// How what a snapshot holds is found again among what has been written. Nearly
// all of it is where it was: only the rest is compared pair by pair, so that the
// lines of a life cost about as much as the life is long.

// matchSpans returns for each span the written one, or -1, and which written ones
// are taken. The same track and phase, nearest in time, each once; the attempt is
// only a hint, because a run that comes to light renumbers those after it.
func matchSpans(written []writtenSpan, spans []timeline.Span) (match []int, taken []bool) {
	match, taken = unmatched(len(spans)), make([]bool, len(written))
	left := unchangedSpans(written, spans, match, taken)
	type pair struct {
		span, written int
		apart         time.Duration
	}
	var pairs []pair
	for i, s := range spans {
		if match[i] >= 0 {
			continue
		}
		for _, j := range left[s.Track] {
			t := written[j]
			if t.phase != s.Phase {
				continue
			}
			apart := s.Start.Time.Sub(t.start).Abs()
			sameRun := t.attempt == s.Attempt && oncePerRun[s.Phase]
			if apart > revision+s.Start.Uncertainty() && !sameRun {
				continue
			}
			if t.attempt != s.Attempt {
				apart += time.Millisecond
			}
			pairs = append(pairs, pair{i, j, apart})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.apart, b.apart) })
	for _, p := range pairs {
		if match[p.span] < 0 && !taken[p.written] {
			match[p.span], taken[p.written] = p.written, true
		}
	}
	return match, taken
}

// unchangedSpans matches the spans that are, from the first of each track on,
// where they were written, and returns the written ones that are left, by track.
func unchangedSpans(written []writtenSpan, spans []timeline.Span, match []int, taken []bool) map[timeline.Track][]int {
	left := map[timeline.Track][]int{}
	for j, t := range written {
		left[t.track] = append(left[t.track], j)
	}
	at := map[timeline.Track]int{} // into left; -1: what follows has changed
	for i, s := range spans {
		rest := left[s.Track]
		next, begun := at[s.Track]
		if !begun { // the model may have dropped the oldest
			next = slices.IndexFunc(rest, func(j int) bool { return written[j].is(s) })
		}
		if next < 0 || next >= len(rest) || !written[rest[next]].is(s) {
			at[s.Track] = -1
			continue
		}
		match[i], taken[rest[next]], at[s.Track] = rest[next], true, next+1
	}
	for track, rest := range left {
		left[track] = slices.DeleteFunc(rest, func(j int) bool { return taken[j] })
	}
	return left
}

// is reports whether t is s, of the same track, and s is where it was.
func (t writtenSpan) is(s timeline.Span) bool {
	return t.phase == s.Phase && t.attempt == s.Attempt && t.start.Equal(s.Start.Time)
}

// matchMarks returns for each mark the written one that it is, or continues, or
// -1, and which written ones are taken: the nearest of its kind and words that is
// not further away than a revision may move it, unless it counts on from it.
func matchMarks(written []writtenMark, marks []timeline.Mark) (match []int, taken []bool) {
	match, taken = unmatched(len(marks)), make([]bool, len(written))
	if len(marks) == 0 {
		return match, taken
	}
	same := 0
	if dropped := slices.IndexFunc(written, func(t writtenMark) bool { return t.is(marks[0]) }); dropped >= 0 {
		for same < len(marks) && dropped+same < len(written) && written[dropped+same].is(marks[same]) {
			match[same], taken[dropped+same] = dropped+same, true
			same++
		}
	}
	var left []int
	for j := range written {
		if !taken[j] {
			left = append(left, j)
		}
	}
	for i := same; i < len(marks); i++ {
		if j := findMark(written, left, taken, marks[i]); j >= 0 {
			match[i], taken[j] = j, true
		}
	}
	return match, taken
}

// is reports whether t is m, and m is where it was.
func (t writtenMark) is(m timeline.Mark) bool {
	return t.track == m.Track && t.kind == m.Kind && t.message == m.Message && t.time.Equal(m.Time.Time)
}

// findMark returns which of the written marks that are left m is, or -1.
func findMark(written []writtenMark, left []int, taken []bool, m timeline.Mark) int {
	best, apart := -1, time.Duration(0)
	for _, j := range left {
		t := written[j]
		if taken[j] || t.track != m.Track || t.kind != m.Kind || (t.message != m.Message && !reworded[m.Kind]) {
			continue
		}
		d := m.Time.Time.Sub(t.time).Abs()
		if d > revision && (m.Count == 1 || m.Count <= t.count) {
			continue
		}
		if best < 0 || d < apart {
			best, apart = j, d
		}
	}
	return best
}

func unmatched(n int) []int { return slices.Repeat([]int{-1}, n) }
