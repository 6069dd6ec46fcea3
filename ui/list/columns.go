package list

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// listCols are the columns of the list. The bars share one axis.
type listCols struct {
	nameW, stateW int
	textX, textW  int // the headline; 0: no room for it
	tookX         int // where the time to ready ends; 0: no room for it
	barX, tailX   int
	ax            axis.Axis
}

// columns shares the width out: names and states get what they need,
// within limits; bars and headlines share the rest.
func (m *Model) columns(pg *page.Page) listCols {
	if len(m.All.revisions) > 0 {
		return m.workloadColumns(pg)
	}
	var v listCols
	v.nameW = min(max(m.Part.longest, 8), max(pg.W/3, 12))
	v.stateW = min(max(m.Part.all.stateW, 6), max(pg.W/4, 10))
	v.tailX = pg.W - 12
	v.textX = v.nameW + v.stateW + 4
	rest := v.tailX - v.textX
	barW := min(max(rest/2, 24), rest)
	if v.textW = rest - barW - 1; v.textW < 20 {
		v.textW, barW = 0, min(rest, 60)
	}
	if pg.W < page.Narrowest {
		v.textW, barW = pg.W-v.textX-1, 0
	}
	v.barX = v.tailX - barW
	v.ax = m.axis(pg, max(barW-1, 0))
	return v
}

// workloadColumns gives the bars of a workload's pods what names, times and states
// leave.
func (m *Model) workloadColumns(pg *page.Page) listCols {
	least := draw.Width(wantedText(99, true))
	for _, r := range m.All.revisions {
		least = max(least, draw.Width(r.title())-1)
	}
	v := listCols{nameW: min(max(m.All.longest, least), max(pg.W/4, 12)), tailX: pg.W - 12}
	v.barX = v.nameW + 4
	if pg.W < page.Narrowest {
		v.barX, v.textX = pg.W, v.nameW+3
		v.textW = pg.W - v.textX - 1
		v.ax = m.axis(pg, 0)
		return v
	}
	rest := v.tailX - v.barX
	if pg.W < narrowestStrip { // no room for bars that show anything
		v.tookX, v.textX = v.barX+8, v.barX+9
		v.textW = v.tailX - v.textX
		v.ax = m.axis(pg, 0)
		return v
	}
	v.textW = min(max(rest*2/5, 18), 64)
	barW := rest - v.textW - 10
	v.tookX, v.textX = v.barX+barW+8, v.barX+barW+9
	v.ax = m.axis(pg, max(barW-1, 0))
	return v
}

// tickW returns how much of the axis the head of the next column leaves to the ticks.
func (v listCols) tickW(next string) int {
	if v.tookX == 0 {
		return v.ax.Width()
	}
	return min(v.ax.Width(), v.tookX-draw.Width(next)-v.barX)
}

// axis returns the axis of w cells that all bars share. By the clock it begins
// shortly before the newest revision. Where contact is lost it goes on to the present.
func (m *Model) axis(pg *page.Page, w int) axis.Axis {
	from, to := m.Part.from, m.Part.to
	if pg.Stale() {
		to = timeline.LaterTime(to, pg.Present)
	}
	switch {
	case !m.wall():
		to = from.Add(m.Part.oldest + pg.Present.Sub(pg.Now))
	case len(m.All.revisions) > 1:
		rolled := m.All.rolledFrom()
		lead := max(leastLead, to.Sub(rolled)/3)
		from = timeline.LaterTime(from, rolled.Add(-lead))
	}
	return axis.New(axis.Split(nil, from, to, false), w, axis.View{})
}

// leastLead is how much of the time before a rollout is in sight at least.
const leastLead = 30 * time.Second

// ticks returns the marks of the shared axis: ages, or round times of day.
func (m *Model) ticks(pg *page.Page, ax axis.Axis) []axis.Tick {
	if !m.wall() {
		return ax.Ticks()
	}
	if pg.Clock == page.ClockUTC {
		return page.ClockTicks(ax, time.UTC)
	}
	return page.ClockTicks(ax, pg.Location)
}
