// Package drill draws what a container's page has beneath its tracks: its runs, probes, the way
// down and its last exit.
package drill

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// drillLine is one line of the panes below a container's tracks.
type drillLine struct {
	title string // a pane's title; then the rest is empty
	note  string
	run   int // of a line of the table: its number
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

// exitLines returns how the newest run ended; where a table says that, what the
// shown run left as its message, if the table cut it off.
func exitLines(pg *page.Page, l *timeline.Lane) []draw.Line {
	if !Tabled(pg) {
		return value.ExitLines(pg, l)
	}
	text := l.Attempts[ShownRun(pg, l)].Message
	whole := func(row draw.Line) bool { return strings.Contains(row.Text, text) }
	if lines, _ := runLines(pg, l); slices.ContainsFunc(lines, whole) {
		return nil
	}
	return draw.Wrap("message", text, pg.W-14, draw.Plain)
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
			out = append(out, textLines(value.EdgeLines(pg, l, t))...)
		}
	}
	if t := pg.Life.Termination; t != nil && !page.Over(pg.Life) { // what is going on comes first
		out = append(out, stopPane(pg, l)...)
		out = append(out, runsPane(pg, l)...)
		out = append(out, probeTable(pg, l)...)
	} else {
		out = append(out, runsPane(pg, l)...)
		out = append(out, probeTable(pg, l)...)
		out = append(out, stopPane(pg, l)...)
	}
	var rest []draw.Line
	rest = append(rest, exitLines(pg, l)...)
	if ct := l.Container; ct != nil {
		if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
			rest = append(rest, draw.Wrap("state", ct.State+": "+ct.Reason+" "+ct.Message, pg.W-14, draw.Plain)...)
		}
		rest = slices.Concat(rest, draw.Fact("postStart", ct.PostStart, draw.Plain), draw.Fact("preStop", ct.PreStop, draw.Plain), value.CommandLines(pg, l))
	}
	if len(rest) > 0 {
		out = append(out, drillLine{title: "container"})
		out = append(out, textLines(rest)...)
	}
	return out
}

func textLines(lines []draw.Line) []drillLine {
	labelW := draw.LabelWidth(lines)
	out := make([]drillLine, len(lines))
	for i, l := range lines {
		out[i].draw = func(c *draw.Canvas, y int) { c.Labelled(y, labelW, l) }
	}
	return out
}
