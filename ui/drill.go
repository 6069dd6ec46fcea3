package ui

import (
	"github.com/podlife/podlife/timeline"

	"github.com/podlife/podlife/ui/draw"
)

// drillWants are the claims of what comes after a container's tracks.
func (a *app) drillWants(s *scene) []want {
	l := s.life.Lane(a.lane)
	w := []want{{blockStages, 1, 0}} // the run switcher
	panes := len(a.drillPanes(s, l))
	w = append(w,
		want{blockSelected, min(panes, 3), max(panes-3, 0)},
		want{blockEvents, 3, 4},
		want{blockLegend, 1, 0},
		want{blockEvents, 0, 60},
	)
	return w
}

// drillLine is one line of the panes below a container's tracks.
type drillLine struct {
	title string // a pane's title; then the rest is empty
	note  string
	draw  func(c *draw.Canvas, y int)
}

// drawDrill draws the run switcher and the panes of a container's page.
func (a *app) drawDrill(c *draw.Canvas, s *scene) {
	l := s.life.Lane(a.lane)
	if s.plan[blockStages] > 0 {
		a.drawRuns(c, s, l, s.plan.top(blockStages))
	}
	y := s.plan.top(blockSelected)
	for i, d := range a.drillPanes(s, l) {
		if i >= s.plan[blockSelected] {
			break
		}
		if d.title != "" {
			if i == s.plan[blockSelected]-1 {
				break // a title alone says nothing
			}
			c.PaneTitle(y+i, d.title, d.note, false)
			continue
		}
		d.draw(c, y+i)
	}
	a.drawLower(c, s, s.plan.top(blockEvents))
}

// drawContainerIdentity draws the image, its pull and the resources.
func (a *app) drawContainerIdentity(c *draw.Canvas, s *scene, y int) {
	l := s.life.Lane(a.lane)
	text := kindText(l)
	if ct := l.Container; ct != nil {
		text += " " + a.g.Dot + " " + ct.Image
		if ct.Resources != (timeline.Resources{}) {
			text += " " + a.g.Dot + " " + ct.Resources.String()
		}
		if at := lastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) {
			text += " " + a.g.Dot + " " + pulledText(at.Pull)
		}
	}
	c.Text(1, y, a.w-2, text, draw.Muted)
}

// pulledText is "pulled 7.697s, 45 MB" or "image present".
func pulledText(p timeline.Pull) string {
	if p.Present {
		return "image present"
	}
	return "pulled " + p.String()
}

// shownRun is the run that the page is about, an index into Attempts, or -1.
func (a *app) shownRun(l *timeline.Lane) int {
	n := len(l.Attempts)
	for i := range l.Attempts {
		if a.run != 0 && l.Attempts[i].Number == a.run {
			return i
		}
	}
	return n - 1
}

// drawRuns draws the run switcher: every run in a few cells, the shown one in
// brackets, as many as fit around it.
func (a *app) drawRuns(c *draw.Canvas, s *scene, l *timeline.Lane, y int) {
	x := c.Text(1, y, 6, "runs", draw.Muted) + 2
	if len(l.Attempts) == 0 {
		c.Text(x, y, a.w-x-1, "none yet", draw.Muted)
		return
	}
	shown := a.shownRun(l)
	texts := make([]string, len(l.Attempts))
	for i := range l.Attempts {
		texts[i] = a.runText(s, &l.Attempts[i])
	}
	room := a.w - x - 18
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
	if first > 0 {
		x = c.Text(x, y, 8, "+"+itoa(first)+" ", draw.Muted) + 1
	}
	for i := first; i <= last; i++ {
		text, st := texts[i], draw.Muted
		if i == shown {
			text, st = "["+text+"]", draw.Bold
		}
		x = c.Text(x, y, a.w-x-1, text, st) + 2
	}
	if last < len(texts)-1 {
		c.Text(x, y, 8, "+"+itoa(len(texts)-1-last), draw.Muted)
	}
	if len(texts) > 1 {
		c.Right(a.w-1, y, 14, "< > switch run", draw.Muted)
	}
}

// runText is "1 ✗137 3d11h liveness".
func (a *app) runText(s *scene, at *timeline.Attempt) string {
	text := itoa(at.Number) + " "
	switch {
	case at.Exited.IsZero() && at.ExitCode == nil && !over(s.life):
		text += a.g.Open
	case at.ExitCode == nil:
		text += "?"
	case *at.ExitCode == 0:
		text += a.g.Ok + "0"
	default:
		text += a.g.Fail + itoa(int(*at.ExitCode))
	}
	if !at.Started.IsZero() && (!at.Exited.IsZero() || at.ExitCode == nil && !over(s.life)) {
		text += " " + between(at.Started, at.Exited, s.now)
	}
	if at.Cause != "" {
		text += " " + string(at.Cause)
	}
	return text
}

// drillPanes are the lines of the panes: the probes, the way down, the last
// exit and the message, the spec's hooks.
func (a *app) drillPanes(s *scene, l *timeline.Lane) []drillLine {
	var out []drillLine
	if a.edges {
		if r := s.selected(); r != nil {
			out = append(out, drillLine{title: "edges", note: "i closes"})
			out = append(out, a.textLines(a.edgeLines(s, l, r))...)
		}
	}
	if t := s.life.Termination; t != nil && !over(s.life) { // what is going on comes first
		out = append(out, a.stopPane(s, l)...)
		out = append(out, a.probeTable(s, l)...)
	} else {
		out = append(out, a.probeTable(s, l)...)
		out = append(out, a.stopPane(s, l)...)
	}
	var rest []draw.Line
	rest = append(rest, a.exitLines(s, l)...)
	if ct := l.Container; ct != nil {
		if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
			rest = append(rest, draw.Wrap("state", ct.State+": "+ct.Reason+" "+ct.Message, a.w-14, draw.Plain)...)
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
		out = append(out, a.textLines(rest)...)
	}
	return out
}

func (a *app) textLines(lines []draw.Line) []drillLine {
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, draw.Width(l.Label))
	}
	out := make([]drillLine, len(lines))
	for i, l := range lines {
		out[i].draw = func(c *draw.Canvas, y int) {
			c.Text(1, y, labelW, l.Label, draw.Muted)
			c.Text(labelW+3, y, a.w-labelW-4, l.Text, l.Style)
		}
	}
	return out
}
