package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
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
