package compare

import (
	"io"
	"strings"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Write writes what differs between two lives, as lines of at most some columns.
type Write func(w io.Writer, a, b *timeline.Life, columns int, ascii bool) error

// Model is the comparison. It holds identities, not lives: those of a live view go on.
type Model struct {
	On    bool
	Write Write // nil: there is nothing that compares
	a, b  string
	view  viewport.Model
	of    filled
}

// filled is what the view was filled from.
type filled struct {
	edition page.Edition
	a, b    string
	w       int
}

// Open shows what differs between the newest lives of two pods; it returns why, if
// it cannot.
func (m *Model) Open(two page.CompareMsg) string {
	if m.Write == nil {
		return "nothing here compares pods"
	}
	m.a, m.b, m.On = two.A, two.B, true
	m.of = filled{}
	return ""
}

// Update scrolls, or closes the pane.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if page.Matches(msg, pg.Keys.Back, pg.Keys.Quit, pg.Keys.Compare) {
		m.On = false
		return nil
	}
	if by, ok := pg.Steps(msg); ok {
		m.fill(pg)
		m.view.SetYOffset(m.view.YOffset() + by)
	}
	return nil
}

// Draw fills the screen with the comparison.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	m.fill(pg)
	x := c.Text(1, in.Y, in.W-2, "podlife "+pg.G.Dot+" A "+m.a+"  B "+m.b, draw.Bold)
	note := ""
	if below := m.view.TotalLineCount() - m.view.YOffset() - m.view.VisibleLineCount(); below > 0 {
		note = pg.G.Down + " " + page.Itoa(below) + " more"
	}
	if w := draw.Width(note); w > 0 && x+w+3 < in.W {
		c.Right(in.W-1, in.Y, w, note, draw.Muted)
	}
	c.Styled(draw.Area{X: 1, Y: in.Y + 2, W: in.W - 2, H: in.H - 2}, m.view.View())
}

// fill writes the comparison for the width of a page, anew where the data is newer.
func (m *Model) fill(pg *page.Page) {
	m.view.SetHeight(max(pg.H-3, 0))
	of := filled{pg.Edition, m.a, m.b, pg.W}
	if m.of == of {
		return
	}
	m.of = of
	m.view.SetWidth(max(pg.W-2, 1))
	m.view.SetContent(m.text(pg))
}

// text returns the styled lines of the comparison.
func (m *Model) text(pg *page.Page) string {
	a, b := newest(pg, m.a), newest(pg, m.b)
	if a == nil || b == nil {
		return draw.Muted.Render("one of the pods is kept no longer")
	}
	var out strings.Builder
	if err := m.Write(&out, a, b, max(pg.W-2, 20), pg.G == draw.ASCII()); err != nil {
		return draw.SevBad.Render(err.Error())
	}
	lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	for i, line := range lines {
		lines[i] = styleOf(line).Render(line)
	}
	return strings.Join(lines, "\n")
}

// styleOf returns the style of a line: what is slower in B stands out, and so do the
// titles.
func styleOf(line string) draw.Style {
	switch {
	case strings.ContainsRune(line, '▲'):
		return draw.SevWarning
	case strings.ContainsRune(line, '▼'):
		return draw.Ready
	case line != "" && line[0] >= 'A' && line[0] <= 'Z' && !strings.HasPrefix(line, "A ") && !strings.HasPrefix(line, "B "):
		return draw.Bold
	}
	return draw.Plain
}

// newest returns the newest life of a pod, nil if there is none.
func newest(pg *page.Page, pod string) *timeline.Life {
	var found *timeline.Life
	for i := range pg.Snapshot.Lives {
		if l := &pg.Snapshot.Lives[i]; l.Pod.Namespace+"/"+l.Pod.Name == pod {
			found = l
		}
	}
	if found != nil {
		pg.Renew(found)
	}
	return found
}
