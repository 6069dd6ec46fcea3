// Package events is the pane of the events: its lines, the selected one, and the filter.
package events

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the pane of events.
type Model struct {
	Selected ID
	Only     bool // the events of the other scope: see eventsLane
	Filter   page.Input

	opened map[run]bool   // runs whose events the user wants to see, or to be folded
	last   map[string]int // the newest run of each lane
	runs   map[*timeline.EventLine]run
	folds  map[*timeline.EventLine]*fold // of the lines that stand for several
	cached []*timeline.EventLine
	of     linesKey
}

// linesKey names what the lines were made from.
type linesKey struct {
	first    *timeline.EventLine // of the life: each time it is derived it has others
	now      time.Time
	lane     string
	filter   string
	opened   int
	lookBack time.Time
	ascii    bool
	tall     bool
}

// lane returns the lane whose events are shown, "" for all: on a container's
// page its own, on the pod's page all, and with a the other way round.
func (m *Model) lane(pg *page.Page) string {
	switch {
	case pg.Kind == page.Container && !m.Only:
		return pg.Lane
	case pg.Kind == page.Pod && m.Only:
		return pg.Row.Lane
	}
	return ""
}

// Lines returns the lines of the events pane, newest first: what the filter leaves, or
// without one the events of each run in one line where a container was restarted again
// and again.
func (m *Model) Lines(pg *page.Page) []*timeline.EventLine {
	of := linesKey{firstOf(pg.Latest.Life), pg.Latest.Now, m.lane(pg), m.Filter.Value(), len(m.opened), time.Time{}, pg.G == draw.ASCII(), pg.H >= tall}
	if pg != pg.Latest {
		of.lookBack = page.CursorEnd(pg)
	}
	if m.of == of && m.of.first != nil {
		return m.cached
	}
	m.of, m.cached = of, m.matching(pg)
	if m.Filter.Value() == "" {
		m.cached = m.foldRuns(pg, m.cached)
	} else {
		m.runs, m.folds = nil, nil
	}
	return m.cached
}

func firstOf(l *timeline.Life) *timeline.EventLine {
	if len(l.Events) == 0 {
		return nil
	}
	return &l.Events[0]
}

