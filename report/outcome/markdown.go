package outcome

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

// manyPods bounds the table of pods: those that fail are its first.
const manyPods = 50

// Markdown writes the outcome for the summary of a CI job: the answer first, the
// workloads and their pods in tables, and for a failure how the pod came to it.
func Markdown(w io.Writer, o *Outcome) error {
	parts := []string{o.title(), report.WorkloadTable(&o.Snapshot), o.podTable(), o.why()}
	var page []string
	for _, p := range parts {
		if p != "" {
			page = append(page, p)
		}
	}
	if _, err := io.WriteString(w, strings.Join(page, "\n\n")+"\n"); err != nil {
		return fmt.Errorf("write the outcome as Markdown: %w", err)
	}
	return nil
}

func (o *Outcome) title() string {
	took := length.Total(o.elapsed())
	switch o.Result {
	case Met:
		return fmt.Sprintf("## ✓ %s: %s after %s", words.MarkdownCode(o.Target), o.Condition, took)
	case TimedOut, Interrupted:
		return fmt.Sprintf("## ✗ %s: not known to be %s after %s\n\n**%s**", words.MarkdownCode(o.Target), o.Condition, took, words.Markdown(o.Message))
	}
	return fmt.Sprintf("## ✗ %s: not %s, known after %s\n\n**%s**", words.MarkdownCode(o.Target), o.Condition, took, words.Markdown(o.Message))
}

func (o *Outcome) podTable() string {
	var rows [][]string
	pods := o.there()
	for _, bad := range []bool{true, false} {
		for _, p := range pods {
			if o.failing(p) != bad || len(rows) >= manyPods {
				continue
			}
			ready := ""
			if p.Startup.Complete {
				ready = readyAfter(p.Life)
			}
			rows = append(rows, []string{words.MarkdownCode(p.Pod.Name), string(p.Verdict.State), ready, restarts(p.Pod.Restarts), words.MarkdownCode(p.Pod.Node), words.Markdown(p.Verdict.Headline)})
		}
	}
	table := words.MarkdownTable([]string{"pod", "state", "ready after:", "restarts:", "node", "verdict"}, rows)
	if more := len(pods) - len(rows); more > 0 {
		table += "\n\n… " + words.Number(more, "more pod")
	}
	return table
}

func restarts(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// readyAfter returns how long a pod took from creation to its first Ready.
func readyAfter(l *timeline.Life) string {
	path := l.Startup.Path
	if len(path) == 0 {
		return ""
	}
	return stats.StepLength(l.PathMoments(), path[0].Start, l.Startup.Total).Part()
}

// step is a stage of a start-up with its length in words.
type step struct {
	timeline.Step
	took string
}

// steps returns the stages of a start-up that took long enough to matter.
func (o *Outcome) steps(l *timeline.Life) []step {
	var out []step
	moments := l.PathMoments()
	for _, s := range l.Startup.Path {
		if s.Share >= 0.01 {
			out = append(out, step{s, stats.StepLength(moments, s.Start, s.Duration).Part()})
		}
	}
	return out
}

// why explains a failure by the pod that shows it.
func (o *Outcome) why() string {
	f := o.Failure
	if o.Result == Met || f == nil || f.Life == nil {
		return ""
	}
	title := "### " + words.MarkdownCode(f.Life.Pod.Name) + ": " + words.Markdown(f.Life.Verdict.Headline)
	var rows [][]string
	for _, s := range o.steps(f.Life) {
		rows = append(rows, []string{s.took, words.Percent(s.Share), words.MarkdownCode(s.Lane), words.Markdown(words.StepName(s.Phase))})
	}
	parts := []string{title}
	if len(rows) > 0 {
		parts = append(parts, words.MarkdownTable([]string{"took:", "share:", "lane", "stage"}, rows))
	}
	if len(o.Log) > 0 && f.Lane != nil {
		parts = append(parts, fmt.Sprintf("The last lines of run %d of %s:", f.Run, words.MarkdownCode(f.Lane.Name)), words.MarkdownBlock(o.Log))
	}
	return strings.Join(parts, "\n\n")
}
