package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Text writes the snapshot as a page to paste into a ticket: the verdict of each workload, then for each life the
// verdict, where the startup time went, what every container did, how it
// stopped, what was announced, and what was not seen.
func Text(w io.Writer, s timeline.Snapshot, o Options) error {
	out := bufio.NewWriter(w)
	p := newPage(out, o)
	p.workloads(&s)
	switch len(s.Lives) {
	case 0:
		p.line("No pod was seen" + words.SinceWhen(&s))
		writeUnseen(p, s, nil)
	case 1:
	default:
		writeOverview(p, s)
	}
	for i := range s.Lives {
		if len(s.Lives) > 1 {
			p.blank()
			p.rule("═")
		}
		writeLife(p, s, &s.Lives[i])
	}
	if err := cmp.Or(p.err, out.Flush()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

func writeLife(p *page, s timeline.Snapshot, l *timeline.Life) {
	v := view{page: p, life: l, offsets: offsetsOf(*l), now: s.Now}
	v.identity(s.Observed)
	v.startup()
	v.facts()
	v.lanes()
	v.restarts()
	v.termination()
	v.expected()
	v.events()
	writeUnseen(p, s, l)
}

// writeOverview writes one line for each of several lives.
func writeOverview(p *page, s timeline.Snapshot) {
	when, name := 0, 0
	for _, l := range s.Lives {
		when, name = max(when, words.Columns(words.FaceOf(&l, s.Now).On(l.Pod.Created, s.Observed.From))), max(name, min(words.Columns(words.FullName(l)), 44))
	}
	p.line(fmt.Sprintf("%d lives%s", len(s.Lives), words.SinceWhen(&s)))
	if len(s.Lives) == 2 && s.Undated() {
		return // no clock to order them by, and their own headlines are close enough
	}
	p.blank()
	for _, l := range s.Lives {
		p.row(2, []int{when, name}, []string{words.FaceOf(&l, s.Now).On(l.Pod.Created, s.Observed.From), words.Cut(words.FullName(l), name)}, string(l.Verdict.State)+" — "+l.Verdict.Headline, 3)
	}
}

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
