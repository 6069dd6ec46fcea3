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

// draw draws the page, and over it the menu that is open.
func (a *app) draw(c *draw.Canvas) {
	s := a.layout()
	all := draw.Area{W: a.w, H: a.h}
	switch {
	case a.help.On:
		a.help.Draw(c, all, s.Page)
	case s.Kind == page.List:
		a.drawList(c, s)
	case s.Life == nil:
		a.drawEmpty(c, s)
	case a.w < page.Narrowest && !a.lowerNeeded():
		a.drawSmall(c, s)
	default:
		a.drawLife(c, s)
	}
	if a.palette.On {
		a.palette.Draw(c, all, s.Page)
	}
	if a.export.On {
		a.export.Draw(c, all, s.Page)
	}
}

// drawing is how every pane draws itself: in an area of the canvas, for a page.
type drawing func(c *draw.Canvas, in draw.Area, pg *page.Page)

// drawLife draws the page of a pod or of one of its containers: each block that
// got lines, in an order in which the crosshair comes over the lanes.
func (a *app) drawLife(c *draw.Canvas, s *layout) {
	selected := drawing(details.Draw)
	if s.Kind == page.Container {
		selected = drill.Draw
	}
	latest := func(d drawing) drawing { // the axis knows the newest moment
		return func(c *draw.Canvas, in draw.Area, pg *page.Page) { d(c, in, pg.Latest) }
	}
	for _, part := range []struct {
		b    block
		draw drawing
	}{
		{blockTitle, header.Title}, {blockHeadline, header.Headline}, {blockTrouble, drawTrouble}, {blockIdentity, header.Identity},
		{blockStages, header.Stages}, {blockRuns, drill.Runs}, {blockStrip, latest(ruler.Strip)}, {blockWindows, latest(ruler.Windows)}, {blockAxis, latest(ruler.Axis)},
		{blockLanes, a.lanes.Draw}, {blockLanes, latest(ruler.Crosshair)},
		{blockSelected, selected}, {blockEvents, a.lower.Draw}, {blockLegend, a.drawLegend},
	} {
		if s.plan[part.b] > 0 {
			part.draw(c, s.plan.area(a.w, a.h, part.b), s.Page)
		}
	}
	if s.plan[blockPlayback] > 0 {
		a.session.play.Draw(c, s.plan.area(a.w, a.h, blockPlayback), s.Page)
	}
	if s.plan[blockKeys] > 0 {
		a.drawKeys(c, s, s.plan.area(a.w, a.h, blockKeys).Y)
	}
}

// drawTrouble draws what is missing from the picture and why.
func drawTrouble(c *draw.Canvas, in draw.Area, pg *page.Page) {
	c.Text(1, in.Y, in.W-2, pg.Trouble, draw.SevWarning)
}

// drawLegend draws the meaning of the glyphs in the bars.
func (a *app) drawLegend(c *draw.Canvas, in draw.Area, pg *page.Page) {
	bars := a.layout().plan.area(a.w, a.h, blockLanes)
	bars.X, bars.W = pg.Cols.AxisX, pg.Cols.AxisW
	c.DrawLegend(in.Y, bars)
}

// drawSmall draws a life where the axis would have no room: the verdict, and what
// began when.
func (a *app) drawSmall(c *draw.Canvas, s *layout) {
	line := func(y, h int) draw.Area { return draw.Area{Y: y, W: a.w, H: h} }
	header.Title(c, line(0, 1), s.Page)
	top, foot := 1, 0
	if a.h > 2 {
		n := 1
		if a.h >= 16 {
			n = min(len(value.Headline(s.Page)), 3)
		}
		header.Headline(c, line(1, n), s.Page)
		top += n
	}
	if s.Trouble != "" && a.h > 4 {
		drawTrouble(c, line(top, 1), s.Page)
		top++
	}
	if a.h > 4 {
		foot = 1
		a.drawKeys(c, s, a.h-1)
	}
	if s.Replay && a.h > 6 {
		foot = 2
		a.session.play.Draw(c, line(a.h-2, 1), s.Page)
	}
	if a.h >= 2 {
		narrow.Draw(c, line(top, a.h-top-foot), s.Page)
	}
}
