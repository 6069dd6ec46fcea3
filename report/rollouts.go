package report

import (
	"fmt"
	"io"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// Rollouts writes the few lines that a watch of workloads ends with: of each
// that is judged, its state and the headline.
func Rollouts(w io.Writer, s timeline.Snapshot, o Options) error {
	p := newPage(w, o)
	for _, one := range s.Judged() {
		p.rollout(one)
	}
	return p.failed("the summary")
}

func (p *page) rollout(w *timeline.Workload) {
	p.title(w.Namespace+"/"+w.String(), string(w.Rollout.State))
	p.wrap(w.Rollout.Headline)
}

// workloads writes what a page about their pods begins with; the last line is
// blank.
func (p *page) workloads(s *timeline.Snapshot) {
	judged := s.Judged()
	for _, w := range judged {
		p.rollout(w)
		p.wrap(workloadCounts(w))
	}
	if len(judged) > 0 {
		p.blank()
	}
}

// workloadCounts returns what the controller counts, and the pods of older
// revisions that were seen.
func workloadCounts(w *timeline.Workload) string {
	if j := w.Job; j != nil {
		return fmt.Sprintf("%d wanted · %d succeeded · %d active · %d failed", j.Completions, j.Succeeded, j.Active, j.Failed)
	}
	if r := w.Reconciled; r != nil && !r.Counted {
		return words.Join(" · ", words.Prefix("revision ", w.Rollout.Revision), "kstatus: "+string(r.Status))
	}
	old := ""
	if n := w.Rollout.Old.Pods; n > 0 {
		old = fmt.Sprintf("%d old", n)
	}
	return words.Join(" · ", words.Prefix("revision ", w.Rollout.Revision), fmt.Sprintf("%d wanted", w.Wanted), fmt.Sprintf("%d updated", w.Updated),
		fmt.Sprintf("%d ready", w.Ready), fmt.Sprintf("%d available", w.Available), old)
}

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
