package value

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// HasRuns reports whether the runs of a container are worth a table: one alone is
// said elsewhere.
func HasRuns(l *timeline.Lane) bool { return l != nil && l.Container != nil && len(l.Attempts) > 1 }

// RunLines returns the runs of a container as a table of at most h lines, w cells
// wide: a head, and the runs around the shown one, an index into Attempts; with
// -1, which shows none, the newest. first is the run in the line after the head.
func RunLines(pg *page.Page, l *timeline.Lane, shown, w, h int) (lines []draw.Line, first int) {
	n := min(max(h-1, 1), len(l.Attempts))
	at := shown
	if at < 0 {
		at = len(l.Attempts) - 1
	}
	first = draw.Scroll(len(l.Attempts), n, at)
	rows := make([]runRow, 0, n)
	for i := first; i < first+n; i++ {
		rows = append(rows, runOf(pg, l, i))
	}
	t := runColumns(pg, rows, w)
	label := "run"
	if first > 0 {
		label = "+" + page.Itoa(first) + " run"
	}
	lines = []draw.Line{{Label: label, Text: t.line(runRow{began: "started", ran: "ran", ended: "ended", waited: "then waited"}), Style: draw.Muted}}
	for i, r := range rows {
		line := draw.Line{Label: page.Itoa(l.Attempts[first+i].Number), Text: t.line(r), Style: draw.Plain, Tints: t.tints(r)}
		if first+i == shown && len(l.Attempts) > 1 {
			line.Label, line.Style = pg.G.Gutter+" "+line.Label, draw.Bold
		}
		lines = append(lines, line)
	}
	return lines, first
}

// runRow is one row of the table.
type runRow struct {
	began, ran, ended, waited string
	wait, ahead               time.Duration // the back-off so far, and how much longer it takes at most
	failed                    int           // the cells of ended that say so
}

func runOf(pg *page.Page, l *timeline.Lane, i int) runRow {
	at := &l.Attempts[i]
	var r runRow
	if !at.Started.IsZero() {
		r.began, r.ran = page.Moment(pg, at.Started.Time), "?"
		if at.Over() && !at.Exited.IsZero() || !at.Over() && !page.Over(pg.Life) {
			r.ran = page.Took(pg, at.Started, at.Exited)
		}
	}
	r.ended = runEnd(pg, at)
	if i > 0 && at.Over() && r.ended == runEnd(pg, &l.Attempts[i-1]) {
		r.ended = runEndBriefly(pg, at)
		if r.ended != runEnd(pg, at) {
			r.ended += "  same"
		}
	}
	if at.Failed() {
		r.failed = draw.Width(runEndBriefly(pg, at))
	}
	switch last := i == len(l.Attempts)-1; {
	case at.Exited.IsZero():
	case !last && l.Attempts[i+1].Started.IsZero():
	case !last:
		next := l.Attempts[i+1].Started
		r.wait, r.waited = next.Time.Sub(at.Exited.Time), length.Between(at.Exited, next).Short()
	case !page.Over(pg.Life) && page.LastOpen(l, timeline.TrackProcess) != nil:
		r.wait, r.ahead = pg.Now.Sub(at.Exited.Time), backOffAhead(pg, l)
		r.waited = page.Lasting(pg, at.Exited.Time) + pg.G.Open
	}
	return r
}

// backOffAhead returns how long a back-off goes on at most, 0 where that is not known.
func backOffAhead(pg *page.Page, l *timeline.Lane) time.Duration {
	restart := func(d *timeline.Deadline) bool { return d.Lane == l.ID && d.Kind == timeline.DeadlineRestart }
	if d := timeline.Find(pg.Life.Future, restart); d != nil {
		return max(d.Edge.Latest.Sub(pg.Now), 0)
	}
	return 0
}

