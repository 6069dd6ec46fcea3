package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// writeUnseen says what the rest of the page cannot know. l is nil where
// there is no life at all.
func writeUnseen(p *page, s timeline.Snapshot, l *timeline.Life) {
	notes := unseen(s, l)
	if len(notes) == 0 {
		return
	}
	p.section("NOT SEEN")
	for _, n := range notes {
		p.row(2, nil, nil, n, 3)
	}
}

func unseen(s timeline.Snapshot, l *timeline.Life) []string {
	notes := slices.Clone(s.Observed.Missing)
	if l != nil {
		notes = append(notes, unseenOf(l, s.Observed.From)...)
	}
	for _, g := range s.Observed.Gaps {
		notes = append(notes, fmt.Sprintf("not watched %s, from %s to %s%s", length.Total(g.To.Sub(g.From)), length.ClockOn(g.From, s.Observed.From), length.ClockOn(g.To, g.From),
			words.Prefix(": ", g.Reason)))
	}
	return notes
}

func unseenOf(l *timeline.Life, from time.Time) []string {
	var notes []string
	if before := from.Sub(l.Pod.Created); !l.Pod.Created.IsZero() && !l.Pod.Relative && before > 2*time.Second {
		notes = append(notes, fmt.Sprintf("the first %s of its life, before %s: what the page says of it comes from what status and events still had",
			length.Total(before), length.ClockOn(from, l.Pod.Created)))
	}
	probes, counted := 0, 0
	for _, lane := range l.Lanes {
		if lane.Missed > 0 {
			notes = append(notes, fmt.Sprintf("%s of %s: counted, not drawn", words.Number(lane.Missed, "run"), lane.ID))
		}
		for _, p := range lane.Probes {
			probes++
			if p.SuccessesKnown {
				counted++
			}
		}
	}
	if probes > 0 && counted == 0 {
		notes = append(notes, "successful probes: only the kubelet's counters have them, and they were not read")
	}
	return notes
}
