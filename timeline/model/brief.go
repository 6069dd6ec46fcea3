package model

import (
	"slices"

	"github.com/podlife/podlife/timeline"
)

const (
	// manyLives is how many lives a Roll keeps whole. Of more, those that are not shown
	// are brief: of five thousand pods 60 MB less.
	manyLives = 500
	// shownTurns is for how many calls of Refresh a life stays whole that is shown no
	// longer: who moves through a list comes back.
	shownTurns = 8
)

// abridge makes those lives brief that were shown and are no more.
func (r *Roll) abridge() {
	kept := r.whole[:0]
	for _, i := range r.whole {
		switch {
		case r.slots[i].brief: // already
		case r.spare(i):
			r.shorten(i)
		default:
			kept = append(kept, i)
		}
	}
	r.whole = kept
}

// spare reports whether a life may be brief. What time changes is judged every second,
// from what was derived of it; of the lives of a workload much more is read, and one
// that is over has a line with those that follow it.
func (r *Roll) spare(i int) bool {
	s := &r.slots[i]
	return len(r.slots) > manyLives && !s.moving && r.of.work.Empty() && r.Lives[i].Pod.Gone.IsZero() &&
		(s.shown == 0 || r.Turn-s.shown > shownTurns)
}

// shorten makes a life brief: without the lanes of its containers and Services, and
// with the events of trouble only. That is what a list looks at of a pod out of sight.
func (r *Roll) shorten(i int) {
	l := &r.Lives[i]
	l.Lanes = slices.Clone(l.Lanes[:min(1, len(l.Lanes))])
	var trouble []timeline.EventLine
	for _, e := range l.Events {
		if e.Severity == timeline.Warning || e.Severity == timeline.Bad {
			trouble = append(trouble, e)
		}
	}
	l.Events = trouble
	r.slots[i].brief = true
	r.of.lives[r.slots[i].uid].cache = cache{}
}
