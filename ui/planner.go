package ui

import (
	"github.com/podlife/podlife/ui/details"
	"github.com/podlife/podlife/ui/drill"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/waterfall"
)

// planner divides the height of one frame of a life's page, and lays out the
// rows of the lanes.
type planner struct {
	*page.Page
	lanes *lanes.Model
	lower *lower
}

// spareRows is what details, events, strip and legend can use before lanes
// without trouble show their tracks. It does not depend on how much there is
// to show just now, or rows would fold while events come in.
const spareRows = 22

// leastEvents is the least height of the events pane: its title and two of them.
const leastEvents = 3

// plan divides the height. The verdict and the selected lane always stay; the
// legend goes first, then events, then the tracks below lanes, then lanes
// (which scroll).
func (p planner) plan() plan {
	rows := len(p.Life.Lanes)
	if p.Kind == page.Container {
		p.At = p.lanes.LayContainer(p.Latest)
		rows = len(p.lanes.Rows)
	}
	few := min(max(rows-1, 0), 3)
	if p.lower.sheet != noSheet {
		return p.withSheet(few)
	}
	wants := append(p.head(few), want{blockLanes, 0, max(rows-1-few, 0)})
	if p.Kind == page.Container {
		return p.withEvents(divide(p.H, append(wants, p.drill()...)), few)
	}
	first := divide(p.H, wants)
	room := p.H
	for _, n := range first {
		room -= n
	}
	tracks := lanes.Rows{First: room, Troubled: room, Spare: room - spareRows}
	switch { // room for the selection's details and events before every lane's tracks
	case p.H >= 36:
		tracks.First, tracks.Troubled = room-9, room-9
	case p.H >= 30:
		tracks.First, tracks.Troubled = room-4, room-4
	case p.H >= 24:
		tracks.Troubled = room - leastEvents
	}
	p.At = p.lanes.LayRows(p.Latest, p.lanes.Unfolded(p.Latest, tracks))
	wants = append(wants, want{blockLanes, 0, len(p.lanes.Rows) - rows})
	return p.withEvents(divide(p.H, append(wants, p.tail()...)), few)
}

// head returns the claims of what comes before the lanes, and of the lines that
// always stay; few is the number of lanes that come before the rest. They depend on
// the size alone, not on what there is to show: a page that moves while it is read
// is hard to read.
func (p planner) head(few int) []want {
	w := []want{{blockTitle, 1, 0}, {blockLanes, 1, 0}, {blockHeadline, 1, 0}}
	if p.Trouble != "" {
		w = append(w, want{blockTrouble, 1, 0})
	}
	w = append(w, want{blockAxis, 1, 0}, want{blockLanes, 0, few}, want{blockKeys, 1, 0})
	if p.Replay {
		w = append(w, want{blockPlayback, 1, 0})
	}
	w = append(w, want{blockHeadline, 1, 0})
	if p.W < page.Roomy {
		w = append(w, want{blockStrip, 1, 0}) // nothing else shows the other windows
	}
	w = append(w, want{blockIdentity, 1, 0})
	if p.Kind == page.Pod {
		w = append(w, want{blockStages, 1, 0})
	}
	w = append(w, want{blockWindows, 1, 0})
	if p.W >= page.Roomy {
		w = append(w, want{blockStrip, 1, 0})
	}
	return w
}

// tail returns the claims of what comes after the lanes.
func (p planner) tail() []want {
	if p.Waterfall = waterfall.Shown(p.Page); p.Waterfall {
		return p.startup(waterfall.Height(p.Page))
	}
	lines := len(details.Lines(p.Page))
	events := len(p.lower.events.Lines(p.Page))
	base := min(max((p.H-16)/3, 0), 6) // of lines that stay, whatever is selected, so that the events do not jump
	first := 0
	if lines > 0 || base > 0 {
		first = 1
	}
	startup := 0
	if waterfall.Spare(p.Page) {
		startup, p.Waterfall = waterfall.Height(p.Page), true
	}
	all := []want{
		{blockSelected, 2 * first, 0},
		{blockEvents, leastEvents, 0},
		{blockSelected, 0, (max(min(lines, 3), min(base, 3)) - 1) * first},
		{blockEvents, 0, 3},
		{blockLegend, 1, 0},
		{blockSelected, 0, max(min(lines, 8), base) - 3},
		{blockStartup, startup, 0},
		{blockEvents, 0, max(events+1-6, 0)},
		{blockSelected, 0, max(lines-8, 0)},
	}
	if p.H < 30 && !p.Edges {
		all[0], all[1] = all[1], all[0] // two events say more than a line of details
	}
	return all
}

// startup returns the claims of what comes after the lanes where the start-up, of h
// lines, is drawn.
func (p planner) startup(h int) []want {
	lines := len(details.Lines(p.Page))
	return []want{
		{blockStartup, min(h, 4), 0},
		{blockEvents, leastEvents, 0},
		{blockStartup, 0, h - min(h, 4)},
		{blockEvents, 0, 3},
		{blockLegend, 1, 0},
		{blockSelected, min(1+lines, 2), min(lines, 7) - 1},
		{blockEvents, 0, len(p.lower.events.Lines(p.Page)) - 5},
	}
}

// drill returns the claims of what comes after a container's tracks.
func (p planner) drill() []want {
	panes := drill.Height(p.Page)
	switcher := 1
	if drill.Tabled(p.Page) {
		switcher = 0
	}
	return []want{
		{blockRuns, switcher, 0},
		{blockSelected, min(panes, 3), max(panes-3, 0)},
		{blockEvents, 3, 4},
		{blockLegend, 1, 0},
		{blockEvents, 0, 60},
	}
}

// fewEvents is how many lines of the events pane are enough to move in it.
const fewEvents = 5

// withEvents returns a plan that has room for the events while the keys act
// there.
func (p planner) withEvents(got plan, few int) plan {
	if p.Focus != page.FocusEvents || got[blockEvents] > fewEvents && p.W >= page.Narrowest {
		return got
	}
	return p.withSheet(few)
}

// lowest is the height up to which a sheet needs the whole screen.
const lowest = 14

// withSheet divides the height while a sheet is open: half of it is the
// sheet's, and what the lanes do not need.
func (p planner) withSheet(few int) plan {
	if p.Kind == page.Pod {
		free := p.H - p.H/2 - len(p.Life.Lanes) - 7
		p.At = p.lanes.LayRows(p.Latest, p.lanes.Unfolded(p.Latest, lanes.Rows{First: free, Troubled: free, Spare: free - spareRows}))
	}
	if p.lower.tall || p.H < lowest || p.W < page.Narrowest { // no room for the time axis
		w := []want{{blockTitle, 1, 0}, {blockEvents, 2, 4}, {blockKeys, 1, 0}, {blockHeadline, 1, 0}}
		if p.Replay {
			w = append(w, want{blockPlayback, 1, 0})
		}
		return divide(p.H, append(w, want{blockEvents, 0, p.H}))
	}
	w := append([]want{{blockEvents, 3, 2}}, p.head(few)...)
	if p.lower.sheet == noSheet {
		w = append(w, want{blockSelected, 2, 2})
	}
	w = append(w, want{blockEvents, 0, p.H/2 - 5}, want{blockLanes, 0, max(len(p.lanes.Rows)-1-few, 0)})
	if p.Kind == page.Container {
		w = append(w, want{blockRuns, 1, 0})
	}
	return divide(p.H, append(w, want{blockEvents, 0, p.H}))
}
