package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// Summary writes the few lines that a watch ends with: of each life the
// verdict, its startup path, and how it stopped.
func Summary(w io.Writer, s timeline.Snapshot, o Options) error {
	p := &page{w: w, width: o.width(), ascii: o.ASCII}
	for i := range s.Lives {
		l := &s.Lives[i]
		if i > 0 {
			p.blank()
		}
		v := view{page: p, life: l, offsets: offsetsOf(*l), now: s.Now}
		name, state := words.FullName(*l), strings.ToUpper(string(l.Verdict.State))
		p.line(words.Pad(words.Cut(name, p.width-words.Columns(state)-2), p.width-words.Columns(state)) + state)
		for _, line := range words.Wrap(l.Verdict.Headline, p.width, 4) {
			p.line(line)
		}
		v.startup()
		v.termination()
	}
	if p.err != nil {
		return fmt.Errorf("write the summary: %w", p.err)
	}
	return nil
}
