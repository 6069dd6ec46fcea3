package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/timeline/verdict"
)

// Markdown writes the snapshot for a ticket or a pull request: tables that
// GitHub, GitLab and every other renderer with tables shows. Whatever comes
// from the pod is code or escaped text, never markup.
func Markdown(w io.Writer, s timeline.Snapshot) error {
	m := &mdPage{now: s.Now}
	if table := WorkloadTable(&s); table != "" {
		m.line(table)
		m.line("")
	}
	if len(s.Lives) == 0 {
		m.line("No pod was seen" + words.Markdown(words.SinceWhen(&s)) + ".")
	}
	if len(s.Lives) > 1 {
		m.overview(s)
	}
	for i := range s.Lives {
		m.life(s, &s.Lives[i])
	}
	if len(s.Lives) == 0 {
		m.unseen(s, nil)
	}
	if _, err := io.WriteString(w, m.String()); err != nil {
		return fmt.Errorf("write the report as Markdown: %w", err)
	}
	return nil
}

// mdPage collects the page.
type mdPage struct {
	strings.Builder
	now time.Time
}

func (m *mdPage) line(s string) { m.WriteString(s + "\n") }

func (m *mdPage) heading(level int, s string) {
	if m.Len() > 0 {
		m.line("")
	}
	m.line(strings.Repeat("#", level) + " " + s)
	m.line("")
}

// table writes a table as MarkdownTable returns it.
func (m *mdPage) table(headings []string, rows [][]string) {
	m.line(words.MarkdownTable(headings, rows))
}

func (m *mdPage) overview(s timeline.Snapshot) {
	m.line(fmt.Sprintf("**%d lives**%s", len(s.Lives), words.Markdown(words.SinceWhen(&s))))
	m.line("")
	var rows [][]string
	for _, l := range s.Lives {
		rows = append(rows, []string{words.MarkdownCode(words.FullName(l)), words.FaceOf(&l, s.Now).On(l.Pod.Created, s.Observed.From), words.Markdown(string(l.Verdict.State)), words.Markdown(l.Verdict.Headline)})
	}
	m.table([]string{"pod", "created", "state", "verdict"}, rows)
}

func (m *mdPage) life(s timeline.Snapshot, l *timeline.Life) {
	v := view{life: l, offsets: offsetsOf(*l), now: s.Now}
	m.heading(2, words.MarkdownCode(words.FullName(*l))+" — "+words.Markdown(string(l.Verdict.State)))
	m.line(fmt.Sprintf("%s **%s**", severityGlyphs[l.Verdict.Severity], words.Markdown(l.Verdict.Headline)))
	m.line("")
	m.facts(s, v)
	m.startup(v)
	m.lanes(v)
	m.restarts(v)
	m.termination(v)
	m.events(v)
	m.unseen(s, l)
}

// facts writes the list under the verdict.
func (m *mdPage) facts(s timeline.Snapshot, v view) {
	p := v.life.Pod
	fact := func(label string, parts ...string) {
		if text := words.Join(" · ", parts...); text != "" {
			m.line("- " + label + ": " + text)
		}
	}
	if b := v.life.Verdict.Blocking; b != nil {
		fact("waits for", words.MarkdownCode(b.Lane)+" "+words.Markdown(string(b.Phase)), words.Markdown(b.Reason), words.MarkdownCode(words.Unless(b.Message, contains(v.life.Verdict.Headline, b.Message))))
	}
	for _, d := range v.life.Future {
		fact("expected", words.Markdown(string(d.Kind)), words.Markdown(length.Until(d.Edge, v.now)), words.MarkdownCode(d.Lane))
	}
	fact("pod", words.Prefix(words.Markdown("uid "), words.MarkdownCode(words.UID(p.UID))), words.Prefix("node ", words.MarkdownCode(p.Node)), words.Prefix("owner ", words.MarkdownCode(p.Owner)),
		words.Markdown(words.Prefix("phase ", p.Phase)), words.Markdown(p.QOSClass), words.Markdown(words.Readiness(p)))
	fact("created", words.Markdown(v.face().Created(p)), words.Markdown(v.moment("deletion requested ", p.DeletionRequested)), words.Markdown(v.moment("gone ", p.Gone)))
	fact("observed", words.Markdown(v.observed(s.Observed)))
}

