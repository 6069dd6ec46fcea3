package list

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// mark marks the selected pod, as A or as B, or takes its mark away. A third pod takes
// the place of B.
func (m *Model) mark() tea.Msg {
	if len(m.lines) == 0 {
		return nil
	}
	if len(m.lines[m.selected()].pods) > 1 {
		return page.SayMsg("these pods are folded: open them to mark one")
	}
	key := m.Key()
	if i := slices.Index(m.marked, key); i >= 0 {
		m.marked = slices.Delete(m.marked, i, i+1)
		return nil
	}
	m.marked = append(m.marked[:min(len(m.marked), 1)], key)
	return nil
}

// compare asks for what differs between the two marked pods, or between the marked one
// and the selected one.
func (m *Model) compare(pg *page.Page) tea.Msg {
	marked := slices.Clone(m.marked)
	if key := m.Key(); len(marked) == 1 && key != marked[0] {
		marked = append(marked, key)
	}
	if len(marked) < 2 {
		return page.SayMsg("mark one pod with " + pg.Keys.Mark.Help().Key + ", then select another, and " + pg.Keys.Compare.Help().Key + " compares them")
	}
	return page.CompareMsg{A: marked[0], B: marked[1]}
}

// Hints returns the keys of the list.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	out := []key.Binding{keymap.HintOf("pod", k.Up, k.Down), keymap.HintOf("open", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("mark, compare", k.Mark, k.Compare), keymap.HintOf("align: clock / start", k.All)}
	return append(append(out, k.PlaybackHints()...), keymap.HintOf("export", k.Export))
}
