package report

import (
	"fmt"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// severityGlyphs distinguish good from bad without colour.
var severityGlyphs = map[timeline.Severity]string{
	timeline.OK: "✓", timeline.Progress: "·", timeline.Warning: "!", timeline.Bad: "✗",
}

// manyEvents bounds the list of a long life: its beginning and its end matter most.
var manyEvents = abridgement{most: 120, first: 30, last: 90}

// events lists every occurrence with the time of its last repetition.
func (v view) events() {
	events := v.life.Events
	if len(events) == 0 {
		return
	}
	v.section("EVENTS  " + fmt.Sprint(len(events)))
	when, reason, lane := 8, 0, 0
	for _, e := range events {
		when = max(when, words.Columns(v.face().On(e.Time.Time, v.life.Pod.Created)))
		reason = max(reason, min(words.Columns(e.Reason), 24))
		lane = max(lane, min(words.Columns(v.who(e.Lane)), 30))
	}
	manyEvents.each(len(events), func(left int) { v.line(fmt.Sprintf("  … %d more", left)) }, func(i int) {
		e := events[i]
		v.row(2, []int{when, 1, reason, lane}, []string{
			v.face().On(e.Time.Time, v.life.Pod.Created), severityGlyphs[e.Severity], words.Cut(e.Reason, reason), words.Cut(v.who(e.Lane), lane),
		}, v.eventText(e), 3)
	})
}

// abridgement is how much of a long list is shown: of more than most things, the first
// and the last ones.
type abridgement struct{ most, first, last int }

// each calls show with the indexes of those of n things that are shown and, between the
// first and the last, skipped with how many are left out.
func (a abridgement) each(n int, skipped, show func(int)) {
	for i := range n {
		switch {
		case n <= a.most || i < a.first || i >= n-a.last:
			show(i)
		case i == a.first:
			skipped(n - a.first - a.last)
		}
	}
}

// who returns a lane without its kind, where the name alone says it.
func (v view) who(id string) string {
	if lane := v.life.Lane(id); lane != nil && lane.Container != nil {
		return lane.Name
	}
	return id
}

func (v view) eventText(e timeline.EventLine) string {
	if e.Count <= 1 {
		return e.Message
	}
	since := ""
	if !e.First.IsZero() {
		since = " since " + v.face().On(e.First, e.Time.Time)
	}
	return words.Join("  ", fmt.Sprintf("×%d%s", e.Count, since), e.Message)
}
