package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
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
func (a *app) drawEvents(c *canvas, s *scene, y int) {
	h := s.plan[blockEvents]
	if h == 0 {
		return
	}
	list := a.events(s)
	a.drawPaneTitle(c, y, "events", a.eventsTitle(s, len(list), h-1), a.pane == paneEvents)
	if len(list) == 0 {
		text := "no events yet"
		if a.filter != "" || a.eventsLane(s) != "" {
			text = "no event matches"
		}
		c.text(1, y+1, a.w-2, text, muted)
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
			return scroll(len(list), h, i)
		}
	}
	return scroll(len(list), h, len(list)-1)
}

// eventsTitle is "7 of 43", and the filter.
func (a *app) eventsTitle(s *scene, n, h int) string {
	text := itoa(min(n, h)) + " of " + itoa(n)
	switch {
	case a.only && s.page == pageContainer:
		text += " " + a.g.dot + " of the whole pod"
	case a.only:
		text += " " + a.g.dot + " only " + laneLabel(s, a.row.lane)
	}
	if note := a.filterNote(a.filter, a.typing); note != "" {
		text += " " + a.g.dot + " " + note
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

// drawPaneTitle draws "─ name ─────── note ─"; the pane that has the keys begins
// with the bar of a selection.
func (a *app) drawPaneTitle(c *canvas, y int, name, note string, focus bool) {
	c.fill(0, y, a.w, a.g.hrule, rule)
	st := muted
	if focus {
		st = accent | bold
		c.set(0, y, a.g.gutter, st)
	}
	x := c.text(1, y, a.w-3, " "+name+" ", st)
	if n := width(note); note != "" && x+n+5 < a.w {
		c.text(a.w-n-4, y, n+2, " "+note+" ", muted)
	}
}

// eventCols are the widths of the reason's and the lane's columns.
type eventCols struct{ reason, lane int }

// eventColumns fit the columns to what is shown, within limits.
func (a *app) eventColumns(s *scene, list []*timeline.EventLine) eventCols {
	v := eventCols{6, 3}
	for _, e := range list[:min(len(list), 200)] {
		v.reason = max(v.reason, width(e.Reason))
		v.lane = max(v.lane, width(laneLabel(s, e.Lane)))
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
func (a *app) drawEvent(c *canvas, s *scene, y int, v eventCols, e *timeline.EventLine, selected bool) {
	if selected {
		c.set(0, y, a.g.gutter, accent|bold)
	}
	at := a.moment(s, e.Time.Time)
	x := c.text(1, y, 14, at, muted)
	kind := e.Reason
	if kind == "Unhealthy" && !bad(e.Severity) {
		kind = "ProbeErrored"
	}
	g, st := occurrence(a.g, kind, e.Severity)
	c.set(x+1, y, g, st)
	x += 3
	rst := plain
	if selected {
		rst = bold
	}
	c.text(x, y, v.reason, e.Reason, rst)
	x += v.reason + 2
	if a.eventsLane(s) == "" && v.lane > 0 {
		c.text(x, y, v.lane, middle(laneLabel(s, e.Lane), v.lane), muted)
		x += v.lane + 2
	}
	tail := ""
	if e.Count > 1 {
		tail = " " + a.g.times + itoa(e.Count)
	}
	end := c.text(x, y, a.w-x-1-width(tail), e.Message, plain)
	c.text(end, y, width(tail), tail, accent)
}
