package list

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Hints returns the keys of the list.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	out := []key.Binding{keymap.HintOf("pod", k.Up, k.Down), keymap.HintOf("open", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("mark, compare", k.Mark, k.Compare), keymap.HintOf("align: clock / start", k.All)}
	return append(append(out, k.PlaybackHints()...), keymap.HintOf("export", k.Export))
}
