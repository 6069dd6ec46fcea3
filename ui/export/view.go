package export

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Draw draws the menu in a box over the screen.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	w := min(in.W, 64)
	rows := m.choices(pg, max(in.H-2, 0))
	if m.Naming {
		rows = m.naming(w - 4)
	}
	h := min(len(rows)+2, in.H)
	c.Box(draw.Area{X: (in.W - w) / 2, Y: max((in.H-h)/2, 0), W: w, H: h}, "export", strings.Join(rows, "\n"))
}

// choices returns the formats that fit into h lines, with what each is for.
func (m *Model) choices(pg *page.Page, h int) []string {
	formats := m.Exports.Formats
	first := draw.Scroll(len(formats), h, m.format)
	var rows []string
	for i, f := range formats[first:min(first+h, len(formats))] {
		gutter, name := " ", draw.Plain
		if first+i == m.format {
			gutter, name = (draw.Accent | draw.Bold).Render(pg.G.Gutter), draw.Bold
		}
		rows = append(rows, gutter+name.Render(draw.Pad(f.Name, 10))+" "+draw.Muted.Render(f.For))
	}
	return rows
}

// naming returns the file's name as it is typed, and what went wrong with the
// last one.
func (m *Model) naming(w int) []string {
	name, cut := m.name.Typed(), " "
	if over := draw.Width(name) - (w - 9); over > 0 { // the end is what is being typed
		name, cut = name[draw.Fit(name, over+1):], "…"
	}
	text, st := "a relative name is put into the current directory", draw.Muted
	switch {
	case m.busy:
		text = "writing"
	case m.err != "":
		text, st = m.err, draw.Failed
	}
	rows := []string{" " + draw.Muted.Render(draw.Pad(m.Exports.Formats[m.format].Name, 8)) + draw.Muted.Render(cut) + draw.Bold.Render(name)}
	for _, part := range draw.Wrapped(text, max(w, 1), 2) {
		rows = append(rows, " "+st.Render(part))
	}
	return rows
}

// Hints returns the keys of the menu; while the name is typed they are the same in
// every keymap.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	if m.Naming {
		return []key.Binding{keymap.Fixed("enter", "write"), keymap.Fixed("esc", "back")}
	}
	k := pg.Keys
	return []key.Binding{keymap.HintOf("name the file", k.Open), keymap.HintOf("choose", k.Up, k.Down), keymap.HintOf("cancel", k.Back)}
}
