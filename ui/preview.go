package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
	"github.com/podlife/podlife/ui/waterfall"
)

// drawList draws the list of pods, with the foot of the screen and a preview of the
// selected pod where there is room.
func (p painter) drawList() {
	v := p.a.list.Layout(p.s.Page)
	if v.Playback > 0 {
		p.a.session.play.Draw(p.c, draw.Area{Y: v.Playback, W: p.a.w, H: 1}, p.s.Page)
	}
	if v.Keys > 0 {
		p.drawKeys(v.Keys)
	}
	p.a.list.Draw(p.c, draw.Area{W: p.a.w, H: p.a.h}, p.s.Page)
	n := p.a.list.LinesShown()
	if room := v.Rows - n - 1; room >= 5 && n > 0 && len(p.a.list.Part.Groups) > 0 {
		p.drawPreview(draw.Area{Y: v.Top + n + 1, W: p.a.w, H: room}, p.s.Page)
	}
}

// drawPreview draws the selected pod's life in the room that the list leaves:
// verdict, identity, stages, then its lanes on an axis of their own.
func (p painter) drawPreview(in draw.Area, listed *page.Page) {
	pg := *listed
	pg.Kind, pg.Latest = page.Pod, &pg
	p.c.PaneTitle(in.Y, "selected", p.a.list.Part.Groups[p.a.list.Sel].Label, false)
	y := in.Y + 1
	at := func(h int) draw.Area { return draw.Area{Y: y, W: p.a.w, H: h} }
	next := func(draw drawing, h int) {
		draw(p.c, at(h), &pg)
		y += h
	}
	next(header.Headline, min(max(len(value.Headline(&pg)), 1), 2))
	next(header.Identity, 1)
	next(header.Stages, 1)
	if p.a.w < page.Narrowest || in.Y+in.H-y < 3 {
		return
	}
	pg.Cols = page.ColumnsFor(&pg, p.a.w)
	pg.Ax = p.a.time.WholeLife(&pg)
	next(ruler.Axis, 1)
	sample := lanes.Model{Row: p.a.lanes.Row}
	room := in.Y + in.H - y
	bars := draw.Area{X: pg.Cols.AxisX, Y: y, W: pg.Cols.AxisW, H: min(room, sample.LaySample(&pg, room-len(pg.Life.Lanes)-sampleSpare))}
	next(sample.DrawSample, bars.H)
	rest := draw.Area{Y: y + 1, W: p.a.w, H: in.Y + in.H - y - 1}
	if rest.H >= leastWithLegend {
		rest.H--
		p.c.DrawLegend(rest.Y+rest.H, bars)
	}
	p.drawDetails(rest, &pg)
}

// sampleSpare is what the start-up, the events and the legend below the lanes can use
// before the lanes show their tracks.
const sampleSpare = 16

// leastWithLegend is how many lines below the lanes leave one for the legend.
const leastWithLegend = 6

// drawDetails draws the start-up and the events of the selected pod in the room that is
// left below its lanes.
func (p painter) drawDetails(in draw.Area, pg *page.Page) {
	details := *pg
	pg = &details
	pg.Kind, pg.Latest, pg.Focus, pg.Typing, pg.At = page.List, pg, page.FocusLanes, false, page.RowID{Lane: "pod"}
	if waterfall.Shown(pg) {
		if h := waterfall.Height(pg); h+4 <= in.H {
			waterfall.Draw(p.c, draw.Area{Y: in.Y, W: in.W, H: h}, pg)
			in.Y, in.H = in.Y+h, in.H-h
		}
	}
	if in.H >= 3 {
		(&events.Model{}).Draw(p.c, in, pg)
	}
}
