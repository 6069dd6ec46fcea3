// Package help is the page of the keys and the glyphs.
package help

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Model is the help: the keys of where the user is, and the glyphs. With a filter
// it is what the filter finds among all keys.
type Model struct {
	On     bool
	Typing bool        // the filter is being typed
	In     keymap.View // whose keys are shown
	filter page.Input
	view   viewport.Model
	filled string // the filter that the view was filled for
}

// Toggle opens the help of a view at its top, or closes it.
func (m *Model) Toggle(in keymap.View) { *m = Model{On: !m.On, In: in} }

// Back takes the filter away, or else closes the help.
func (m *Model) Back() {
	if m.filter.Value() == "" {
		m.On = false
	}
	m.filter, m.Typing = page.Input{}, false
}

// Update scrolls, or types the filter.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if k, ok := msg.(tea.KeyPressMsg); ok && m.Typing {
		m.typed(k)
		return nil
	}
	if paste, ok := msg.(tea.PasteMsg); ok && m.Typing {
		m.filter.Paste(paste.Content)
		return nil
	}
	if page.Matches(msg, pg.Keys.Filter) {
		m.Typing = true
		return nil
	}
	if by, ok := pg.Steps(msg); ok {
		m.fill(pg)
		m.view.SetYOffset(m.view.YOffset() + by)
	}
	return nil
}

// typed takes a key while the filter is typed.
func (m *Model) typed(k tea.KeyPressMsg) {
	switch k.String() {
	case "enter":
		m.Typing = false
	case "esc":
		m.filter, m.Typing = page.Input{}, false
	default:
		m.filter.Edit(k)
	}
}

// Draw fills the screen with the help, in as many columns as are needed.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	m.fill(pg)
	title := "podlife " + pg.G.Dot + " keys of " + m.In.String()
	if m.filter.Value() != "" || m.Typing {
		title = "podlife " + pg.G.Dot + " all keys " + pg.G.Dot + " " + m.filter.Note(m.Typing)
	}
	if pg.W < page.Narrowest {
		title = strings.TrimPrefix(title, "podlife "+pg.G.Dot+" ")
	}
	x := c.Text(1, 0, pg.W-2, title, draw.Bold)
	note, st := pg.Keys.Filter.Help().Key+" finds a key   "+pg.Keys.Back.Help().Key+" back", draw.Muted
	if below := m.view.TotalLineCount() - m.view.YOffset() - m.view.VisibleLineCount(); below > 0 {
		more := pg.G.Down + " " + page.Itoa(below) + " more"
		if note = more + "   " + note; x+draw.Width(note)+3 >= pg.W {
			note = more // which nothing else says
		}
	}
	if pg.Message != "" {
		note, st = pg.Message, draw.Accent
	}
	if w := draw.Width(note); x+w+3 < pg.W || pg.Message != "" {
		c.Right(pg.W-1, 0, min(w, pg.W-2), note, st)
	}
	c.Styled(draw.Area{X: 1, Y: 2, W: in.W - 1, H: in.H - 2}, page.InSight(&m.view))
}

// Least and most width of a column, and of the keys in it.
const (
	narrowest = 33
	widest    = 44
	keyWidth  = 12
)

// fill lays the help out for the size of a page: anew where that is wider or
// narrower, for it takes longer than a frame may.
func (m *Model) fill(pg *page.Page) {
	m.view.SetHeight(max(pg.H-2, 0))
	if m.view.Width() == pg.W && m.filled == m.filter.Value() {
		return
	}
	n := max(pg.W/narrowest, 1)
	columns := packed(m.blocks(pg), n)
	for i, column := range columns {
		columns[i] = lipgloss.PlaceHorizontal(min(pg.W/n, widest), lipgloss.Left, column)
	}
	m.filled = m.filter.Value()
	m.view.SetWidth(pg.W)
	m.view.SetContent(lipgloss.JoinHorizontal(lipgloss.Top, columns...))
	m.view.GotoTop()
}