// runEndBriefly returns how a run ended in a word or two: "exit 3", "exit 137
// OOMKilled", "exit 0 (liveness)".
func runEndBriefly(pg *page.Page, at *timeline.Attempt) string {
	if !at.Over() {
		return pg.G.Open
	}
	text := "?"
	if at.ExitCode != nil {
		text = "exit " + page.Itoa(int(*at.ExitCode))
	}
	if at.Reason != "" && at.Reason != "Error" && at.Reason != "Completed" {
		text += " " + at.Reason
	}
	if at.Cause != "" {
		text += " (" + string(at.Cause) + ")"
	}
	return text
}

// runEnd returns how a run ended, with what it left as its message.
func runEnd(pg *page.Page, at *timeline.Attempt) string {
	return strings.TrimSpace(runEndBriefly(pg, at) + "  " + strings.Join(strings.Fields(at.Message), " "))
}

// runTable is how wide the columns are, and the scale of the bars.
type runTable struct {
	g                         *draw.Glyphs
	began, ran, ended, waited int
	bar                       int           // 0: no room for bars
	longest                   time.Duration // what the widest bar stands for
}

// leastScale is the least that the widest bar stands for, the kubelet's first
// back-off: a wait of half a second must not look like a long one.
const leastScale = 10 * time.Second

// runColumns returns the columns for rows in w cells. What does not fit goes from the
// message first, then from the bars.
func runColumns(pg *page.Page, rows []runRow, w int) runTable {
	const gap, widest, narrowest = 2, 40, 6
	t := runTable{g: pg.G, longest: leastScale, began: len("started"), ran: len("ran"), ended: len("ended"), waited: len("then waited")}
	for _, r := range rows {
		t.began, t.ran = max(t.began, draw.Width(r.began)), max(t.ran, draw.Width(r.ran))
		t.ended, t.waited = max(t.ended, draw.Width(r.ended)), max(t.waited, draw.Width(r.waited))
		t.longest = max(t.longest, r.wait+r.ahead)
	}
	room, whole := w-t.began-t.ran-t.waited-3*gap, t.ended
	t.ended = min(whole, max(room-gap-2*narrowest, 8))
	if t.bar = min(room-t.ended-gap, widest); t.bar < narrowest {
		t.bar, t.ended = 0, min(whole, max(room, 8))
	}
	return t
}

// line returns a row in columns, the wait as a bar behind them.
func (t runTable) line(r runRow) string {
	text := draw.Pad(draw.Cut(r.began, t.began), t.began+2) + draw.Pad(draw.Cut(r.ran, t.ran), t.ran+2) + draw.Pad(draw.Cut(r.ended, t.ended), t.ended+2)
	if r.wait <= 0 || t.bar == 0 || t.longest <= 0 {
		return text + r.waited
	}
	waited, whole := t.cells(r.wait), t.cells(r.wait+r.ahead)
	return text + draw.Pad(r.waited, t.waited+2) + repeat(t.g.BackOff, waited) + repeat(t.g.Inexact, whole-waited)
}

// tints returns the colours of a row: of an end that was a failure, and of the
// back-off after it.
func (t runTable) tints(r runRow) []draw.Tint {
	var out []draw.Tint
	at := t.began + 2 + t.ran + 2
	if r.failed > 0 {
		out = append(out, draw.Tint{At: at, N: min(r.failed, t.ended), Style: draw.Failed})
	}
	if r.wait > 0 && t.bar > 0 && t.longest > 0 {
		at += t.ended + 2 + t.waited + 2
		waited := t.cells(r.wait)
		out = append(out, draw.Tint{At: at, N: waited, Style: draw.Failed}, draw.Tint{At: at + waited, N: t.cells(r.wait+r.ahead) - waited, Style: draw.Future})
	}
	return out
}

func (t runTable) cells(d time.Duration) int {
	return int(float64(d)/float64(t.longest)*float64(t.bar) + 0.5)
}

func repeat(glyph string, n int) string { return strings.Repeat(glyph, max(n, 0)) }
