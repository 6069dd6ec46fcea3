package spec

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Model is the pane of a spec and its status.
type Model struct {
	Filter page.Input
	view   viewport.Model
}

// Update scrolls.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	by, ok := pg.Steps(msg)
	switch {
	case ok:
	case page.Matches(msg, pg.Keys.NextMatch):
		by = 1
	case page.Matches(msg, pg.Keys.PrevMatch):
		by = -1
	case page.Matches(msg, pg.Keys.Fold):
		return page.TallMsg{}
	}
	m.fill(pg, pg.LowerRows-1)
	m.view.SetYOffset(m.view.YOffset() + by)
	return nil
}

// Top goes back to the first line.
func (m *Model) Top() { m.view.GotoTop() }

// fill puts the lines into a view of h lines.
func (m *Model) fill(pg *page.Page, h int) {
	lines := m.lines(pg)
	label := labelWidth(pg, lines)
	text := make([]string, len(lines))
	for i, l := range lines {
		if text[i] = " " + l.Style.Render(draw.Cut(l.Label, pg.W-2)); l.Text != "" {
			text[i] = "  " + draw.Muted.Render(draw.Pad(l.Label, label)) + "  " + l.Style.RenderMatches(draw.Cut(l.Text, pg.W-label-5), m.Filter.Value())
		}
	}
	m.view.SetWidth(pg.W)
	m.view.SetHeight(max(h, 1))
	m.view.SetContentLines(text)
}

// Draw draws the pane: its title, then the lines in sight.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	m.fill(pg, in.H-1)
	var notes []string
	first, n := m.view.YOffset(), m.view.TotalLineCount()
	if n > m.view.Height() {
		notes = append(notes, page.Itoa(first+1)+"-"+page.Itoa(min(first+m.view.Height(), n))+" of "+page.Plural(n, "line"))
	}
	notes = append(notes, m.Filter.Note(pg.Typing && pg.Focus == page.FocusSheet))
	page.DrawSheetTitle(pg, c, in.Y, title(pg), notes)
	in.Y, in.H = in.Y+1, in.H-1
	if n == 0 {
		c.Text(1, in.Y, pg.W-2, "no line matches", draw.Muted)
		return
	}
	in.W--
	c.Styled(in, page.InSight(&m.view))
}

// labelWidth bounds the column of the labels.
func labelWidth(pg *page.Page, lines []draw.Line) int {
	w := 8
	for _, l := range lines {
		if l.Text != "" {
			w = max(w, draw.Width(l.Label))
		}
	}
	return min(w, max(pg.W/4, 8))
}

// wrapped breaks long texts into as many lines as they need.
func wrapped(pg *page.Page, in []draw.Line) []draw.Line {
	room := pg.W - labelWidth(pg, in) - 5
	var out []draw.Line
	for _, l := range in {
		if l.Text == "" || room < 8 {
			out = append(out, l)
			continue
		}
		for i, part := range draw.Wrapped(l.Text, room, 20) {
			if i > 0 {
				l.Label = " "
			}
			out = append(out, draw.Line{Label: l.Label, Text: part, Style: l.Style})
		}
	}
	return out
}

// filtered keeps the lines that the filter finds, without titles.
func (m *Model) filtered(in []draw.Line) []draw.Line {
	if m.Filter.Value() == "" {
		return in
	}
	needle := strings.ToLower(m.Filter.Value())
	var out []draw.Line
	for _, l := range in {
		if l.Text != "" && strings.Contains(strings.ToLower(l.Label+" "+l.Text), needle) {
			out = append(out, l)
		}
	}
	return out
}

// title returns "spec · checkout main".
func title(pg *page.Page) string {
	l := laneOf(pg)
	if l == nil {
		return "spec"
	}
	text := "spec and status " + pg.G.Dot + " " + page.LaneName(l)
	if k := page.KindText(l); k != "" {
		text += " " + k
	}
	return text
}

// Copy returns the pane as text.
func (m *Model) Copy(pg *page.Page) string {
	var b strings.Builder
	for _, l := range m.lines(pg) {
		if l.Text == "" {
			b.WriteString(l.Label + "\n")
			continue
		}
		b.WriteString("  " + strings.TrimSpace(l.Label+"  "+l.Text) + "\n")
	}
	return b.String()
}

// Hints returns the keys of the spec.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	return append([]key.Binding{
		keymap.HintOf("scroll", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), keymap.HintOf(pg.TallWord(), k.Fold),
		keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
