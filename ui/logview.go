package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// logSel is the index into the shown lines of the one in sight, −1 without any.
func (a *app) logSel(s *scene, shown []int) int {
	g := &a.logs
	n := len(shown)
	switch {
	case n == 0 || g.place == placeTail:
		return n - 1
	case g.place == placeCursor:
		if a.cursor.IsZero() {
			return n - 1
		}
		return max(g.book.upTo(shown, a.cursorEnd(s))-1, 0)
	}
	for i, number := range shown {
		if number >= g.at {
			return i
		}
	}
	return n - 1
}

// cursorEnd is the end of the cursor's cell: lines of the same cell belong to it.
func (a *app) cursorEnd(s *scene) time.Time {
	if s.cols.axisW == 0 || s.plan[blockAxis] == 0 {
		return a.cursor
	}
	return s.ax.Time(float64(a.cursorCell(s)) + 1)
}

// scrollLogs moves through the lines; beyond the last one new lines are followed.
func (a *app) scrollLogs(s *scene, by int) {
	g := &a.logs
	shown := g.book.shown(g.filter)
	i := a.logSel(s, shown) + by
	if len(shown) == 0 || i >= len(shown) {
		g.place = placeTail
		return
	}
	g.place, g.at = placeLine, shown[max(i, 0)]
}

// followCursor aligns the log with the cursor after the cursor has moved.
func (a *app) followCursor(before time.Time) {
	g := &a.logs
	switch {
	case a.sheet != sheetLogs || a.cursor.Equal(before):
	case a.cursor.IsZero():
		g.place = placeTail
	case g.place == placeLine && g.at >= g.book.dropped && g.book.line(g.at).at.Equal(a.cursor): // it is where it was sent
	default:
		g.place = placeCursor
	}
}

// jumpToLine puts the cursor where the selected line was written.
func (a *app) jumpToLine(s *scene) {
	g := &a.logs
	shown := g.book.shown(g.filter)
	i := a.logSel(s, shown)
	if i < 0 || g.book.line(shown[i]).at.IsZero() {
		return
	}
	at := g.book.line(shown[i]).at
	a.tall = false
	a.setCursor(s, at)
	g.place, g.at = placeLine, shown[i]
}

// logRow is a line of the pane: one of the log, or a part of the selected one,
// which is shown in full.
type logRow struct {
	number int // of the log's line
	part   int
	text   string
	sel    bool
}

// logRows are the rows around the line in sight, h at most.
func (a *app) logRows(s *scene, shown []int, h int) []logRow {
	g := &a.logs
	sel := a.logSel(s, shown)
	marked := a.pane == paneSheet || g.place != placeTail
	full := []string{""}
	if marked && sel >= 0 {
		full = draw.Wrapped(g.book.line(shown[sel]).text, a.w-a.logTextX(s)-1, max(h/2, 1))
	}
	first := draw.Scroll(len(shown), h, sel)
	first += max(sel-first+len(full)-h, 0)
	var out []logRow
	for i := first; i < len(shown) && len(out) < h; i++ {
		if marked && i == sel {
			for part, text := range full {
				out = append(out, logRow{shown[i], part, text, true})
			}
			continue
		}
		out = append(out, logRow{shown[i], 0, g.book.line(shown[i]).text, false})
	}
	return out[:min(len(out), max(h, 0))]
}

// drawLogs draws the pane: its title, then the lines around the one in sight.
func (a *app) drawLogs(c *draw.Canvas, s *scene, y, h int) {
	if h == 0 {
		return
	}
	g := &a.logs
	shown := g.book.shown(g.filter)
	a.drawSheetTitle(c, y, a.logTitle(), a.logNotes(s, shown))
	if len(shown) == 0 {
		for i, l := range a.whyNoLines() {
			if i < h-1 {
				c.Text(1, y+1+i, a.w-2, l.Text, l.Style)
			}
		}
		return
	}
	room := a.logRoom(h)
	for i, r := range a.logRows(s, shown, room) {
		a.drawLogRow(c, s, y+1+i, &r)
	}
	if room < h-1 {
		c.Text(1, y+h-1, a.w-2, a.behind(), draw.Muted)
	}
}

// logRoom is how many of the pane's h lines are the log's.
func (a *app) logRoom(h int) int {
	if h > 3 && a.behind() != "" {
		return h - 2
	}
	return h - 1
}

// clickLog selects the line that was clicked; if it is the selected one, the
// cursor goes to its time.
func (a *app) clickLog(s *scene, i int) {
	g := &a.logs
	rows := a.logRows(s, g.book.shown(g.filter), a.logRoom(s.plan[blockEvents]))
	switch {
	case i >= len(rows):
	case rows[i].sel && g.place == placeLine:
		a.jumpToLine(s)
	default:
		g.place, g.at = placeLine, rows[i].number
	}
}

// gutterStyle is the style of a sheet's selection: pale while the keys act
// elsewhere.
func (a *app) gutterStyle() draw.Style {
	if a.pane == paneSheet {
		return draw.Accent | draw.Bold
	}
	return draw.Muted
}

// logTime is when a line was written, to the millisecond where there is room.
func (a *app) logTime(s *scene, t time.Time) string {
	layout := "15:04:05"
	if a.w >= narrowest {
		layout = a.weekday(s) + "15:04:05.000"
	}
	switch a.clock {
	case clockRelative:
		return a.moment(s, t)
	case clockUTC:
		return t.UTC().Format(layout + "Z")
	}
	return t.In(a.opts.Location).Format(layout)
}

// logTextX is the column in which the text of a log begins.
func (a *app) logTextX(s *scene) int { return 3 + max(draw.Width(a.logTime(s, s.now)), 8) }

// drawLogRow draws the time and the text of a row.
func (a *app) drawLogRow(c *draw.Canvas, s *scene, y int, r *logRow) {
	l := a.logs.book.line(r.number)
	if r.sel && r.part == 0 {
		c.Set(0, y, a.g.Gutter, a.gutterStyle())
	}
	x := a.logTextX(s)
	switch {
	case l.own:
		c.Text(1, y, a.w-2, a.g.Restart+" "+l.text, draw.Accent)
		return
	case r.part == 0 && !l.at.IsZero():
		c.Text(1, y, x-2, a.logTime(s, l.at), draw.Muted)
	}
	c.Text(x, y, a.w-x-1, r.text, draw.Plain)
	c.UnderlineMatches(x, y, r.text, a.logs.filter)
}

// logCopy is what y copies of a log: the selected line, or the newest ones.
func (a *app) logCopy(s *scene) string {
	const most = 100
	g := &a.logs
	shown := g.book.shown(g.filter)
	sel := a.logSel(s, shown)
	if sel < 0 {
		return ""
	}
	from := sel
	if g.place == placeTail {
		from = max(sel+1-most, 0)
	}
	var b strings.Builder
	for _, n := range shown[from : sel+1] {
		l := g.book.line(n)
		if !l.at.IsZero() {
			b.WriteString(l.at.UTC().Format(time.RFC3339Nano) + " ")
		}
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

// logTitle is "log · checkout run 2".
func (a *app) logTitle() string {
	g := &a.logs
	text := "log " + a.g.Dot + " " + timeline.Clean(g.req.Container)
	if g.run > 0 {
		text += " run " + itoa(g.run)
	}
	if g.req.Previous {
		text += " (previous)"
	}
	return text
}
