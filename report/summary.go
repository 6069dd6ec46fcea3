package report

import (
	"io"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// Summary writes the few lines that a watch ends with: of each life the
// verdict, its startup path, and how it stopped.
func Summary(w io.Writer, s timeline.Snapshot, o Options) error {
	p := newPage(w, o)
	for i := range s.Lives {
		l := &s.Lives[i]
		if i > 0 {
			p.blank()
		}
		v := view{page: p, life: l, offsets: offsetsOf(*l), now: s.Now}
		p.title(words.FullName(*l), string(l.Verdict.State))
		p.wrap(l.Verdict.Headline)
		v.startup()
		v.termination()
	}
	return p.failed("the summary")
}