// matching returns the events that the scope and the filter leave, newest first.
func (m *Model) matching(pg *page.Page) []*timeline.EventLine {
	lane := m.lane(pg)
	needle := strings.ToLower(m.Filter.Value())
	var out []*timeline.EventLine
	for i := len(pg.Latest.Life.Events) - 1; i >= 0; i-- {
		e := &pg.Latest.Life.Events[i]
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

// Draw draws the pane's title and the events that fit.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, h := in.Y, in.H
	if h == 0 {
		return
	}
	list := m.Lines(pg)
	c.PaneTitle(y, "events", m.note(pg, list, h-1), pg.Focus == page.FocusEvents)
	if len(list) == 0 {
		text := "no events yet"
		if m.Filter.Value() != "" || m.lane(pg) != "" {
			text = "no event matches"
		}
		c.Text(1, y+1, pg.W-2, text, draw.Muted)
		return
	}
	sel := m.Index(pg, list)
	first := m.first(pg, list, h-1)
	v := m.columns(pg, list)
	for i := range min(h-1, len(list)-first) {
		m.drawEvent(pg, c, y+1+i, v, list[first+i], pg.Focus == page.FocusEvents && first+i == sel)
	}
}

// atCursor scrolls to the newest event that is not after the cursor.
func (m *Model) atCursor(pg *page.Page, list []*timeline.EventLine, h int) int {
	limit := pg.Ax.Time(float64(page.CursorCell(pg)) + 1)
	return draw.Scroll(len(list), h, newestBy(list, limit))
}

// later reports whether an event is not yet at the moment of the page.
func later(pg *page.Page, e *timeline.EventLine) bool {
	return pg != pg.Latest && e.Time.Time.After(page.CursorEnd(pg))
}

// moment returns when an event was; of one that is not yet at the moment of the page, in
// how long it will be.
func moment(pg *page.Page, e *timeline.EventLine, w int) string {
	if !later(pg, e) {
		return page.Moment(pg, e.Time.Time)
	}
	if in := "in " + length.Whole(e.Time.Time.Sub(pg.Now)); draw.Width(in) <= w {
		return in
	}
	return "later"
}

// note returns "7 of 43", how many come after the moment of the page, and the filter.
func (m *Model) note(pg *page.Page, list []*timeline.EventLine, h int) string {
	text := page.Itoa(min(len(list), h)) + " of " + page.Itoa(len(list))
	after := 0
	for after < len(list) && later(pg, list[after]) { // the newest are first
		after++
	}
	if after > 0 {
		text += " " + pg.G.Dot + " " + page.Itoa(after) + " later"
	}
	switch {
	case m.Only && pg.Kind == page.Container:
		text += " " + pg.G.Dot + " of the whole pod"
	case m.Only:
		text += " " + pg.G.Dot + " only " + page.LaneLabel(pg, pg.Row.Lane)
	}
	if len(m.folds) > 0 && pg.Kind != page.List {
		text += " " + pg.G.Dot + " runs folded, " + pg.Keys.Fold.Help().Key + " opens"
	}
	if note := m.Filter.Note(pg.Typing); note != "" {
		text += " " + pg.G.Dot + " " + note
	}
	return text
}

// columnWidths are the widths of the columns before the message.
type columnWidths struct{ time, reason, lane int }

// longestMoment is how wide "Nov 03 14:02:07Z" is.
const longestMoment = 16

// columns fit the columns to what is shown, within limits.
func (m *Model) columns(pg *page.Page, list []*timeline.EventLine) columnWidths {
	v := columnWidths{0, 6, 3}
	for _, e := range list[:min(len(list), 200)] {
		v.time = max(v.time, min(draw.Width(page.Moment(pg, e.Time.Time)), longestMoment))
		v.reason = max(v.reason, draw.Width(e.Reason))
		v.lane = max(v.lane, draw.Width(page.LaneLabel(pg, e.Lane)))
	}
	if pg.W < page.Narrowest {
		return columnWidths{v.time, min(v.reason, 12), 0}
	}
	if pg.W < 90 {
		return columnWidths{v.time, min(v.reason, 12), min(v.lane, 9)}
	}
	return columnWidths{v.time, min(v.reason, 20), min(v.lane, 16)}
}

// drawEvent draws one event: time, shape, reason, lane, message.
func (m *Model) drawEvent(pg *page.Page, c *draw.Canvas, y int, v columnWidths, e *timeline.EventLine, selected bool) {
	if selected {
		c.Set(0, y, pg.G.Gutter, draw.Accent|draw.Bold)
	}
	at := moment(pg, e, v.time)
	c.Text(1+max(v.time-draw.Width(at), 0), y, longestMoment, at, draw.Muted) // to the right, so that offsets stand under each other
	x := 1 + v.time
	kind := e.Reason
	if kind == "Unhealthy" && !page.Bad(e.Severity) {
		kind = "ProbeErrored"
	}
	look := page.MomentLook(kind, e.Severity)
	if m.folds[e] != nil {
		look = page.MomentLook(page.RunMoment, e.Severity)
	}
	c.Set(x+1, y, look.Glyph(pg.G), look.Style())
	x += 3
	rst := draw.Plain
	if selected {
		rst = draw.Bold
	}
	mst := draw.Plain
	if later(pg, e) {
		rst, mst = draw.Future, draw.Future
		c.Set(x-2, y, look.Glyph(pg.G), draw.Future)
	}
	c.Text(x, y, v.reason, e.Reason, rst)
	x += v.reason + 2
	if m.lane(pg) == "" && v.lane > 0 {
		c.Text(x, y, v.lane, draw.Middle(page.LaneLabel(pg, e.Lane), v.lane), draw.Muted)
		x += v.lane + 2
	}
	tail := ""
	if e.Count > 1 {
		tail = " " + pg.G.Times + page.Itoa(e.Count)
	}
	room, message := pg.W-x-1-draw.Width(tail), e.Message
	if m.folds[e] != nil && draw.Width(message) > room {
		message, _, _ = strings.Cut(message, "  (") // rather the steps than how many events they are
	}
	end := c.Text(x, y, room, message, mst)
	c.Text(end, y, draw.Width(tail), tail, draw.Accent)
}