// blocks returns the keys by group, what the mouse does, and the glyphs, as far as
// the filter leaves them.
func (m *Model) blocks(pg *page.Page) []string {
	keys := help.Model{Styles: help.Styles{FullKey: draw.Bold.Lipgloss().PaddingLeft(1).Width(keyWidth)}}
	var out []string
	add := func(title string, bindings []key.Binding) {
		if text := keys.FullHelpView([][]key.Binding{m.filtered(bindings)}); text != "" {
			out = append(out, (draw.Accent|draw.Bold).Render(title)+"\n"+text)
		}
	}
	in := m.In
	if m.filter.Value() != "" {
		in = keymap.Anywhere
	}
	for _, g := range pg.Keys.GroupsIn(in) {
		add(g.Title, g.Keys)
	}
	add("mouse", mouse(pg))
	keys.Styles.FullKey = keys.Styles.FullKey.Bold(false) // a glyph has a style of its own
	var glyphs []key.Binding
	for _, it := range draw.Legend(pg.G) {
		glyphs = append(glyphs, meaning(it.Style.Render(it.Glyph), it.Text))
	}
	add("glyphs", glyphs)
	if len(out) == 0 {
		out = append(out, draw.Muted.Render("no key does that"))
	}
	return out
}

// filtered returns the entries that have the filter's text in their key or meaning.
func (m *Model) filtered(all []key.Binding) []key.Binding {
	text := strings.ToLower(m.filter.Value())
	var out []key.Binding
	for _, b := range all {
		if strings.Contains(strings.ToLower(b.Help().Desc), text) || strings.Contains(strings.Join(b.Keys(), " "), m.filter.Value()) {
			out = append(out, b)
		}
	}
	return out
}

// mouse returns what the mouse does, and how text is selected all the same.
func mouse(pg *page.Page) []key.Binding {
	if !pg.Mouse {
		return []key.Binding{meaning("off", "--mouse turns it on")}
	}
	return []key.Binding{
		meaning("click", "select, set cursor"), meaning("again", "event: to its time"), meaning("wheel", "zoom, or scroll"),
		meaning("shift+drag", "select text"), meaning("option+drag", "… on a Mac"),
	}
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

// Line is the key line: what the last key did, or else the keys that matter most.
type Line struct {
	Message string
	Keys    []key.Binding // the most important first
	Alone   bool          // without help and quit, which a menu takes for text
}

// separator is between two keys.
const separator = "  "

// Draw draws as many of the keys as fit; those of help and quit always stay where
// they work.
func (l Line) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	in.X, in.W = in.X+1, in.W-2
	if l.Message != "" {
		c.Text(in.X, in.Y, in.W, l.Message, draw.Accent)
		return
	}
	view := help.Model{ShortSeparator: separator, Styles: help.Styles{ShortKey: draw.Bold.Lipgloss(), ShortDesc: draw.Muted.Lipgloss()}}
	always := view.ShortHelpView([]key.Binding{keymap.HintOf("help", pg.Keys.Help), keymap.HintOf("quit", pg.Keys.Quit)})
	if l.Alone {
		always = ""
	}
	view.Ellipsis, view.Styles.Ellipsis = "…", draw.Muted.Lipgloss()
	if room := in.W - lipgloss.Width(always) - len(separator); room > 0 && room >= lipgloss.Width(view.ShortHelpView(l.Keys[:min(len(l.Keys), 1)])) {
		view.SetWidth(room)
		keys := view.ShortHelpView(l.Keys)
		shown := strings.TrimRight(ansi.Truncate(ansi.Strip(keys), room, ""), " ") // where no ellipsis fits, the view is too long
		if shown != "" {
			always = strings.TrimSuffix(ansi.Truncate(keys, lipgloss.Width(shown), "")+separator+always, separator)
		}
	}
	c.Styled(in, always)
}
