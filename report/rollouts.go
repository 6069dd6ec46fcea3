package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// Rollouts writes the few lines that a watch of workloads ends with: of each
// that is judged, its state and the headline.
func Rollouts(w io.Writer, s timeline.Snapshot, o Options) error {
	p := &page{w: w, width: o.width(), ascii: o.ASCII}
	for i := range s.Workloads {
		one := &s.Workloads[i]
		if one.Rollout.State == "" {
			continue
		}
		name, state := one.Namespace+"/"+one.String(), strings.ToUpper(string(one.Rollout.State))
		p.line(words.Pad(words.Cut(name, p.width-words.Columns(state)-2), p.width-words.Columns(state)) + state)
		for _, line := range words.Wrap(one.Rollout.Headline, p.width, 4) {
			p.line(line)
		}
	}
	if p.err != nil {
		return fmt.Errorf("write the summary: %w", p.err)
	}
	return nil
}
