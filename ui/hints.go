package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
)

// drawKeys draws the key line: what the last key did, or the keys of the pane
// that has them. Help and quit keep their place at the end.
func (a *app) drawKeys(c *draw.Canvas, s *layout, y int) {
	if a.message != "" {
		c.Text(1, y, a.w-2, a.message, draw.Accent)
		return
	}
	hints := a.keys.PlaybackHints() // while there is nothing to choose from
	if pane := a.focused(s); pane != nil {
		hints = pane.Hints(s.Page)
	}
	tail := []keymap.Hint{keymap.HintOf("help", a.keys.Help), keymap.HintOf("quit", a.keys.Quit)}
	tailW := 0
	for _, h := range tail {
		tailW += keymap.HintWidth(h)
	}
	x := 1
	for _, h := range hints {
		if h.Usable() && x+keymap.HintWidth(h)+tailW <= a.w {
			x = keymap.DrawHint(c, x, y, h)
		}
	}
	for _, h := range tail {
		x = keymap.DrawHint(c, x, y, h)
	}
}
