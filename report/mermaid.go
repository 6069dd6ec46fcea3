package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// Mermaid writes a gantt chart for each window of each life, in the fenced
// blocks that GitHub, GitLab and mermaid's own command line look for. Lengths
// within one chart are to scale; between two charts nothing changed.
func Mermaid(w io.Writer, s timeline.Snapshot) error {
	var b strings.Builder
	for i := range s.Lives {
		l := &s.Lives[i]
		head, folded, tail := foldedWindows(windowsOf(l, s.Now), 4, 4)
		for _, win := range head {
			mermaidChart(&b, l, win, s.Now)
		}
		if folded > 0 {
			fmt.Fprintf(&b, "%%%% %s in between, not drawn\n\n", words.Number(folded, "window"))
		}
		for _, win := range tail {
			mermaidChart(&b, l, win, s.Now)
		}
	}
	if len(s.Lives) == 0 {
		b.WriteString("%% No pod was seen\n")
	}
	if _, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n")); err != nil {
		return fmt.Errorf("write the report as Mermaid: %w", err)
	}
	return nil
}

func mermaidChart(b *strings.Builder, l *timeline.Life, win window, now time.Time) {
	fmt.Fprintf(b, "```mermaid\n%%%%{init: {\"gantt\": {\"leftPadding\": %d}}}%%%%\ngantt\n", mermaidPadding(l))
	fmt.Fprintf(b, "    title %s · %s, %s from %s\n", mermaidText(words.FullName(*l)), win.name, length.Total(win.to.Sub(win.from)), words.FaceOf(l, now).Date(win.from))
	b.WriteString(mermaidAxis(l))
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		tasks := mermaidTasks(lane, win, now)
		if len(tasks) == 0 {
			continue
		}
		fmt.Fprintf(b, "    section %s\n", mermaidText(lane.ID))
		for _, t := range tasks {
			b.WriteString("    " + t.line(l) + "\n")
		}
	}
	b.WriteString("```\n\n")
}

// mermaidPadding returns the room that the names of the lanes take, in pixels.
func mermaidPadding(l *timeline.Life) int {
	longest := 0
	for _, lane := range l.Lanes {
		longest = max(longest, min(words.Columns(lane.ID), 40))
	}
	return 30 + 6*longest
}

// mermaidTask is a line of a chart. Its text begins with a word or sign of
// podlife's own, so that no name can be taken for a keyword.
type mermaidTask struct {
	text     string
	tag      string
	from, to time.Time
}

func (t mermaidTask) line(l *timeline.Life) string {
	to := latest(t.to, t.from.Add(time.Millisecond)) // a task without length is not drawn
	if !l.Pod.Relative {
		return fmt.Sprintf("%s :%s%d, %d", mermaidText(t.text), t.tag, t.from.UnixMilli(), max(to.UnixMilli(), t.from.UnixMilli()+1))
	}
	since := func(m time.Time) string { return sinceMidnight(m.Sub(visual.Born(l))).Format(mermaidLocal) }
	return fmt.Sprintf("%s :%s%s, %s", mermaidText(t.text), t.tag, since(t.from), since(to))
}

// mermaidLocal is a moment that Mermaid reads on the reader's own clock.
const mermaidLocal = "2006-01-02T15:04:05.000"

// sinceMidnight returns a moment whose time of day is an offset: an axis of a day
// then shows the offsets, in any time zone.
func sinceMidnight(d time.Duration) time.Time {
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(d)
}

// mermaidAxis returns how a chart's times are written: of a life without dates,
// from its first sign on.
func mermaidAxis(l *timeline.Life) string {
	if l.Pod.Relative {
		return "    dateFormat YYYY-MM-DDTHH:mm:ss.SSS\n    axisFormat +%H:%M:%S\n"
	}
	return "    dateFormat x\n    axisFormat %H:%M:%S\n"
}

// mermaidTasks returns a lane's spans and failures within a window, by time. A
// moment is drawn as a milestone.
func mermaidTasks(lane *timeline.Lane, win window, now time.Time) []mermaidTask {
	var tasks []mermaidTask
	for _, s := range lane.Spans {
		from, to := s.Start.Time, s.EndOr(now)
		if to.Before(win.from) || from.After(win.to) || dullInChart(s, now) {
			continue
		}
		text := spanName(lane, s)
		if lane.Kind == timeline.LaneContainer || lane.Kind == timeline.LaneSidecar || lane.Kind == timeline.LaneInit {
			text = words.Join(" ", text, spanEnd(s))
		}
		tasks = append(tasks, mermaidTask{strings.TrimSpace(text) + " " + length.Of(s.Start, s.End, now).Short(), mermaidTag(s),
			latest(from, win.from), earliest(to, win.to)})
	}
	tasks = append(tasks, mermaidMilestones(lane, win)...)
	slices.SortStableFunc(tasks, func(a, b mermaidTask) int { return a.from.Compare(b.from) })
	return tasks
}

// mermaidMilestones returns what went wrong, each kind once, at its first time:
// every task of a chart takes a row, and a probe can fail a hundred times.
func mermaidMilestones(lane *timeline.Lane, win window) []mermaidTask {
	type kind struct {
		track timeline.Track
		name  string
	}
	var tasks []mermaidTask
	count, at := map[kind]int{}, map[kind]int{}
	for _, m := range lane.Marks {
		if m.Severity == timeline.OK || m.Severity == timeline.Progress || m.Time.Time.Before(win.from) || m.Time.Time.After(win.to) {
			continue
		}
		k := kind{m.Track, m.Kind}
		if count[k] == 0 {
			at[k] = len(tasks)
			tasks = append(tasks, mermaidTask{"", "milestone, crit, ", m.Time.Time, m.Time.Time})
		}
		count[k] += max(m.Count, 1)
		tasks[at[k]].text = severityGlyphs[m.Severity] + " " + words.Join(" ", m.Kind, words.Unless(string(m.Track), m.Track == timeline.TrackPod), words.Unless(fmt.Sprintf("×%d", count[k]), count[k] < 2))
	}
	return tasks
}

// dullInChart reports whether a span is one that a chart of a few dozen lines can do without.
func dullInChart(s timeline.Span, now time.Time) bool {
	quick := s.Outcome != timeline.Failed && length.Of(s.Start, s.End, now).Hi < time.Second
	switch s.Phase {
	case timeline.Waiting:
		return true
	case timeline.Creating:
		return quick
	}
	return s.Track == timeline.TrackLiveness && s.Outcome != timeline.Failed
}

// spanEnd returns how a run ended, or a failure.
func spanEnd(s timeline.Span) string {
	if s.Phase == timeline.Running {
		return words.Prefix("· ", words.ExitText(s.ExitCode, s.Signal, s.Reason))
	}
	return words.Prefix("· ", failure(s))
}

// mermaidTag colours a task: failures, what is up and ready, what is under way.
func mermaidTag(s timeline.Span) string {
	switch {
	case s.Outcome == timeline.Failed, s.Phase == timeline.BackOff, s.Phase == timeline.PullBackOff:
		return "crit, "
	case s.Phase == timeline.Ready:
		return "done, "
	case s.Phase == timeline.Running:
		return "active, "
	}
	return ""
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// mermaidText spells every sign that means something to mermaid's lexer, to
// its directives or to the HTML that it writes as a character code; the
// ligature begins what mermaid itself puts in place of such a code.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < ' ' || r == 0x7f:
			b.WriteByte(' ')
		case strings.ContainsRune("#;:%<>&\"'`{}\\$*_~[]|@,ﬂ", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
