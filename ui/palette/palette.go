package palette

import (
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"github.com/podlife/podlife/ui/page"
)

// Item is something that can be found.
type Item struct {
	Kind   string  // "action", "lane", …
	Text   string  // what is searched
	Note   string  // beside it: a key, a state
	Choose tea.Msg // what the root is asked for when it is chosen
}

// Model is the palette: the letters typed so far, and what they find.
type Model struct {
	On       bool
	items    []Item
	found    []fuzzy.Match // the best first; of all items while nothing is typed
	selected int           // an index into found
	input    page.Input
}

// Start opens the palette over some items, in the order in which they are listed
// while nothing is typed.
func (m *Model) Start(items []Item) {
	*m = Model{On: true, items: items}
	m.find()
}

// String returns the text of an item, for the search.
func (m *Model) String(i int) string { return m.items[i].Text }

// Len returns how many items there are, for the search.
func (m *Model) Len() int { return len(m.items) }

// find looks for the letters typed so far.
func (m *Model) find() {
	m.selected = 0
	if m.input.Value() != "" {
		m.found = fuzzy.FindFrom(m.input.Value(), m)
		return
	}
	m.found = make([]fuzzy.Match, len(m.items))
	for i := range m.items {
		m.found[i] = fuzzy.Match{Str: m.items[i].Text, Index: i}
	}
}

// Update types, moves the selection, or returns what the chosen item asks for.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if !m.On {
		return nil
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		m.input.Paste(msg.Content)
		m.find()
	case page.ScrollMsg:
		m.move(int(msg))
	case tea.KeyPressMsg:
		return m.key(msg, pg)
	}
	return nil
}

// key takes a key. Letters are what is looked for, so that only keys without a
// character move.
func (m *Model) key(k tea.KeyPressMsg, pg *page.Page) tea.Msg {
	switch k.String() {
	case "esc":
		m.On = false
	case "up", "ctrl+p", "shift+tab":
		m.move(-1)
	case "down", "ctrl+n", "tab":
		m.move(1)
	case "pgup":
		m.move(-max(pg.H/2, 1))
	case "pgdown":
		m.move(max(pg.H/2, 1))
	case "enter":
		return m.chosen()
	default:
		if m.input.Edit(k) {
			m.find()
		}
	}
	return nil
}

// move moves the selection, to no further than the ends.
func (m *Model) move(by int) { m.selected = max(min(m.selected+by, len(m.found)-1), 0) }

// chosen closes the palette and returns what the selected item asks for. Where
// nothing is found there is nothing to choose, and it stays.
func (m *Model) chosen() tea.Msg {
	if len(m.found) == 0 {
		return nil
	}
	m.On = false
	return m.items[m.found[m.selected].Index].Choose
}
