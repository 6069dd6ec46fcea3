package ui

import "github.com/podlife/podlife/timeline"

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
	draw  func(c *canvas, y int)
}

// drawDrill draws the run switcher and the panes of a container's page.
func (a *app) drawDrill(c *canvas, s *scene) {
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
			a.drawPaneTitle(c, y+i, d.title, d.note, false)
			continue
		}
		d.draw(c, y+i)
	}
	a.drawLower(c, s, s.plan.top(blockEvents))
}

// drawContainerIdentity draws the image, its pull and the resources.
func (a *app) drawContainerIdentity(c *canvas, s *scene, y int) {
	l := s.life.Lane(a.lane)
	text := kindText(l)
	if ct := l.Container; ct != nil {
		text += " " + a.g.dot + " " + ct.Image
		if ct.Resources != "" {
			text += " " + a.g.dot + " " + ct.Resources
		}
		if at := lastAttempt(l); at != nil && at.Pulled != "" {
			text += " " + a.g.dot + " " + pulledText(at.Pulled)
		}
	}
	c.text(1, y, a.w-2, text, muted)
}

// pulledText is "pulled 7.697s, 45 MB" or "image present".
func pulledText(pulled string) string {
	if pulled == "present" {
		return "image present"
	}
	return "pulled " + pulled
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
func (a *app) drawRuns(c *canvas, s *scene, l *timeline.Lane, y int) {
	x := c.text(1, y, 6, "runs", muted) + 2
	if len(l.Attempts) == 0 {
		c.text(x, y, a.w-x-1, "none yet", muted)
		return
	}
	shown := a.shownRun(l)
	texts := make([]string, len(l.Attempts))
	for i := range l.Attempts {
		texts[i] = a.runText(s, &l.Attempts[i])
	}
	room := a.w - x - 18
	first, last := shown, shown
	used := width(texts[shown]) + 4
	for grown := true; grown; {
		grown = false
		if first > 0 && used+width(texts[first-1])+2 <= room {
			first--
			used += width(texts[first]) + 2
			grown = true
		}
		if last < len(texts)-1 && used+width(texts[last+1])+2 <= room {
			last++
			used += width(texts[last]) + 2
			grown = true
		}
	}
	if first > 0 {
		x = c.text(x, y, 8, "+"+itoa(first)+" ", muted) + 1
	}
	for i := first; i <= last; i++ {
		text, st := texts[i], muted
		if i == shown {
			text, st = "["+text+"]", bold
		}
		x = c.text(x, y, a.w-x-1, text, st) + 2
	}
	if last < len(texts)-1 {
		c.text(x, y, 8, "+"+itoa(len(texts)-1-last), muted)
	}
	if len(texts) > 1 {
		c.right(a.w-1, y, 14, "< > switch run", muted)
	}
}

// runText is "1 ✗137 3d11h liveness".
func (a *app) runText(s *scene, at *timeline.Attempt) string {
	text := itoa(at.Number) + " "
	switch {
	case at.Exited.IsZero() && at.ExitCode == nil && !over(s.life):
		text += a.g.open
	case at.ExitCode == nil:
		text += "?"
	case *at.ExitCode == 0:
		text += a.g.ok + "0"
	default:
		text += a.g.fail + itoa(int(*at.ExitCode))
	}
	if !at.Started.IsZero() && (!at.Exited.IsZero() || at.ExitCode == nil && !over(s.life)) {
		text += " " + between(at.Started, at.Exited, s.now)
	}
	if at.Cause != "" {
		text += " " + at.Cause
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
	var rest []line
	rest = append(rest, a.exitLines(s, l)...)
	if ct := l.Container; ct != nil {
		if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
			rest = append(rest, wrap("state", ct.State+": "+ct.Reason+" "+ct.Message, a.w-14, plain)...)
		}
		if ct.PostStart != "" {
			rest = append(rest, line{"postStart", ct.PostStart, plain})
		}
		if ct.PreStop != "" {
			rest = append(rest, line{"preStop", ct.PreStop, plain})
		}
	}
	if len(rest) > 0 {
		out = append(out, drillLine{title: "container"})
		out = append(out, a.textLines(rest)...)
	}
	return out
}

func (a *app) textLines(lines []line) []drillLine {
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, width(l.label))
	}
	out := make([]drillLine, len(lines))
	for i, l := range lines {
		out[i].draw = func(c *canvas, y int) {
			c.text(1, y, labelW, l.label, muted)
			c.text(labelW+3, y, a.w-labelW-4, l.text, l.st)
		}
	}
	return out
}
