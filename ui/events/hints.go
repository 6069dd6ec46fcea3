package events

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Hints returns the keys of the events.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	return append([]key.Binding{
		keymap.HintOf("event", k.Up, k.Down), keymap.HintOf("to the axis", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("fold", k.Fold), keymap.HintOf("match", k.NextMatch, k.PrevMatch),
		keymap.HintOf("all / this lane", k.All), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
