package spec

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Hints returns the keys of the spec.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	return append([]key.Binding{
		keymap.HintOf("scroll", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), keymap.HintOf(pg.TallWord(), k.Fold),
		keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
