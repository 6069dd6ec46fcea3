package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/header"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
)

// drawPreview tells the selected pod's story in the room that the list leaves:
// verdict, identity, stages, then its lanes on an axis of their own.
func (a *app) drawPreview(c *draw.Canvas, s *scene, y, room int) {
	shown := *s.Page
	shown.Kind = page.Pod
	p := scene{Page: &shown}
	c.PaneTitle(y, "selected", a.list.Part.Groups[a.list.Sel].Label, false)
	head := value.Headline(p.Page)
	lines := min(max(len(head), 1), 2)
	header.DrawHeadline(p.Page, c, y+1, lines)
	at := y + 1 + lines
	header.DrawIdentity(p.Page, c, at)
	header.DrawStages(p.Page, c, at+1)
	at += 2
	if a.w < page.Narrowest || y+room-at < 3 {
		return
	}
	p.Cols = page.ColumnsFor(p.Page, a.w)
	p.Ax = a.time.WholeLife(p.Page)
	ruler.DrawAxis(p.Page, c, at)
	sample := lanes.Model{Row: a.lanes.Row}
	sample.DrawSample(c, draw.Area{Y: at + 1, W: a.w, H: y + room - at - 1}, p.Page)
}

// drawList draws the list of pods, with the foot of the screen and a preview of the
// selected pod where there is room.
func (a *app) drawList(c *draw.Canvas, s *scene) {
	v := a.list.RowsOf(s.Page)
	if v.Playback > 0 {
		a.play.Draw(s.Page, c, v.Playback)
	}
	if v.Keys > 0 {
		a.drawKeys(c, s, v.Keys, page.List)
	}
	a.list.Draw(c, s.Page)
	n := len(a.list.Part.Groups)
	if room := v.Rows - n - 1; room >= 5 && n > 0 {
		a.drawPreview(c, s, v.Top+n+1, room)
	}
}
