package ui

import (
	"github.com/podlife/podlife/timeline/axis"

	"github.com/podlife/podlife/ui/draw"
)

// drawPreview tells the selected pod's story in the room that the list leaves:
// verdict, identity, stages, then its lanes on an axis of their own.
func (a *app) drawPreview(c *draw.Canvas, s *scene, y, room int) {
	p := *s
	p.page = pagePod
	c.PaneTitle(y, "selected", s.groups[s.group].label, false)
	head := a.headline(&p)
	p.plan[blockHeadline] = min(max(len(head), 1), 2)
	a.drawHeadline(c, &p, y+1)
	at := y + 1 + p.plan[blockHeadline]
	a.drawIdentity(c, &p, at)
	a.drawStages(c, &p, at+1)
	at += 2
	if a.w < narrowest || y+room-at < 3 {
		return
	}
	view := a.view
	a.view = axis.View{Follow: true}
	p.cols = columnsFor(a.w, &p)
	p.ax = axis.New(a.segments(&p), p.cols.axisW, a.viewFor(&p))
	a.view = view
	a.laneRows(&p, nil)
	a.drawAxis(c, &p, at)
	for i := range p.rows {
		if at+1+i >= y+room {
			break
		}
		p.rows[i].folds = false
		a.drawRow(c, &p, at+1+i, &p.rows[i], false)
	}
}
