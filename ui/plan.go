package ui

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
	lanes := len(s.life.Lanes)
	if s.page == pageContainer {
		a.drillRows(s)
		lanes = len(s.rows)
	}
	few := min(max(lanes-1, 0), 3)
	if a.sheet != noSheet {
		return a.sheetPlan(s, few)
	}
	wants := a.headWants(s, few)
	wants = append(wants, want{blockLanes, 0, max(lanes-1-few, 0)})
	if a.hasStrip(s) && !s.ax.Single() {
		wants = append(wants, want{blockStrip, 1, 0})
	}
	if s.page == pageContainer {
		return a.withEvents(s, divide(a.h, append(wants, a.drillWants(s)...)), few)
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
	open := a.unfolded(s, room-reserved, room-spareRows)
	a.laneRows(s, open)
	wants = append(wants, want{blockLanes, 0, len(s.rows) - lanes})
	wants = append(wants, a.tailWants(s)...)
	return a.withEvents(s, divide(a.h, wants), few)
}

// headWants are the claims of what comes before the lanes, and of the lines
// that always stay; few is the number of lanes that come before the rest.
func (a *app) headWants(s *scene, few int) []want {
	w := []want{{blockTitle, 1, 0}, {blockLanes, 1, 0}, {blockHeadline, 1, 0}}
	if a.trouble() != "" {
		w = append(w, want{blockTrouble, 1, 0})
	}
	w = append(w, want{blockAxis, 1, 0}, want{blockLanes, 0, few}, want{blockKeys, 1, 0})
	if a.play != nil {
		w = append(w, want{blockPlayback, 1, 0})
	}
	if !a.cursor.IsZero() || !a.markA.IsZero() {
		w = append(w, want{blockCursor, 1, 0})
	}
	if n := len(a.headline(s)); n > 1 {
		w = append(w, want{blockHeadline, 0, min(n, 3) - 1})
	}
	if s.ax.Single() && a.hasStrip(s) {
		w = append(w, want{blockStrip, 1, 0}) // nothing else shows the other windows
	}
	w = append(w, want{blockIdentity, 1, 0})
	if s.page == pagePod {
		w = append(w, want{blockStages, 1, 0})
	}
	if a.hasBanners(s) {
		w = append(w, want{blockWindows, 1, 0})
	}
	return w
}

// tailWants are the claims of what comes after the lanes.
func (a *app) tailWants(s *scene) []want {
	details := len(a.details(s))
	events := len(a.events(s))
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
