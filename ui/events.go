package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// eventsLane is the lane whose events are shown, "" for all: on a container's
// page its own, on the pod's page all, and with a the other way round.
func (a *app) eventsLane(s *scene) string {
	switch {
	case s.page == pageContainer && !a.only:
		return a.lane
	case s.page == pagePod && a.only:
		return a.row.lane
	}
	return ""
}

// events are the lines of the events pane, newest first, after the filter.
func (a *app) events(s *scene) []*timeline.EventLine {
	lane := a.eventsLane(s)
	needle := strings.ToLower(a.filter)
	var out []*timeline.EventLine
	for i := len(s.life.Events) - 1; i >= 0; i-- {
		e := &s.life.Events[i]
		if lane != "" && e.Lane != lane {
			continue
		}
		if needle != "" && !strings.Contains(strings.ToLower(e.Reason+" "+e.Lane+" "+e.Message), needle) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// drawEvents draws the pane's title and the events that fit.
func (a *app) drawEvents(c *draw.Canvas, s *scene, y int) {
	h := s.plan[blockEvents]
	if h == 0 {
		return
	}
	list := a.events(s)
	c.PaneTitle(y, "events", a.eventsTitle(s, len(list), h-1), a.pane == paneEvents)
	if len(list) == 0 {
		text := "no events yet"
		if a.filter != "" || a.eventsLane(s) != "" {
			text = "no event matches"
		}
		c.Text(1, y+1, a.w-2, text, draw.Muted)
		return
	}
	sel := a.eventSel(list)
	first := a.eventRows(s, list, h-1)
	v := a.eventColumns(s, list)
	for i := range h - 1 {
		if first+i >= len(list) {
			break
		}
		a.drawEvent(c, s, y+1+i, v, list[first+i], a.pane == paneEvents && first+i == sel)
	}
}

// eventAtCursor scrolls to the newest event that is not after the cursor.
func (a *app) eventAtCursor(s *scene, list []*timeline.EventLine, h int) int {
	limit := s.ax.Time(float64(a.cursorCell(s)) + 1)
	for i, e := range list {
		if !e.Time.Time.After(limit) {
			return draw.Scroll(len(list), h, i)
		}
	}
	return draw.Scroll(len(list), h, len(list)-1)
}

// eventsTitle is "7 of 43", and the filter.
func (a *app) eventsTitle(s *scene, n, h int) string {
	text := itoa(min(n, h)) + " of " + itoa(n)
	switch {
	case a.only && s.page == pageContainer:
		text += " " + a.g.Dot + " of the whole pod"
	case a.only:
		text += " " + a.g.Dot + " only " + laneLabel(s, a.row.lane)
	}
	if note := a.filterNote(a.filter, a.typing); note != "" {
		text += " " + a.g.Dot + " " + note
	}
	return text
}

// laneLabel is the name of a lane from its ID.
func laneLabel(s *scene, id string) string {
	if l := s.life.Lane(id); l != nil {
		return laneName(l)
	}
	return id
}

// eventCols are the widths of the reason's and the lane's columns.
type eventCols struct{ reason, lane int }

// eventColumns fit the columns to what is shown, within limits.
func (a *app) eventColumns(s *scene, list []*timeline.EventLine) eventCols {
	v := eventCols{6, 3}
	for _, e := range list[:min(len(list), 200)] {
		v.reason = max(v.reason, draw.Width(e.Reason))
		v.lane = max(v.lane, draw.Width(laneLabel(s, e.Lane)))
	}
	if a.w < narrowest {
		return eventCols{min(v.reason, 12), 0}
	}
	if a.w < 90 {
		return eventCols{min(v.reason, 12), min(v.lane, 9)}
	}
	return eventCols{min(v.reason, 20), min(v.lane, 16)}
}

// drawEvent draws one event: time, shape, reason, lane, message.
func (a *app) drawEvent(c *draw.Canvas, s *scene, y int, v eventCols, e *timeline.EventLine, selected bool) {
	if selected {
		c.Set(0, y, a.g.Gutter, draw.Accent|draw.Bold)
	}
	at := a.moment(s, e.Time.Time)
	x := c.Text(1, y, 14, at, draw.Muted)
	kind := e.Reason
	if kind == "Unhealthy" && !bad(e.Severity) {
		kind = "ProbeErrored"
	}
	g, st := occurrence(a.g, kind, e.Severity)
	c.Set(x+1, y, g, st)
	x += 3
	rst := draw.Plain
	if selected {
		rst = draw.Bold
	}
	c.Text(x, y, v.reason, e.Reason, rst)
	x += v.reason + 2
	if a.eventsLane(s) == "" && v.lane > 0 {
		c.Text(x, y, v.lane, draw.Middle(laneLabel(s, e.Lane), v.lane), draw.Muted)
		x += v.lane + 2
	}
	tail := ""
	if e.Count > 1 {
		tail = " " + a.g.Times + itoa(e.Count)
	}
	end := c.Text(x, y, a.w-x-1-draw.Width(tail), e.Message, draw.Plain)
	c.Text(end, y, draw.Width(tail), tail, draw.Accent)
}
