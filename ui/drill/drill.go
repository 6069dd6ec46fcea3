package drill

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// drillLine is one line of the panes below a container's tracks.
type drillLine struct {
	title string // a pane's title; then the rest is empty
	note  string
	draw  func(c *draw.Canvas, y int)
}

// Draw draws the panes of a container's page.
func Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	for i, d := range panes(pg, pg.Life.Lane(pg.Lane)) {
		if i >= in.H {
			break
		}
		if d.title != "" {
			if i == in.H-1 {
				break // a title alone says nothing
			}
			c.PaneTitle(in.Y+i, d.title, d.note, false)
			continue
		}
		d.draw(c, in.Y+i)
	}
}

// ShownRun returns the run that the page is about, an index into Attempts, or
// -1.
func ShownRun(pg *page.Page, l *timeline.Lane) int {
	n := len(l.Attempts)
	for i := range l.Attempts {
		if pg.Run != 0 && l.Attempts[i].Number == pg.Run {
			return i
		}
	}
	return n - 1
}

// placedRun is a run in the run switcher.
type placedRun struct {
	x     int
	text  string
	index int // into Attempts
}

// placedRuns returns the runs that fit around the shown one, and how many do not,
// before and after.
func placedRuns(pg *page.Page, l *timeline.Lane) (runs []placedRun, before, after int) {
	const begin = 7
	shown := ShownRun(pg, l)
	texts := make([]string, len(l.Attempts))
	for i := range l.Attempts {
		texts[i] = runText(pg, &l.Attempts[i])
	}
	room := pg.W - begin - 18
	first, last := shown, shown
	used := draw.Width(texts[shown]) + 4
	for grown := true; grown; {
		grown = false
		if first > 0 && used+draw.Width(texts[first-1])+2 <= room {
			first--
			used += draw.Width(texts[first]) + 2
			grown = true
		}
		if last < len(texts)-1 && used+draw.Width(texts[last+1])+2 <= room {
			last++
			used += draw.Width(texts[last]) + 2
			grown = true
		}
	}
	x := begin
	if first > 0 {
		x += draw.Width("+"+page.Itoa(first)+" ") + 1
	}
	for i := first; i <= last; i++ {
		text := texts[i]
		if i == shown {
			text = "[" + text + "]"
		}
		runs = append(runs, placedRun{x, text, i})
		x += draw.Width(text) + 2
	}
	return runs, first, len(texts) - 1 - last
}

// Runs draws the run switcher: every run in a few cells, the shown one in
// brackets, as many as fit around it.
func Runs(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, l := in.Y, pg.Life.Lane(pg.Lane)
	x := c.Text(1, y, 6, "runs", draw.Muted) + 2
	if len(l.Attempts) == 0 {
		c.Text(x, y, pg.W-x-1, "none yet", draw.Muted)
		return
	}
	runs, before, after := placedRuns(pg, l)
	if before > 0 {
		c.Text(x, y, 8, "+"+page.Itoa(before)+" ", draw.Muted)
	}
	for _, r := range runs {
		st := draw.Muted
		if r.index == ShownRun(pg, l) {
			st = draw.Bold
		}
		x = c.Text(r.x, y, pg.W-r.x-1, r.text, st) + 2
	}
	if after > 0 {
		c.Text(x, y, 8, "+"+page.Itoa(after), draw.Muted)
	}
	if len(l.Attempts) > 1 {
		c.Right(pg.W-1, y, 14, "< > switch run", draw.Muted)
	}
}

// RunAt returns which run of the run switcher is in a column, as an index into
// Attempts.
func RunAt(pg *page.Page, x int) (index int, ok bool) {
	l := pg.Life.Lane(pg.Lane)
	if len(l.Attempts) == 0 {
		return 0, false
	}
	runs, _, _ := placedRuns(pg, l)
	for _, r := range runs {
		if x >= r.x && x < r.x+draw.Width(r.text) {
			return r.index, true
		}
	}
	return 0, false
}

// runText returns "1 ✗137 3d11h liveness".
func runText(pg *page.Page, at *timeline.Attempt) string {
	text := page.Itoa(at.Number) + " "
	switch {
	case at.Exited.IsZero() && at.ExitCode == nil && !page.Over(pg.Life):
		text += pg.G.Open
	case at.ExitCode == nil:
		text += "?"
	case *at.ExitCode == 0:
		text += pg.G.OK + "0"
	default:
		text += pg.G.Fail + page.Itoa(int(*at.ExitCode))
	}
	if !at.Started.IsZero() && (!at.Exited.IsZero() || at.ExitCode == nil && !page.Over(pg.Life)) {
		text += " " + length.Of(at.Started, at.Exited, pg.Now).Short()
	}
	if at.Cause != "" {
		text += " " + string(at.Cause)
	}
	return text
}

// Height returns how many lines the panes of a container's page need.
func Height(pg *page.Page) int { return len(panes(pg, pg.Life.Lane(pg.Lane))) }

// panes returns the lines of the panes: the probes, the way down, the last exit
// and the message, the spec's hooks.
func panes(pg *page.Page, l *timeline.Lane) []drillLine {
	var out []drillLine
	if pg.Edges {
		if l, t := pg.Selection(); l != nil {
			out = append(out, drillLine{title: "edges", note: "i closes"})
			out = append(out, textLines(pg, value.EdgeLines(pg, l, t))...)
		}
	}
	if t := pg.Life.Termination; t != nil && !page.Over(pg.Life) { // what is going on comes first
		out = append(out, stopPane(pg, l)...)
		out = append(out, probeTable(pg, l)...)
	} else {
		out = append(out, probeTable(pg, l)...)
		out = append(out, stopPane(pg, l)...)
	}
	var rest []draw.Line
	rest = append(rest, value.ExitLines(pg, l)...)
	if ct := l.Container; ct != nil {
		if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
			rest = append(rest, draw.Wrap("state", ct.State+": "+ct.Reason+" "+ct.Message, pg.W-14, draw.Plain)...)
		}
		if ct.PostStart != "" {
			rest = append(rest, draw.Line{Label: "postStart", Text: ct.PostStart, Style: draw.Plain})
		}
		if ct.PreStop != "" {
			rest = append(rest, draw.Line{Label: "preStop", Text: ct.PreStop, Style: draw.Plain})
		}
	}
	if len(rest) > 0 {
		out = append(out, drillLine{title: "container"})
		out = append(out, textLines(pg, rest)...)
	}
	return out
}

func textLines(pg *page.Page, lines []draw.Line) []drillLine {
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, draw.Width(l.Label))
	}
	out := make([]drillLine, len(lines))
	for i, l := range lines {
		out[i].draw = func(c *draw.Canvas, y int) {
			c.Text(1, y, labelW, l.Label, draw.Muted)
			c.Text(labelW+3, y, pg.W-labelW-4, l.Text, l.Style)
		}
	}
	return out
}
