package logs

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Hints returns the keys of the log.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	if m.Wishes == nil {
		return append([]key.Binding{keymap.HintOf("close", k.Back), keymap.HintOf("lanes", k.Pane), keymap.HintOf("cursor", k.Left, k.Right)}, k.PlaybackHints()...)
	}
	return append([]key.Binding{
		keymap.HintOf("line", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), keymap.HintOf("to the axis", k.Open), keymap.HintOf("cursor", k.Left, k.Right),
		keymap.HintOf(pg.TallWord(), k.Fold), keymap.HintOf("end", k.End), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