func (m *mdPage) startup(v view) {
	s := v.life.Startup
	if len(s.Path) == 0 {
		return
	}
	m.heading(3, "Startup: "+words.Markdown(v.startupSummary()))
	var rows [][]string
	moments := v.life.PathMoments()
	for _, step := range s.Path {
		rows = append(rows, []string{mdAt(v, timeline.ExactEdge(step.Start)), stats.StepLength(moments, step.Start, step.Duration).Part(), words.Percent(step.Share),
			bar(step.Share, 20), words.MarkdownCode(step.Lane), words.Markdown(words.StepName(step.Phase))})
	}
	m.table([]string{"at:", "took:", "share:", "", "lane", "stage"}, rows)
	rows = nil
	for _, f := range verdict.StartupFacts(v.life, v.now) {
		rows = append(rows, []string{v.factLength(f), words.Percent(f.Share), words.MarkdownCode(f.Lane), words.Markdown(words.StepName(f.Phase)), words.Markdown(f.Text)})
	}
	if len(rows) > 0 {
		m.line("")
		m.table([]string{"longest:", "share:", "lane", "stage", "what is known of it"}, rows)
	}
}

func (m *mdPage) restarts(v view) {
	var rows [][]string
	for i := range v.life.Lanes {
		rows = append(rows, restartRows(v, &v.life.Lanes[i])...)
	}
	if len(rows) == 0 {
		return
	}
	m.heading(3, "Restarts")
	m.table([]string{"at:", "container", "run:", "the run before it", "stopped by", "ran:", "down:", "its message", "until ready"}, rows)
}

func restartRows(v view, lane *timeline.Lane) [][]string {
	var rows [][]string
	ends, message := len(lane.Attempts)-1, ""
	manyRows.each(ends, func(left int) {
		rows = append(rows, []string{"…", words.MarkdownCode(lane.Name), "", fmt.Sprintf("%d more", left), "", "", "", "", ""})
	}, func(i int) {
		a, next := lane.Attempts[i], lane.Attempts[i+1]
		began := next.Started
		if began.IsZero() {
			began = next.Created
		}
		rows = append(rows, []string{mdAt(v, began), words.MarkdownCode(lane.Name), fmt.Sprint(next.Number),
			words.Markdown(endText(a.ExitCode, a.Signal, a.Reason)), words.Markdown(string(a.Cause)), lengthOf(a.Started, a.Exited), downTime(a, next), mdMessage(a.Message, message), words.Markdown(v.recovery(lane, next.Number))})
		message = a.Message
	})
	return rows
}

// mdMessage returns a message, once where it follows itself.
func mdMessage(message, before string) string {
	if message != "" && message == before {
		return "as above"
	}
	return words.MarkdownCode(message)
}

// mdAt returns the offset from creation, without the sign that forges take for a
// mention of a user.
func mdAt(v view, e timeline.Edge) string { return strings.TrimPrefix(v.offsets.at(e), "@") }

func (m *mdPage) termination(v view) {
	t := v.life.Termination
	if t == nil {
		return
	}
	m.heading(3, words.Join(", ", "Termination", "asked for at "+v.face().On(t.Requested.Time, v.life.Pod.Created), words.Prefix("grace ", graceText(t))))
	var rows [][]string
	steps := v.stopSteps(t)
	for i, after := range afterRequest(t, steps) {
		rows = append(rows, []string{words.Markdown(after), words.MarkdownCode(steps[i].lane), words.Markdown(steps[i].what)})
	}
	m.table([]string{"after:", "lane", "what"}, rows)
	if text := v.stopPath(t); text != "" {
		m.line("")
		m.line(words.Markdown(text))
	}
}

// events writes the Events: they unfold where the renderer can do that, and are a table
// where it cannot.
func (m *mdPage) events(v view) {
	events := v.life.Events
	if len(events) == 0 {
		return
	}
	m.line("")
	m.line(fmt.Sprintf("<details><summary>%s</summary>", words.Number(len(events), "event")))
	m.line("")
	var rows [][]string
	manyEvents.each(len(events), func(left int) {
		rows = append(rows, []string{"", "", fmt.Sprintf("… %d more", left), "", "", ""})
	}, func(i int) {
		e, count := events[i], ""
		if e.Count > 1 {
			count = fmt.Sprintf("×%d", e.Count)
		}
		rows = append(rows, []string{v.face().On(e.Time.Time, v.life.Pod.Created), severityGlyphs[e.Severity], words.Markdown(e.Reason), words.MarkdownCode(v.who(e.Lane)), count, words.MarkdownCode(e.Message)})
	})
	m.table([]string{"time (UTC)", "", "reason", "lane", ":", "message"}, rows)
	m.line("")
	m.line("</details>")
}

func (m *mdPage) unseen(s timeline.Snapshot, l *timeline.Life) {
	notes := unseen(s, l)
	if len(notes) == 0 {
		return
	}
	m.line("")
	m.line("Not seen:")
	m.line("")
	for _, n := range notes {
		m.line("- " + words.Markdown(n))
	}
}
