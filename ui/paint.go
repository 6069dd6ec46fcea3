package ui

import (
	"github.com/podlife/podlife/ui/details"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/narrow"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
)

// paint draws the whole screen.
func (a *app) paint() string {
	if a.w < 1 || a.h < 1 {
		return ""
	}
	c := draw.NewCanvas(a.w, a.h, a.g)
	a.draw(c)
	return c.Render(a.theme)
}

func (a *app) draw(c *draw.Canvas) {
	s := a.scene()
	switch {
	case a.help.On:
		a.help.Draw(s.Page, c)
	case s.Kind == page.List:
		a.drawList(c, s)
	case s.Life == nil:
		a.drawEmpty(c, s)
	case a.w < page.Narrowest && !a.lower():
		a.drawSmall(c, s)
	default:
		a.drawLife(c, s)
	}
	if a.export.On {
		a.export.Draw(s.Page, c)
	}
}

// drawLife draws the page of a pod or of one of its containers.
func (a *app) drawLife(c *draw.Canvas, s *scene) {
	p := &s.plan
	header.DrawTitle(s.Page, c)
	if p[blockHeadline] > 0 {
		header.DrawHeadline(s.Page, c, p.top(blockHeadline), p[blockHeadline])
	}
	if p[blockTrouble] > 0 {
		c.Text(1, p.top(blockTrouble), a.w-2, s.Trouble, draw.SevWarning)
	}
	if p[blockIdentity] > 0 {
		header.DrawIdentity(s.Page, c, p.top(blockIdentity))
	}
	if p[blockStages] > 0 && s.Kind == page.Pod {
		header.DrawStages(s.Page, c, p.top(blockStages))
	}
	if p[blockStrip] > 0 {
		ruler.DrawStrip(s.Page, c, p.top(blockStrip))
	}
	if p[blockWindows] > 0 {
		ruler.DrawWindows(s.Page, c, p.top(blockWindows))
	}
	if p[blockAxis] > 0 {
		ruler.DrawAxis(s.Page, c, p.top(blockAxis))
	}
	a.lanes.Draw(c, p.area(a.w, blockLanes), s.Page)
	ruler.DrawCursor(s.Page, c, p.area(a.w, blockLanes), p.area(a.w, blockCursor))
	if s.Kind == page.Container {
		if p[blockStages] > 0 {
			drill.DrawRuns(s.Page, c, s.Life.Lane(a.lane), p.top(blockStages))
		}
		drill.Draw(s.Page, c, p.area(a.w, blockSelected))
	} else {
		details.Draw(s.Page, c, p.area(a.w, blockSelected), a.events.Details(s.Page))
	}
	a.drawLower(c, s, p.area(a.w, blockEvents))
	a.drawFoot(c, s)
}

// drawFoot draws the lines that keep to the lower edge.
func (a *app) drawFoot(c *draw.Canvas, s *scene) {
	p := &s.plan
	if p[blockLegend] > 0 {
		c.DrawLegend(p.bottom(a.h, blockLegend))
	}
	if p[blockPlayback] > 0 {
		a.play.Draw(s.Page, c, p.bottom(a.h, blockPlayback))
	}
	if p[blockKeys] > 0 {
		a.drawKeys(c, s, p.bottom(a.h, blockKeys), s.Kind)
	}
}

// drawSmall draws a life where the axis would have no room: the verdict, and what
// began when.
func (a *app) drawSmall(c *draw.Canvas, s *scene) {
	header.DrawTitle(s.Page, c)
	top, foot := 1, 0
	if a.h > 2 {
		n := 1
		if a.h >= 16 {
			n = min(len(value.Headline(s.Page)), 3)
		}
		header.DrawHeadline(s.Page, c, 1, n)
		top += n
	}
	if s.Trouble != "" && a.h > 4 {
		c.Text(1, top, a.w-2, s.Trouble, draw.SevWarning)
		top++
	}
	if a.h > 4 {
		foot = 1
		a.drawKeys(c, s, a.h-1, s.Kind)
	}
	if s.Replay && a.h > 6 {
		foot = 2
		a.play.Draw(s.Page, c, a.h-2)
	}
	if a.h >= 2 {
		narrow.Draw(s.Page, c, draw.Area{Y: top, W: a.w, H: a.h - top - foot})
	}
}
