package model

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// What the model keeps at most, so that a pod which restarts for a month stays
// small. What is dropped is the oldest, and it stays in the counts.
const (
	maxGaps        = 256  // of the model
	maxRuns        = 256  // of a container, as in its status
	maxPublished   = 1024 // published states of a container
	maxFlips       = 512  // changes of one condition
	maxOccurrences = 512  // of one Event object
	maxEvents      = 2048 // Event objects of a life
	maxMembership  = 512  // changes of a pod's state in one EndpointSlice
	maxOrphans     = 256  // events without a UID
	maxTouched     = 8192 // notes of which lives may have changed

	maxUnseen     = 10_000  // lives of which only Events or slices have been seen
	maxAllEvents  = 200_000 // Event objects of all lives together, each of which keeps some
	fewEvents     = 64
	maxAllOccurs  = 16_384 // of all Event objects of a life together, each of which keeps some
	fewOccurs     = 16
	maxText       = 8 << 10 // of a message: an API server takes 1 KiB in an Event, a kubelet writes up to 4 at an end
	maxRunsBehind = 8       // runs that Events may be ahead of the restartCount
)

// eventsOf returns how many Event objects one of n lives keeps.
func eventsOf(lives int) int { return max(fewEvents, min(maxEvents, maxAllEvents/max(lives, 1))) }

// occurrencesOf returns how many occurrences one of n Event objects of a life keeps.
func occurrencesOf(events int) int {
	return max(fewOccurs, min(maxOccurrences, maxAllOccurs/max(events, 1)))
}

// cut returns a message, or its beginning where it is longer than any that
// Kubernetes writes. It does not hold on to the rest.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(strings.Clone(s[:maxText]), "") + "…"
}

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

// spare reports whether a life may be brief. What time changes soon is judged again
// from what was derived of it; of the lives of a workload much more is read.
func (r *Roll) spare(i int) bool {
	s := &r.slots[i]
	return len(r.slots) > manyLives && !r.often(i) && r.of.work.Empty() && (s.shown == 0 || r.Turn-s.shown > shownTurns)
}

// often reports whether a life is judged again and again.
func (r *Roll) often(i int) bool {
	s := &r.slots[i]
	return !s.due.IsZero() && s.due.Sub(s.at) < 10*movingEvery
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
