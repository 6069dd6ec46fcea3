package ui

import "github.com/podlife/podlife/ui/draw"

// block is one horizontal part of the screen.
type block int

// The blocks, from top to bottom.
const (
	blockTitle block = iota
	blockHeadline
	blockTrouble
	blockIdentity
	blockStages
	blockRuns
	blockStrip
	blockWindows
	blockAxis
	blockLanes
	blockStartup
	blockSelected
	blockEvents
	blockLegend
	blockPlayback
	blockKeys
	blocks
)

// plan is how many lines each block got.
type plan [blocks]int

// titled are the blocks whose first line is their title.
var titled = [blocks]bool{blockStartup: true, blockSelected: true, blockEvents: true}

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
		if p[w.b]+n == 1 && titled[w.b] {
			continue // a title alone says nothing
		}
		p[w.b] += n
		h -= n
	}
	return p
}

// area returns the part of a screen of w × h cells that a block got: from the
// top, or for those that keep to the lower edge from there.
func (p plan) area(w, h int, b block) draw.Area {
	y := 0
	if b < blockLegend {
		for i := range b {
			y += p[i]
		}
	} else {
		y = h
		for i := b; i < blocks; i++ {
			y -= p[i]
		}
	}
	return draw.Area{Y: y, W: w, H: p[b]}
}

// hit returns the line of a block above the lower edge that is on line y of the
// screen.
func (p plan) hit(b block, y int) (line int, ok bool) {
	line = y - p.area(0, 0, b).Y
	return line, line >= 0 && line < p[b]
}
