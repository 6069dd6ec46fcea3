package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

const (
	// way is how long an update may be on its way to one podlife after another has it.
	way = 300 * time.Millisecond
	// late is by how much an edge that was only observed may differ for that, or
	// for what a Date of whole seconds leaves open of a clock.
	late = 600 * time.Millisecond
)

// compare compares what a disturbed podlife and an undisturbed one recorded of
// the same pod: nothing may be missing and nothing else may be told, but inside
// of a Gap, of which there are only some if history is lost. It returns how many
// versions the Gaps hide, and how many Gaps there are.
func compare(t *testing.T, disturbed, calm string, lossy bool) (lost, gaps int) {
	t.Helper()
	theirs := versions(read(t, calm))
	if len(theirs) == 0 {
		t.Fatal("the undisturbed recorder has seen nothing")
	}
	seen := versions(read(t, disturbed))
	mine, undisturbed := reportOn(t, disturbed), reportOn(t, calm)
	var hidden []gap
	if lossy {
		hidden = mine.Observed.Gaps
	}
	for v, at := range theirs {
		if _, ok := seen[v]; ok {
			continue
		}
		lost++
		if !inside(hidden, at, at) {
			t.Errorf("version %s, which arrived elsewhere at %s, is missing, and no Gap says so", v, at)
		}
	}
	if len(mine.Lives) != 1 || len(undisturbed.Lives) != 1 {
		t.Fatalf("%d and %d lives", len(mine.Lives), len(undisturbed.Lives))
	}
	compareLives(t, mine.Lives[0], undisturbed.Lives[0], hidden)
	return lost, len(mine.Observed.Gaps)
}

// inside reports whether something may be hidden by a Gap: whether a part of it is.
func inside(gaps []gap, from, to time.Time) bool {
	return slices.ContainsFunc(gaps, func(g gap) bool {
		return !to.Before(g.From.Add(-way)) && !from.After(g.To.Add(way))
	})
}

// compareLives compares two reports of the same life: the same lanes with the
// same counts, and outside of the Gaps the same spans and marks, whose bounds
// have the truth in common.
func compareLives(t *testing.T, mine, theirs life, gaps []gap) {
	t.Helper()
	if mine.Verdict.State != theirs.Verdict.State || mine.Pod != theirs.Pod || len(mine.Lanes) != len(theirs.Lanes) {
		t.Errorf("%+v %+v %d lanes\n%+v %+v %d lanes", mine.Pod, mine.Verdict, len(mine.Lanes), theirs.Pod, theirs.Verdict, len(theirs.Lanes))
		return
	}
	for i, a := range mine.Lanes {
		b := theirs.Lanes[i]
		if a.ID != b.ID || a.Restarts != b.Restarts {
			t.Errorf("%s %d restarts, undisturbed %s %d", a.ID, a.Restarts, b.ID, b.Restarts)
		}
		for _, missing := range b.without(a, gaps) {
			t.Errorf("%s lacks %s", a.ID, missing)
		}
		for _, invented := range a.without(b, gaps) {
			t.Errorf("%s has %s, and the undisturbed has not", a.ID, invented)
		}
	}
}

// without are the spans and marks of a lane that another one has not, unless a
// Gap may hide them. A wait that may have had no length need not be drawn.
func (l lane) without(other lane, gaps []gap) (missing []string) {
	for _, s := range l.Spans {
		end := s.End.Latest
		if end.IsZero() {
			end = time.Now() // it goes on
		}
		if s.Phase == "Waiting" && !s.End.Time.IsZero() && !s.Start.Latest.Before(s.End.Earliest) {
			continue
		}
		if !inside(gaps, s.Start.Earliest, end) && !slices.ContainsFunc(other.Spans, s.same) {
			missing = append(missing, fmt.Sprintf("%+v", s))
		}
	}
	for _, m := range l.Marks {
		if !inside(gaps, m.Time.Earliest, m.Time.Latest) && !slices.ContainsFunc(other.Marks, m.same) {
			missing = append(missing, fmt.Sprintf("%+v", m))
		}
	}
	return missing
}

// same reports whether two spans can be the same.
func (s span) same(u span) bool {
	return s.Track == u.Track && s.Phase == u.Phase && s.Attempt == u.Attempt && s.Outcome == u.Outcome && s.Reason == u.Reason &&
		s.Start.meets(u.Start) && s.End.meets(u.End)
}

// same reports whether two marks can be the same.
func (m mark) same(u mark) bool {
	return m.Track == u.Track && m.Kind == u.Kind && m.Message == u.Message && m.Count == u.Count && m.Time.meets(u.Time)
}

// meets reports whether two edges, both of which may be none, can be the same moment.
func (e edge) meets(other edge) bool {
	return !e.Latest.Add(late).Before(other.Earliest) && !other.Latest.Add(late).Before(e.Earliest)
}
