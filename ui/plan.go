package ui

import (
	"github.com/podlife/podlife/ui/details"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/ruler"
	"github.com/podlife/podlife/ui/value"
)

// block is one horizontal part of the screen.
type block int

// The blocks, from top to bottom.
const (
	blockTitle block = iota
	blockHeadline
	blockTrouble
	blockIdentity
	blockStages
	blockStrip
	blockWindows
	blockAxis
	blockLanes
	blockCursor
	blockSelected
	blockEvents
	blockLegend
	blockPlayback
	blockKeys
	blocks
)

// plan is how many lines each block got.
type plan [blocks]int

// want is a claim on lines. Claims are served in order, so the last ones are
// the first to go when rows are few.
type want struct {
	b     block
	least int // served whole or not at all …
	more  int // … then as much of this as is left
}

// divide serves claims from h lines.
func divide(h int, wants []want) plan {
	var p plan
	for _, w := range wants {
		if w.least > h {
			continue
		}
		n := min(w.least+max(w.more, 0), h)
		p[w.b] += n
		h -= n
	}
	for _, b := range []block{blockEvents, blockSelected} {
		if p[b] == 1 {
			p[b] = 0 // a title alone says nothing
		}
	}
	return p
}

// top is the first line of a block.
func (p plan) top(b block) int {
	y := 0
	for i := range b {
		y += p[i]
	}
	return y
}

// area returns a block's part of a screen of w cells.
func (p plan) area(w int, b block) draw.Area { return draw.Area{X: 0, Y: p.top(b), W: w, H: p[b]} }

// bottom is the first line of a block that keeps to the lower edge.
func (p plan) bottom(h int, b block) int {
	for i := b; i < blocks; i++ {
		h -= p[i]
	}
	return h
}

// spareRows is what details, events, strip and legend can use before lanes
// without trouble show their tracks. It does not depend on how much there is
// to show just now, or rows would fold while events come in.
const spareRows = 22

// planFor divides the height of a life's page. The verdict and the selected
// lane always stay; the legend goes first, then events, then the tracks below
// lanes, then lanes (which scroll).
func (a *app) planFor(s *scene) plan {
	lanes := len(s.Life.Lanes)
	if s.Kind == page.Container {
		s.At = a.lanes.LayContainer(s.Page)
		lanes = len(a.lanes.Rows)
	}
	few := min(max(lanes-1, 0), 3)
	if a.sheet != noSheet {
		return a.sheetPlan(s, few)
	}
	wants := a.headWants(s, few)
	wants = append(wants, want{blockLanes, 0, max(lanes-1-few, 0)})
	if ruler.HasStrip(s.Page) && !s.Ax.Single() {
		wants = append(wants, want{blockStrip, 1, 0})
	}
	if s.Kind == page.Container {
		return a.withEvents(s, divide(a.h, append(wants, drillWants(s.Page)...)), few)
	}
	p := divide(a.h, wants)
	room := a.h
	for _, n := range p {
		room -= n
	}
	reserved := 1 - p[blockCursor] // a cursor must not fold what it is about
	switch {                       // room for the selection's details and events before every lane's tracks
	case a.h >= 36:
		reserved += 9
	case a.h >= 30:
		reserved += 4
	}
	open := a.lanes.Unfolded(s.Page, room-reserved, room-spareRows)
	s.At = a.lanes.LayRows(s.Page, open)
	wants = append(wants, want{blockLanes, 0, len(a.lanes.Rows) - lanes})
	wants = append(wants, a.tailWants(s)...)
	return a.withEvents(s, divide(a.h, wants), few)
}

// headWants are the claims of what comes before the lanes, and of the lines
// that always stay; few is the number of lanes that come before the rest.
func (a *app) headWants(s *scene, few int) []want {
	w := []want{{blockTitle, 1, 0}, {blockLanes, 1, 0}, {blockHeadline, 1, 0}}
	if s.Trouble != "" {
		w = append(w, want{blockTrouble, 1, 0})
	}
	w = append(w, want{blockAxis, 1, 0}, want{blockLanes, 0, few}, want{blockKeys, 1, 0})
	if a.play != nil {
		w = append(w, want{blockPlayback, 1, 0})
	}
	if !a.time.Cursor.IsZero() || !a.time.MarkA.IsZero() {
		w = append(w, want{blockCursor, 1, 0})
	}
	if n := len(value.Headline(s.Page)); n > 1 {
		w = append(w, want{blockHeadline, 0, min(n, 3) - 1})
	}
	if s.Ax.Single() && ruler.HasStrip(s.Page) {
		w = append(w, want{blockStrip, 1, 0}) // nothing else shows the other windows
	}
	w = append(w, want{blockIdentity, 1, 0})
	if s.Kind == page.Pod {
		w = append(w, want{blockStages, 1, 0})
	}
	if ruler.HasBanners(s.Page) {
		w = append(w, want{blockWindows, 1, 0})
	}
	return w
}

// tailWants are the claims of what comes after the lanes.
func (a *app) tailWants(s *scene) []want {
	details := len(details.Lines(s.Page, a.events.Details(s.Page)))
	events := len(a.events.Events(s.Page))
	base := min(max((a.h-16)/3, 0), 6) // of lines that stay, whatever is selected, so that the events do not jump
	first := 0
	if details > 0 || base > 0 {
		first = 1
	}
	return []want{
		{blockSelected, 2 * first, 0},
		{blockEvents, 3, 0},
		{blockSelected, 0, (max(min(details, 3), min(base, 3)) - 1) * first},
		{blockEvents, 0, 3},
		{blockLegend, 1, 0},
		{blockSelected, 0, max(min(details, 8), base) - 3},
		{blockEvents, 0, max(events+1-6, 0)},
	}
}

// drillWants are the claims of what comes after a container's tracks.
func drillWants(pg *page.Page) []want {
	l := pg.Life.Lane(pg.Lane)
	w := []want{{blockStages, 1, 0}} // the run switcher
	panes := len(drill.DrillPanes(pg, l))
	w = append(w,
		want{blockSelected, min(panes, 3), max(panes-3, 0)},
		want{blockEvents, 3, 4},
		want{blockLegend, 1, 0},
		want{blockEvents, 0, 60},
	)
	return w
}
