package lanes

import (
	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Hints returns the keys of the lanes and of the axis.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	out := []key.Binding{keymap.HintOf("lane", k.Up, k.Down), keymap.HintOf("open", k.Open)}
	if pg.Kind == page.Container {
		out = []key.Binding{keymap.HintOf("back", k.Back), keymap.HintOf("run", k.Earlier, k.Later)}
	}
	window, first := keymap.HintOf("window", k.PrevWindow, k.NextWindow), pg.Ax.Single() && pg.Ax.Compressed()
	if first { // only one of them is in sight
		out = append(out, window)
	}
	if pg.HasLogs {
		out = append(out, keymap.HintOf("logs", k.Logs))
	}
	playback := k.PlaybackHints()
	out = append(append(out, playback[:2]...), keymap.HintOf("cursor", k.Left, k.Right))
	if !first {
		out = append(out, window)
	}
	out = append(out, keymap.HintOf("spec", k.Spec), keymap.HintOf("change", k.PrevChange, k.NextChange), keymap.HintOf("zoom", k.ZoomIn, k.ZoomOut), keymap.HintOf("fit", k.Fit), keymap.HintOf("pane", k.Pane),
		keymap.HintOf("export", k.Export), keymap.HintOf("follow", k.Follow), keymap.HintOf("mark", k.Mark))
	out = append(out, playback[2:]...)
	return append(out, keymap.HintOf("fold", k.Fold), keymap.HintOf("filter", k.Filter), keymap.HintOf("idle time", k.Gaps), keymap.HintOf("time", k.Clock), keymap.HintOf("sources", k.Edge))
}
