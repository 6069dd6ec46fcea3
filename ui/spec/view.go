package spec

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the pane of a spec and its status.
type Model struct {
	At     int // the first line in sight
	Filter page.Input
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
	m.At = max(m.specFirst(pg)+by, 0)
	return nil
}

// specLabelW bounds the column of the labels.
func specLabelW(pg *page.Page, lines []draw.Line) int {
	w := 8
	for _, l := range lines {
		if l.Text != "" {
			w = max(w, draw.Width(l.Label))
		}
	}
	return min(w, max(pg.W/4, 8))
}

// specWrapped breaks long texts into as many lines as they need.
func specWrapped(pg *page.Page, in []draw.Line) []draw.Line {
	room := pg.W - specLabelW(pg, in) - 5
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

// specFiltered keeps the lines that the filter finds, without titles.
func (m *Model) specFiltered(in []draw.Line) []draw.Line {
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

// specFirst is the first line in sight: as far down as was asked for, but no
// further than needed to see the end.
func (m *Model) specFirst(pg *page.Page) int {
	return min(m.At, max(len(m.specLines(pg))-max(pg.LowerRows-1, 1), 0))
}

func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, h := in.Y, in.H
	if h == 0 {
		return
	}
	lines := m.specLines(pg)
	first := m.specFirst(pg)
	var notes []string
	if n := len(lines); n > h-1 {
		notes = append(notes, page.Itoa(first+1)+"-"+page.Itoa(min(first+h-1, n))+" of "+page.Plural(n, "line"))
	}
	notes = append(notes, m.Filter.Note(pg.Typing && pg.Focus == page.FocusSheet))
	page.DrawSheetTitle(pg, c, y, specTitle(pg), notes)
	labelW := specLabelW(pg, lines)
	if len(lines) == 0 {
		c.Text(1, y+1, pg.W-2, "no line matches", draw.Muted)
	}
	for i, l := range lines[min(first, len(lines)):] {
		if i >= h-1 {
			break
		}
		if l.Text == "" {
			c.Text(1, y+1+i, pg.W-2, l.Label, l.Style)
			continue
		}
		c.Text(2, y+1+i, labelW, l.Label, draw.Muted)
		c.Text(labelW+4, y+1+i, pg.W-labelW-5, l.Text, l.Style)
		c.UnderlineMatches(labelW+4, y+1+i, l.Text, m.Filter.Value())
	}
}

// specTitle is "spec · checkout main".
func specTitle(pg *page.Page) string {
	l := specLane(pg)
	if l == nil {
		return "spec"
	}
	text := "spec and status " + pg.G.Dot + " " + page.LaneName(l)
	if k := page.KindText(l); k != "" {
		text += " " + k
	}
	return text
}

// Copy is the pane as text.
func (m *Model) Copy(pg *page.Page) string {
	var b strings.Builder
	for _, l := range m.specLines(pg) {
		if l.Text == "" {
			b.WriteString(l.Label + "\n")
			continue
		}
		b.WriteString("  " + strings.TrimSpace(l.Label+"  "+l.Text) + "\n")
	}
	return b.String()
}
