// Package waterfall is the pane of a pod's start-up: what it waited for until it was
// ready, a row a container, all on one scale.
package waterfall

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/verdict"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// lowest and narrowest are the least size of a screen with room for the picture.
const (
	lowest    = 24
	narrowest = 80
)

// tall is the least height of a page that shows the start-up beside other things, and
// long how much of it is worth that.
const (
	tall = 45
	long = 5 * time.Second
)

// Shown reports whether the start-up is of interest: the pod is selected, it has
// stages, and it is not being stopped.
func Shown(pg *page.Page) bool {
	l, _ := pg.Selection()
	return l != nil && l.Kind == timeline.LanePod && !pg.Edges && pg.H >= lowest && possible(pg)
}

// Spare reports whether the start-up is worth rows that nothing else needs, whatever
// is selected: on a tall page, where it is over and took long enough to be looked at.
func Spare(pg *page.Page) bool {
	return pg.H >= tall && pg.Life.Startup.Complete && time.Duration(pg.Life.Startup.Total) >= long && possible(pg)
}

// possible reports whether there are stages to draw, and the width for it.
func possible(pg *page.Page) bool {
	return pg.Focus != page.FocusEvents && pg.W >= narrowest && len(pg.Life.Startup.Path) > 1 && pg.Life.Termination == nil && !page.Over(pg.Life)
}

// Height returns how many lines the pane fills, its title included.
func Height(pg *page.Page) int {
	n := 1 + len(rowsOf(pg))
	if whatIf(pg) != "" {
		n++
	}
	return n
}

// Draw draws the rows, those that took longest where not all fit, and what would
// have made the start shorter.
func Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	rows := rowsOf(pg)
	foot := whatIf(pg)
	room := in.H - 1
	if foot != "" && room > min(len(rows), 3) {
		room--
	} else {
		foot = ""
	}
	shown := longest(rows, room)
	c.PaneTitle(in.Y, "startup "+sofar(pg), note(pg, rows, len(rows)-len(shown)), false)
	cols := columns(pg, rows)
	for i, r := range shown {
		drawRow(pg, c, in.Y+1+i, cols, r)
	}
	if foot != "" {
		c.Text(1, in.Y+1+len(shown), pg.W-2, foot, draw.Muted)
	}
}

// longest returns the n rows that took longest, in their order.
func longest(rows []row, n int) []row {
	if len(rows) <= n {
		return rows
	}
	byLength := slices.Clone(rows)
	slices.SortStableFunc(byLength, func(a, b row) int { return int(b.total.Best - a.total.Best) })
	var kept []row
	for _, r := range rows {
		if slices.ContainsFunc(byLength[:max(n, 0)], func(k row) bool { return k.lane == r.lane && k.name == r.name }) {
			kept = append(kept, r)
		}
	}
	return kept
}

// sofar returns "32.4s to ready" or how far the start is.
func sofar(pg *page.Page) string {
	st := pg.Life.Startup
	total := length.Total(time.Duration(st.Total))
	switch {
	case st.Complete:
		return value.FirstReady(pg.Life) + " to ready"
	case pg.Life.ReadyUnseen:
		return total + ", earlier readiness unknown"
	case pg.Life.Pod.Phase == "Succeeded":
		return total + " to completion"
	case pg.Life.Pod.Phase == "Failed":
		return total + ", never ready"
	}
	return length.Running(time.Duration(st.Total)) + " so far"
}

// note names the longest stage, and says how many rows there was no room for.
func note(pg *page.Page, rows []row, left int) string {
	text := ""
	if step := pg.Life.Startup.Longest(); step != nil {
		text = "longest: " + stageName(pg, step) + " " + elapsed(rows, step) + " " + shareText(step.Share)
	}
	if left > 0 {
		text += " " + pg.G.Dot + " " + page.Itoa(left) + " shorter not shown"
	}
	return text
}

// elapsed returns how long a stage took, in the words of its row.
func elapsed(rows []row, of *timeline.Step) string {
	for _, r := range rows {
		for _, s := range r.stages {
			if s.phase == of.Phase && (r.lane == of.Lane || r.lane == "" && of.Lane == "pod") {
				return took(s.length, s.open)
			}
		}
	}
	return length.Total(time.Duration(of.Duration))
}

