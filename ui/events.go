package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// events are the lines of the events pane, newest first, after the filter.
func (a *app) events(s *scene) []*timeline.EventLine {
	lane := ""
	switch {
	case s.page == pageContainer:
		lane = a.lane
	case a.only:
		lane = a.row.lane
	}
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
		if a.filter != "" || a.only {
			text = "no event matches"
		}
		c.text(1, y+1, a.w-2, text, muted)
		return
	}
	sel := min(a.event, len(list)-1)
	first := 0
	if a.pane == paneEvents {
		first = scroll(len(list), h-1, sel)
	} else if !a.cursor.IsZero() {
		first = a.eventAtCursor(s, list, h-1)
	}
	for i := range h - 1 {
		if first+i >= len(list) {
			break
		}
		a.drawEvent(c, s, y+1+i, list[first+i], a.pane == paneEvents && first+i == sel)
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
	if a.only {
		text += " " + a.g.dot + " only " + laneLabel(s, a.row.lane)
	}
	switch {
	case a.typing:
		text += " " + a.g.dot + " / " + a.filter + "_"
	case a.filter != "":
		text += " " + a.g.dot + " /" + a.filter
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

// drawPaneTitle draws "─ name ─────── note ─".
func (a *app) drawPaneTitle(c *canvas, y int, name, note string, focus bool) {
	c.fill(0, y, a.w, a.g.hrule, rule)
	st := muted
	if focus {
		st = accent | bold
	}
	x := c.text(1, y, a.w-3, " "+name+" ", st)
	if n := width(note); note != "" && x+n+5 < a.w {
		c.text(a.w-n-4, y, n+2, " "+note+" ", muted)
	}
}

// eventGlyph is the shape in front of an event.
func (a *app) eventGlyph(e *timeline.EventLine) (string, style) {
	switch {
	case e.Severity == timeline.Bad || e.Severity == timeline.Warning:
		return a.g.fail, failed
	}
	if v, ok := reasonLooks[e.Reason]; ok {
		return v.glyph(a.g), v.st
	}
	if e.Severity == timeline.OK {
		return a.g.ok, ready
	}
	return a.g.dot, muted
}

// reasonLooks gives events the shape of what they tell of.
var reasonLooks = map[string]phaseLook{
	"Scheduled": {0, func(g *glyphSet) string { return g.milestone }, accent},
	"Pulling":   {0, pullG, pulling},
	"Pulled":    {0, pullG, pulling},
	"Created":   {0, waitG, waiting},
	"Started":   {0, runG, running},
	"Killing":   {0, hookG, hook},
	"BackOff":   {0, func(g *glyphSet) string { return g.restart }, failed},
	"Ready":     {0, readyG, ready},
}

// drawEvent draws one event: time, shape, reason, lane, message.
func (a *app) drawEvent(c *canvas, s *scene, y int, e *timeline.EventLine, selected bool) {
	if selected {
		c.set(0, y, a.g.gutter, accent|bold)
	}
	at := a.moment(s, e.Time.Time)
	x := c.text(1, y, 14, at, muted)
	g, st := a.eventGlyph(e)
	c.set(x+1, y, g, st)
	x += 3
	reasonW, laneW := 14, 12
	if a.w < 90 {
		reasonW, laneW = 11, 9
	}
	rst := plain
	if selected {
		rst = bold
	}
	c.text(x, y, reasonW, e.Reason, rst)
	x += reasonW + 1
	if s.page != pageContainer {
		c.text(x, y, laneW, laneLabel(s, e.Lane), muted)
		x += laneW + 1
	}
	tail := ""
	if e.Count > 1 {
		tail = " " + a.g.times + itoa(e.Count)
	}
	end := c.text(x, y, a.w-x-1-width(tail), e.Message, plain)
	c.text(end, y, width(tail), tail, accent)
}
