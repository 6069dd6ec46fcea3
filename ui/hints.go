package ui

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/help"
	"github.com/podlife/podlife/ui/keymap"
)

// drawKeys draws the key line: what the last key did, or the keys of the menu that
// is open, of what is being typed, or of the pane that has them.
func (p painter) drawKeys(y int) {
	line := help.Line{Message: p.a.message, Keys: p.a.keys.PlaybackHints()} // while there is nothing to choose from
	switch pane := p.a.focused(p.s); {
	case p.a.palette.On:
		line.Keys, line.Alone = p.a.palette.Hints(), true
	case p.a.export.On:
		line.Keys, line.Alone = p.a.export.Hints(p.s.Page), true
	case p.a.compare.On:
		k := &p.a.keys
		line.Keys, line.Alone = []key.Binding{keymap.HintOf("back", k.Back), keymap.HintOf("scroll", k.Up, k.Down), keymap.HintOf("help", k.Help)}, true
	case p.a.typing:
		line.Keys, line.Alone = []key.Binding{keymap.Fixed("enter", "keep the filter"), keymap.Fixed("esc", "clear it")}, true
	case pane != nil:
		line.Keys = pane.Hints(p.s.Page)
	}
	line.Draw(p.c, draw.Area{Y: y, W: p.a.w, H: 1}, p.s.Page)
}
