// Package palette is the box in which anything can be found by some of its letters:
// an action, a lane, a pod, an event. It must not know what choosing one does.
package palette

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/sahilm/fuzzy"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
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

// widest is the most cells that the box needs.
const widest = 84

// Draw draws the palette in a box over the screen, at its upper edge, so that the
// line in which one types stays where it is while the list becomes shorter.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	w, h := min(in.W, widest), min(in.H, max(in.H*2/3, 8))
	room := max(h-4, 1)
	rows := []string{" " + (draw.Accent | draw.Bold).Render(": "+m.typed(w-6)), ""}
	first := draw.Scroll(len(m.found), room, m.selected)
	for i, f := range m.found[first:min(first+room, len(m.found))] {
		rows = append(rows, m.row(pg, f, w-2, first+i == m.selected))
	}
	if len(m.found) == 0 {
		rows = append(rows, " "+draw.Muted.Render("nothing here is called that; esc closes"))
	}
	name := "find: actions, lanes, pods, events"
	if m.input.Value() != "" {
		name = page.Itoa(len(m.found)) + " of " + page.Itoa(len(m.items))
	}
	c.Box(draw.Area{X: (in.W - w) / 2, Y: min(2, in.H-h), W: w, H: h}, name, strings.Join(rows, "\n"))
}

// typed returns the end of what is typed, in at most w cells.
func (m *Model) typed(w int) string {
	text := m.input.Typed()
	if over := draw.Width(text) - w; over > 0 {
		text = "…" + text[draw.Fit(text, over+1):]
	}
	return text
}

// Widths of an item's columns.
const (
	kindW = 7
	noteW = 20
)

// row returns the line of an item: its kind, its text with the letters that were
// found, and what stands beside it.
func (m *Model) row(pg *page.Page, f fuzzy.Match, w int, selected bool) string {
	it := m.items[f.Index]
	gutter, st := " ", draw.Plain
	if selected {
		gutter, st = (draw.Accent | draw.Bold).Render(pg.G.Gutter), draw.Bold
	}
	note := ansi.Truncate(it.Note, min(noteW, w/3), "…")
	room := max(w-kindW-draw.Width(note)-4, 0)
	text := ansi.Truncate(it.Text, room, "…")
	pad := strings.Repeat(" ", max(room-draw.Width(text), 0))
	return gutter + draw.Muted.Render(draw.Pad(it.Kind, kindW)) + marked(text, f.MatchedIndexes, st) + pad + "  " + draw.Muted.Render(note)
}

// marked renders a text with the letters at some byte offsets in the accent's colour.
// Offsets beyond the point where the text was cut are of no use.
func marked(text string, at []int, st draw.Style) string {
	var b strings.Builder
	from, end := 0, len(strings.TrimSuffix(text, "…"))
	for _, i := range at {
		if i >= end {
			break
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		b.WriteString(st.Render(text[from:i]) + (draw.Accent | draw.Bold).Render(text[i:i+n]))
		from = i + n
	}
	return b.String() + st.Render(text[from:])
}

// Hints returns the keys of the palette, which are the same in every keymap: letters
// are what is looked for.
func (m *Model) Hints() []key.Binding {
	return []key.Binding{keymap.Fixed("enter", "do it"), keymap.Fixed("↑↓", "choose"), keymap.Fixed("esc", "close")}
}
