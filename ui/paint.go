package ui

import (
	"github.com/podlife/podlife/ui/draw"
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
	case a.help:
		a.drawHelp(c)
	case s.page == pageList:
		a.drawList(c, s)
	case s.life == nil:
		a.drawEmpty(c)
	case a.w < narrowest && !a.lower():
		a.drawNarrow(c, s)
	default:
		a.drawLife(c, s)
	}
	if a.export.on {
		a.drawExport(c)
	}
}

// drawLife draws the page of a pod or of one of its containers.
func (a *app) drawLife(c *draw.Canvas, s *scene) {
	p := &s.plan
	a.drawTitle(c, s)
	if p[blockHeadline] > 0 {
		a.drawHeadline(c, s, p.top(blockHeadline))
	}
	if p[blockTrouble] > 0 {
		c.Text(1, p.top(blockTrouble), a.w-2, a.trouble(), draw.SevWarning)
	}
	if p[blockIdentity] > 0 {
		a.drawIdentity(c, s, p.top(blockIdentity))
	}
	if p[blockStages] > 0 && s.page == pagePod {
		a.drawStages(c, s, p.top(blockStages))
	}
	if p[blockStrip] > 0 {
		a.drawStrip(c, s, p.top(blockStrip))
	}
	if p[blockWindows] > 0 {
		a.drawWindows(c, s, p.top(blockWindows))
	}
	if p[blockAxis] > 0 {
		a.drawAxis(c, s, p.top(blockAxis))
	}
	a.drawLanes(c, s, p.top(blockLanes))
	a.drawCursor(c, s)
	if s.page == pageContainer {
		a.drawDrill(c, s)
	} else {
		a.drawDetails(c, s, p.top(blockSelected))
		a.drawLower(c, s, p.top(blockEvents))
	}
	a.drawFoot(c, s)
}

// drawFoot draws the lines that keep to the lower edge.
func (a *app) drawFoot(c *draw.Canvas, s *scene) {
	p := &s.plan
	if p[blockLegend] > 0 {
		c.DrawLegend(p.bottom(a.h, blockLegend))
	}
	if p[blockPlayback] > 0 {
		a.drawPlayback(c, p.bottom(a.h, blockPlayback))
	}
	if p[blockKeys] > 0 {
		a.drawKeys(c, p.bottom(a.h, blockKeys), s.page)
	}
}
