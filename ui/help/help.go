package help

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the help: the keys and the glyphs.
type Model struct {
	On   bool
	view viewport.Model
}

// Toggle opens the help at its top, or closes it.
func (m *Model) Toggle() { *m = Model{On: !m.On} }

// Update scrolls.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if by, ok := pg.Steps(msg); ok {
		m.fill(pg)
		m.view.SetYOffset(m.view.YOffset() + by)
	}
	return nil
}

// Draw fills the screen with the help, in as many columns as are needed.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	m.fill(pg)
	c.Text(1, 0, pg.W-2, "podlife "+pg.G.Dot+" keys and glyphs", draw.Bold)
	note := "esc back"
	if below := m.view.TotalLineCount() - m.view.YOffset() - m.view.VisibleLineCount(); below > 0 {
		note = pg.G.Down + " " + page.Itoa(below) + " more  " + note
	}
	if pg.W > 40 {
		c.Right(pg.W-1, 0, pg.W/2, note, draw.Muted)
	}
	c.Styled(draw.Area{X: 1, Y: 2, W: in.W - 1, H: in.H - 2}, m.view.View())
}

// Least and most width of a column.
const (
	narrowest = 33
	widest    = 40
)

// fill lays the help out for the size of a page: anew where that is wider or
// narrower, for it takes longer than a frame may.
func (m *Model) fill(pg *page.Page) {
	m.view.SetHeight(max(pg.H-2, 0))
	if m.view.Width() == pg.W {
		return
	}
	n := max(pg.W/narrowest, 1)
	columns := packed(blocks(pg), n)
	for i, column := range columns {
		columns[i] = lipgloss.PlaceHorizontal(min(pg.W/n, widest), lipgloss.Left, column)
	}
	m.view.SetWidth(pg.W)
	m.view.SetContent(lipgloss.JoinHorizontal(lipgloss.Top, columns...))
}

// blocks returns the keys by group, what the mouse does, and the glyphs.
func blocks(pg *page.Page) []string {
	keys := help.Model{Styles: help.Styles{FullKey: draw.Bold.Lipgloss().PaddingLeft(1).Width(8)}}
	var out []string
	add := func(title string, bindings []key.Binding) {
		if text := keys.FullHelpView([][]key.Binding{bindings}); text != "" {
			out = append(out, (draw.Accent|draw.Bold).Render(title)+"\n"+text)
		}
	}
	for _, g := range pg.Keys.Groups() {
		add(g.Title, g.Keys)
	}
	if pg.Mouse {
		add("mouse", []key.Binding{meaning("click", "select, set the cursor"), meaning("again", "event or line: to the axis"), meaning("wheel", "zoom, elsewhere scroll")})
	}
	keys.Styles.FullKey = keys.Styles.FullKey.Bold(false) // a glyph has a style of its own
	var glyphs []key.Binding
	for _, it := range draw.Legend(pg.G) {
		glyphs = append(glyphs, meaning(it.Style.Render(it.Glyph), it.Text))
	}
	add("glyphs", glyphs)
	return out
}

// meaning returns an entry of the help that is no key.
func meaning(sign, text string) key.Binding {
	return key.NewBinding(key.WithKeys(sign), key.WithHelp(sign, text))
}

// packed puts whole blocks, an empty line between two, into at most n columns
// that are as low as can be.
func packed(blocks []string, n int) []string {
	for h := 1; ; h++ {
		var out []string
		for _, b := range blocks {
			if last := len(out) - 1; last >= 0 && lipgloss.Height(out[last])+1+lipgloss.Height(b) <= h {
				out[last] += "\n\n" + b
				continue
			}
			out = append(out, b)
		}
		if len(out) <= n {
			return out
		}
	}
}
