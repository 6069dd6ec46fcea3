package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
)

// drawList draws the list of pods, with the foot of the screen and a preview of the
// selected pod where there is room.
func (a *app) drawList(c *draw.Canvas, s *layout) {
	v := a.list.Layout(s.Page)
	if v.Playback > 0 {
		a.session.play.Draw(c, draw.Area{Y: v.Playback, W: a.w, H: 1}, s.Page)
	}
	if v.Keys > 0 {
		a.drawKeys(c, s, v.Keys)
	}
	a.list.Draw(c, draw.Area{W: a.w, H: a.h}, s.Page)
	n := len(a.list.Part.Groups)
	if room := v.Rows - n - 1; room >= 5 && n > 0 {
		a.drawPreview(c, draw.Area{Y: v.Top + n + 1, W: a.w, H: room}, s.Page)
	}
}

// drawPreview draws the selected pod's life in the room that the list leaves:
// verdict, identity, stages, then its lanes on an axis of their own.
func (a *app) drawPreview(c *draw.Canvas, in draw.Area, listed *page.Page) {
	pg := *listed
	pg.Kind, pg.Latest = page.Pod, &pg
	c.PaneTitle(in.Y, "selected", a.list.Part.Groups[a.list.Sel].Label, false)
	y := in.Y + 1
	at := func(h int) draw.Area { return draw.Area{Y: y, W: a.w, H: h} }
	next := func(draw drawing, h int) {
		draw(c, at(h), &pg)
		y += h
	}
	next(header.Headline, min(max(len(value.Headline(&pg)), 1), 2))
	next(header.Identity, 1)
	next(header.Stages, 1)
	if a.w < page.Narrowest || in.Y+in.H-y < 3 {
		return
	}
	pg.Cols = page.ColumnsFor(&pg, a.w)
	pg.Ax = a.time.WholeLife(&pg)
	next(ruler.Axis, 1)
	sample := lanes.Model{Row: a.lanes.Row}
	next(sample.DrawSample, in.Y+in.H-y)
}
