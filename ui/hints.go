package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/help"
)

// drawKeys draws the key line: what the last key did, or the keys of the pane
// that has them.
func (p painter) drawKeys(y int) {
	line := help.Line{Message: p.a.message, Keys: p.a.keys.PlaybackHints()} // while there is nothing to choose from
	if pane := p.a.focused(p.s); pane != nil {
		line.Keys = pane.Hints(p.s.Page)
	}
	line.Draw(p.c, draw.Area{Y: y, W: p.a.w, H: 1}, p.s.Page)
}
