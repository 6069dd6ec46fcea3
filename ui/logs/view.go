package logs

import (
	"sort"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Index returns the index into the shown lines of the one in sight, −1 without
// any.
func (m *Model) Index(pg *page.Page, shown []int) int {
	n := len(shown)
	switch {
	case n == 0 || m.Place == placeTail:
		return n - 1
	case m.Place == PlaceCursor:
		if pg.Cursor.IsZero() {
			return n - 1
		}
		return max(m.Book.UpTo(shown, page.CursorEnd(pg))-1, 0)
	}
	return min(sort.SearchInts(shown, m.At), n-1)
}

// scroll moves through the lines; beyond the last one new lines are followed.
func (m *Model) scroll(pg *page.Page, by int) {
	shown := m.Book.Shown(m.Filter.Value())
	i := m.Index(pg, shown) + by
	if len(shown) == 0 || i >= len(shown) {
		m.Place = placeTail
		return
	}
	m.Place, m.At = PlaceLine, shown[max(i, 0)]
}

// Follow aligns the log with the cursor after that has moved.
func (m *Model) Follow(before, cursor time.Time) {
	switch {
	case !m.Shown || cursor.Equal(before):
	case cursor.IsZero():
		m.Place = placeTail
	case m.Place == PlaceLine && m.At >= m.Book.Dropped && m.Book.Line(m.At).At.Equal(cursor): // it is where it was sent
	default:
		m.Place = PlaceCursor
	}
}

// jump returns the moment at which the selected line was written.
func (m *Model) jump(pg *page.Page) tea.Msg {
	shown := m.Book.Shown(m.Filter.Value())
	i := m.Index(pg, shown)
	if i < 0 || m.Book.Line(shown[i]).At.IsZero() {
		return nil
	}
	m.Place, m.At = PlaceLine, shown[i]
	return page.GoToMsg{At: m.Book.Line(shown[i]).At}
}

// row is a line of the pane: one of the log, or a part of the selected one,
// which is shown in full.
type row struct {
	number int // of the log's line
	part   int
	text   string
	sel    bool
}

// rows returns the rows around the line in sight, h at most.
func (m *Model) rows(pg *page.Page, shown []int, h int) []row {
	sel := m.Index(pg, shown)
	marked := pg.Focus == page.FocusSheet || m.Place != placeTail
	full := []string{""}
	if marked && sel >= 0 {
		full = draw.Wrapped(m.Book.Line(shown[sel]).Text, pg.W-textColumn(pg)-1, max(h/2, 1))
	}
	first := draw.Scroll(len(shown), h, sel)
	first += max(sel-first+len(full)-h, 0)
	var out []row
	for i := first; i < len(shown) && len(out) < h; i++ {
		if marked && i == sel {
			for part, text := range full {
				out = append(out, row{shown[i], part, text, true})
			}
			continue
		}
		out = append(out, row{shown[i], 0, m.Book.Line(shown[i]).Text, false})
	}
	return out[:min(len(out), max(h, 0))]
}

// Draw draws the pane: its title, then the lines around the one in sight.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, h := in.Y, in.H
	if h == 0 {
		return
	}
	shown := m.Book.Shown(m.Filter.Value())
	page.DrawSheetTitle(pg, c, y, m.title(pg), m.notes(pg, shown))
	if len(shown) == 0 {
		for i, l := range m.whyNoLines(pg) {
			if i < h-1 {
				c.Text(1, y+1+i, pg.W-2, l.Text, l.Style)
			}
		}
		return
	}
	room := m.room(pg, h)
	for i, r := range m.rows(pg, shown, room) {
		m.drawRow(pg, c, y+1+i, &r)
	}
	if room < h-1 {
		c.Text(1, y+h-1, pg.W-2, m.behind(pg), draw.Muted)
	}
}

// room returns how many of the pane's h lines are the log's.
func (m *Model) room(pg *page.Page, h int) int {
	if h > 3 && m.behind(pg) != "" {
		return h - 2
	}
	return h - 1
}

// click selects the line that was clicked; if it is the selected one, the
// cursor goes to its time.
func (m *Model) click(pg *page.Page, i int) tea.Msg {
	rows := m.rows(pg, m.Book.Shown(m.Filter.Value()), m.room(pg, pg.LowerRows))
	switch {
	case i >= len(rows):
	case rows[i].sel && m.Place == PlaceLine:
		return m.jump(pg)
	default:
		m.Place, m.At = PlaceLine, rows[i].number
	}
	return nil
}

// stampOf returns when a line was written, to the millisecond where there is
// room.
func stampOf(pg *page.Page, t time.Time) string {
	layout := "15:04:05"
	if pg.W >= page.Narrowest {
		layout = page.DayLayout(pg) + "15:04:05.000"
	}
	return page.OnClock(pg, t, layout)
}

// textColumn returns the column in which the text of a log begins.
func textColumn(pg *page.Page) int { return 3 + max(draw.Width(stampOf(pg, pg.Now)), 8) }

func (m *Model) drawRow(pg *page.Page, c *draw.Canvas, y int, r *row) {
	l := m.Book.Line(r.number)
	if r.sel && r.part == 0 {
		c.Set(0, y, pg.G.Gutter, page.GutterStyle(pg))
	}
	x := textColumn(pg)
	switch {
	case l.Own:
		c.Text(1, y, pg.W-2, pg.G.Restart+" "+l.Text, draw.Accent)
		return
	case r.part == 0 && !l.At.IsZero():
		c.Text(1, y, x-2, stampOf(pg, l.At), draw.Muted)
	}
	c.Text(x, y, pg.W-x-1, r.text, draw.Plain)
	c.UnderlineMatches(x, y, r.text, m.Filter.Value())
}

// Copy returns what y copies of a log: the selected line, or the newest ones.
func (m *Model) Copy(pg *page.Page) string {
	const most = 100
	shown := m.Book.Shown(m.Filter.Value())
	sel := m.Index(pg, shown)
	if sel < 0 {
		return ""
	}
	from := sel
	if m.Place == placeTail {
		from = max(sel+1-most, 0)
	}
	var b strings.Builder
	for _, n := range shown[from : sel+1] {
		l := m.Book.Line(n)
		if !l.At.IsZero() {
			b.WriteString(l.At.UTC().Format(time.RFC3339Nano) + " ")
		}
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

// title returns "log · checkout run 2".
func (m *Model) title(pg *page.Page) string {
	text := "log " + pg.G.Dot + " " + timeline.Clean(m.Req.Container)
	if m.Run > 0 {
		text += " run " + page.Itoa(m.Run)
	}
	if m.Req.Previous {
		text += " (previous)"
	}
	return text
}

// Hints returns the keys of the log.
func (m *Model) Hints(pg *page.Page) []key.Binding {
	k := pg.Keys
	if m.Wishes == nil {
		return append([]key.Binding{keymap.HintOf("close", k.Back), keymap.HintOf("lanes", k.Pane), keymap.HintOf("cursor", k.Left, k.Right)}, k.PlaybackHints()...)
	}
	return append([]key.Binding{
		keymap.HintOf("line", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), keymap.HintOf("to the axis", k.Open), keymap.HintOf("cursor", k.Left, k.Right),
		keymap.HintOf(pg.TallWord(), k.Fold), keymap.HintOf("end", k.End), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy),
	}, k.PlaybackHints()...)
}