// stageName returns "checkout pull".
func stageName(pg *page.Page, step *timeline.Step) string {
	if step.Phase == timeline.Kubelet {
		return "kubelet overhead"
	}
	if step.Lane == "pod" || step.Lane == "" {
		return cmp.Or(podNames[step.Phase], page.StageWord(step.Phase))
	}
	return page.LaneLabel(pg, step.Lane) + " " + page.StageWord(step.Phase)
}

// whatIf returns what would have made the start shorter, as many of them as there is
// room for: "" where the path does not say so exactly.
func whatIf(pg *page.Page) string {
	text := ""
	for _, w := range verdict.WhatIfs(pg.Life, pg.Now) {
		name := page.LaneLabel(pg, w.Lane)
		part := "if " + name + "'s image were on the node: " + length.Total(time.Duration(w.Total))
		if w.Probe != "" {
			part = "if " + name + "'s " + w.Probe + " probe ran every second: up to " + length.Total(time.Duration(w.UpTo)) + " less"
		}
		if text != "" {
			part = "   " + part
		}
		if draw.Width(text+part) <= pg.W-2 {
			text += part
		}
	}
	return text
}

// cols are the columns of the pane.
type cols struct {
	nameW, barX, tailX int
	lengthW            int // of how long a row took, which ends at tailX+5
	ax                 axis.Axis
}

// columns shares out the width: names, bars on one scale, and what the stages were.
func columns(pg *page.Page, rows []row) cols {
	const usual = 6 // cells of a length
	v := cols{lengthW: usual}
	for _, r := range rows {
		v.nameW, v.lengthW = max(v.nameW, draw.Width(r.name)), max(v.lengthW, draw.Width(took(r.total, r.open)))
	}
	v.nameW = min(v.nameW, pg.W/5)
	v.barX = v.nameW + 3
	w := (pg.W - v.barX - 14) * 2 / 5
	w -= v.lengthW - usual
	v.tailX = v.barX + w + v.lengthW - usual + 1
	st := pg.Life.Startup
	v.ax = axis.New(axis.Split(nil, st.Path[0].Start, st.End(), false), w, axis.View{})
	return v
}

// drawRow draws the name, the steps and the stages of a row.
func drawRow(pg *page.Page, c *draw.Canvas, y int, v cols, r row) {
	c.Text(1, y, v.nameW, draw.Middle(r.name, v.nameW), draw.Plain)
	b := draw.NewBar(v.ax, pg.Life.Startup.End(), pg.G)
	for _, step := range r.steps {
		page.DrawStep(b, pg.G, step.Phase, step.Start, time.Duration(step.Duration))
	}
	b.Draw(c, v.barX, y)
	c.Right(v.tailX+6, y, v.lengthW, took(r.total, r.open), draw.Plain)
	c.Right(v.tailX+11, y, 4, shareText(r.share), draw.Muted)
	drawStages(pg, c, draw.Area{X: v.tailX + 13, Y: y, W: pg.W - v.tailX - 14}, r)
}

// drawStages draws what the stages of a row were, the longest of them where not all
// fit; the one that took longest of the whole start-up stands out.
func drawStages(pg *page.Page, c *draw.Canvas, in draw.Area, r row) {
	top := pg.Life.Startup.Longest()
	stages := r.worthNaming(pg.Life.Startup.Total)
	for len(stages) > 1 && draw.Width(stagesText(pg, r, stages)) > in.W {
		shortest := slices.MinFunc(stages, func(a, b stage) int { return int(a.elapsed - b.elapsed) })
		stages = slices.DeleteFunc(stages, func(s stage) bool { return s.phase == shortest.phase })
	}
	x, end := in.X, in.X+in.W
	for i, s := range stages {
		if i > 0 {
			x = c.Text(x, in.Y, end-x, " "+pg.G.Dot+" ", draw.Muted)
		}
		st := draw.Muted
		if top != nil && top.Phase == s.phase && (top.Lane == r.lane || r.lane == "" && top.Lane == "pod") {
			st = draw.Accent | draw.Bold
		}
		x = c.Text(x, in.Y, end-x, s.text(pg, r), st)
	}
}

func stagesText(pg *page.Page, r row, stages []stage) string {
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = s.text(pg, r)
	}
	return strings.Join(parts, " "+pg.G.Dot+" ")
}
