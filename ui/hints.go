package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/help"
)

// drawKeys draws the key line: what the last key did, or the keys of the pane
// that has them.
func (a *app) drawKeys(c *draw.Canvas, s *layout, y int) {
	line := help.Line{Message: a.message, Keys: a.keys.PlaybackHints()} // while there is nothing to choose from
	if pane := a.focused(s); pane != nil {
		line.Keys = pane.Hints(s.Page)
	}
	line.Draw(c, draw.Area{Y: y, W: a.w, H: 1}, s.Page)
}
