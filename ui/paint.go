package ui

import (
	"cmp"
	"time"

	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/details"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/help"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/narrow"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
	"github.com/podlife/podlife/ui/waterfall"
)

// painted is the last frame, and the layout that it was painted of: as long as no other
// is made, nothing has changed that can be seen.
type painted struct {
	of    *layout
	frame string
	cost  time.Duration // of painting it
}

// paint returns the current frame, painted anew only where its layout must be made anew.
func (a *app) paint() string {
	if a.w < 1 || a.h < 1 {
		return ""
	}
	if a.laid != nil && a.laid == a.painted.of {
		return a.painted.frame
	}
	began := time.Now()
	a.canvas = a.canvas.Reuse(a.w, a.h, a.g)
	p := painter{a, a.canvas, a.layout()}
	p.draw()
	a.painted = painted{p.s, p.c.Render(a.theme), time.Since(began)}
	return a.painted.frame
}

// painter draws one frame; it changes nothing of the app.
type painter struct {
	a *app
	c *draw.Canvas
	s *layout
}

// draw draws the page, and over it the menu that is open.
func (p painter) draw() {
	all := draw.Area{W: p.a.w, H: p.a.h}
	switch {
	case p.a.help.On:
		p.a.help.Draw(p.c, all, p.s.Page)
	case p.a.compare.On:
		p.a.compare.Draw(p.c, draw.Area{W: all.W, H: all.H - 1}, p.s.Page)
		p.drawKeys(all.H - 1)
	case p.s.Kind == page.List:
		p.drawList()
	case p.s.Life == nil:
		p.drawEmpty()
	case p.a.w < page.Narrowest && !p.a.lower.needed(p.a.pane):
		p.drawSmall()
	default:
		p.drawLife()
	}
	if p.a.palette.On {
		p.a.palette.Draw(p.c, all, p.s.Page)
	}
	if p.a.export.On {
		p.a.export.Draw(p.c, all, p.s.Page)
	}
}

// drawing is how every pane draws itself: in an area of the canvas, for a page.
type drawing func(c *draw.Canvas, in draw.Area, pg *page.Page)

// drawLife draws the page of a pod or of one of its containers: each block that
// got lines, in an order in which the crosshair comes over the lanes.
func (p painter) drawLife() {
	selected := drawing(details.Draw)
	if p.s.Kind == page.Container {
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
		{blockLanes, p.a.lanes.Draw}, {blockLanes, latest(ruler.Crosshair)},
		{blockStartup, waterfall.Draw}, {blockSelected, selected}, {blockEvents, p.a.lower.Draw}, {blockLegend, p.drawLegend},
	} {
		if p.s.plan[part.b] > 0 {
			part.draw(p.c, p.s.plan.area(p.a.w, p.a.h, part.b), p.s.Page)
		}
	}
	if p.s.plan[blockPlayback] > 0 {
		p.a.session.play.Draw(p.c, p.s.plan.area(p.a.w, p.a.h, blockPlayback), p.s.Page)
	}
	if p.s.plan[blockKeys] > 0 {
		p.drawKeys(p.s.plan.area(p.a.w, p.a.h, blockKeys).Y)
	}
}

// drawTrouble draws what is missing from the picture and why.
func drawTrouble(c *draw.Canvas, in draw.Area, pg *page.Page) {
	c.Text(1, in.Y, in.W-2, pg.Trouble, draw.SevWarning)
}

// drawLegend draws the meaning of the glyphs in the bars.
func (p painter) drawLegend(c *draw.Canvas, in draw.Area, pg *page.Page) {
	bars := p.s.plan.area(p.a.w, p.a.h, blockLanes)
	bars.X, bars.W = pg.Cols.AxisX, pg.Cols.AxisW
	c.DrawLegend(in.Y, bars)
}

// drawSmall draws a life where the axis would have no room: the verdict, and what
// began when.
func (p painter) drawSmall() {
	line := func(y, h int) draw.Area { return draw.Area{Y: y, W: p.a.w, H: h} }
	header.Title(p.c, line(0, 1), p.s.Page)
	top, foot := 1, 0
	if p.a.h > 2 {
		n := 1
		if p.a.h >= 16 {
			n = min(len(value.Headline(p.s.Page)), 3)
		}
		header.Headline(p.c, line(1, n), p.s.Page)
		top += n
	}
	if p.s.Trouble != "" && p.a.h > 4 {
		drawTrouble(p.c, line(top, 1), p.s.Page)
		top++
	}
	if p.a.h > 4 {
		foot = 1
		p.drawKeys(p.a.h - 1)
	}
	if p.s.Replay && p.a.h > 6 {
		foot = 2
		p.a.session.play.Draw(p.c, line(p.a.h-2, 1), p.s.Page)
	}
	if p.a.h >= 2 {
		narrow.Draw(p.c, line(top, p.a.h-top-foot), p.s.Page)
	}
}

// drawEmpty says plainly that there is nothing to draw yet, and why.
func (p painter) drawEmpty() {
	x := p.c.Text(1, 0, 7, "podlife", draw.Muted) + 2
	p.c.Text(x, 0, p.a.w-x-1, timeline.Clean(cmp.Or(p.a.opts.Title, p.a.opts.Target)), draw.Bold)
	lines := p.a.session.whyEmpty(cmp.Or(timeline.Clean(p.a.opts.Target), "a pod"), p.a.g.Wait)
	y := max((p.a.h-len(lines))/2, min(1, p.a.h-1))
	for i, l := range lines {
		at := max((p.a.w-draw.Width(l.Text))/2, 1)
		p.c.Text(at, y+i, p.a.w-at-1, l.Text, l.Style)
	}
	if p.a.h > 4 {
		p.drawKeys(p.a.h - 1)
	}
	if p.a.session.play != nil && p.a.h > 5 {
		p.a.session.play.Draw(p.c, draw.Area{Y: p.a.h - 2, W: p.a.w, H: 1}, p.s.Page)
	}
}

// drawKeys draws the key line: what the last key did, or the keys of the menu that
// is open, of what is being typed, or of the pane that has them.
func (p painter) drawKeys(y int) {
	line := help.Line{Message: p.a.message, Keys: p.a.keys.PlaybackHints()} // while there is nothing to choose from
	switch pane := p.a.focused(p.s); {
	case p.a.palette.On:
		line.Keys, line.Alone = p.a.palette.Hints(), true
	case p.a.export.On:
		line.Keys, line.Alone = p.a.export.Hints(p.s.Page), true
	case p.a.compare.On:
		k := &p.a.keys
		line.Keys, line.Alone = []key.Binding{keymap.HintOf("back", k.Back), keymap.HintOf("scroll", k.Up, k.Down), keymap.HintOf("help", k.Help)}, true
	case p.a.typing:
		line.Keys, line.Alone = []key.Binding{keymap.Fixed("enter", "keep the filter"), keymap.Fixed("esc", "clear it")}, true
	case pane != nil:
		line.Keys = pane.Hints(p.s.Page)
	}
	line.Draw(p.c, draw.Area{Y: y, W: p.a.w, H: 1}, p.s.Page)
}

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
