package ruler

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// cursorSeen reports whether there is a cursor, in sight.
func cursorSeen(pg *page.Page) bool { return !pg.Cursor.IsZero() && pg.Ax.Visible(pg.Cursor) }

// Crosshair draws the cursor through lanes that are drawn already. It covers
// nothing that is not beside it as well; what is in its cell alone is shown in
// reverse.
func Crosshair(c *draw.Canvas, lanes draw.Area, pg *page.Page) {
	if !cursorSeen(pg) {
		return
	}
	x := pg.Cols.AxisX + page.CursorCell(pg)
	instants := page.Instants(pg.G)
	for y := lanes.Y; y < lanes.Y+lanes.H; y++ {
		here := c.TextAt(x, y)
		switch {
		case c.Blank(x, y):
			c.Set(x, y, pg.G.Cursor, draw.Rule)
		case slices.Contains(instants, here):
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		case here == c.TextAt(x-1, y) || here == c.TextAt(x+1, y):
			c.Set(x, y, pg.G.Cursor, draw.Accent)
		default:
			c.Restyle(x, y, 1, func(st draw.Style) draw.Style { return st | draw.Reverse })
		}
	}
}

// overlay is what the row of the axis shows over the ticks, a cell each; "" leaves
// the axis as it is.
type overlay []overCell

type overCell struct {
	text  string
	style draw.Style
	gap   bool // of a folded gap: it keeps its label
}

// readout returns the marks A and B with what is between them, the cursor, and beside
// it the time there in the fullest form for which there is room.
func readout(pg *page.Page) overlay {
	o := make(overlay, max(pg.W-1-pg.Cols.AxisX, 0)) // the time may stand over the values, too
	for x := range min(pg.Cols.AxisW, len(o)) {
		o[x].gap = page.InGap(pg, x)
	}
	o.marks(pg)
	if cursorSeen(pg) && len(o) > 0 {
		o.cursor(pg)
	}
	o.unseen(pg)
	return o
}

// cursor puts the knob into the overlay, and the time there beside it.
func (o overlay) cursor(pg *page.Page) {
	x := page.CursorCell(pg)
	o.set(x, pg.G.Knob, draw.Accent|draw.Bold)
	for _, text := range cursorText(pg) {
		w := draw.Width(text) + 2
		for _, at := range []int{x + 1, x - w} {
			if at >= 0 && at+w <= len(o) && o.room(at, w) {
				for i, r := range []rune(" " + text + " ") {
					o.set(at+i, string(r), draw.Plain)
				}
				return
			}
		}
	}
}

// marks puts "A╌╌╌╌B" into the overlay.
func (o overlay) marks(pg *page.Page) {
	if pg.MarkA.IsZero() || pg.Cols.AxisW == 0 {
		return
	}
	cell := func(t time.Time) int { return min(max(int(pg.Ax.Col(t)), 0), pg.Cols.AxisW-1) }
	if !pg.MarkB.IsZero() {
		a, b := cell(pg.MarkA), cell(pg.MarkB)
		for x := min(a, b); x <= max(a, b); x++ {
			if !o[x].gap {
				o.set(x, pg.G.Inexact, draw.Accent)
			}
		}
	}
	for _, m := range []struct {
		name string
		at   time.Time
	}{{"A", pg.MarkA}, {"B", pg.MarkB}} {
		if !m.at.IsZero() && pg.Ax.Visible(m.at) {
			o.set(cell(m.at), m.name, draw.Accent|draw.Bold)
		}
	}
}

func (o overlay) set(x int, text string, st draw.Style) { o[x].text, o[x].style = text, st }

// free reports whether n cells from x on, as far as there are any, show the axis.
func (o overlay) free(x, n int) bool {
	for i := max(x, 0); i < min(x+n, len(o)); i++ {
		if o[i].text != "" {
			return false
		}
	}
	return true
}

// room reports whether n cells from x on are free, and none is a gap's.
func (o overlay) room(x, n int) bool {
	return o.free(x, n) && !slices.ContainsFunc(o[x:x+n], func(c overCell) bool { return c.gap })
}

func (o overlay) draw(c *draw.Canvas, x, y int) {
	for i, cell := range o {
		if cell.text != "" {
			c.Set(x+i, y, cell.text, cell.style)
		}
	}
}

// cursorText returns the moment at the cursor, its distance from the creation
// and the scale, from the fullest form to the shortest.
func cursorText(pg *page.Page) []string {
	text := page.Moment(pg, pg.Cursor)
	forms := []string{text}
	if pg.Clock != page.ClockRelative {
		text += "  " + page.Offset(pg.Cursor.Sub(visual.Born(pg.Life)))
		forms = append(forms, text)
	}
	if per := pg.Ax.PerCell(); per > 0 {
		forms = append(forms, text+"  ("+length.Exactly(per).Short()+" a cell)")
	}
	slices.Reverse(forms)
	return forms
}

// delta returns the time between the marks, with what is not known about it,
// from the fullest form to the shortest.
func delta(pg *page.Page) []string {
	switch {
	case pg.MarkA.IsZero():
		return nil
	case pg.MarkB.IsZero():
		return []string{"A" + pg.G.Open + " m marks B", "m marks B"}
	}
	from, to, order := edgeAt(pg.Life, pg.MarkA), edgeAt(pg.Life, pg.MarkB), "A"+pg.G.Open+"B  "
	if pg.MarkB.Before(pg.MarkA) {
		from, to, order = to, from, "B"+pg.G.Open+"A  "
	}
	apart := length.Between(from, to)
	text := pg.G.Delta + " " + strings.Replace(apart.Column(), "±", pg.G.PlusMinus, 1)
	return []string{order + text, text, pg.G.Delta + apart.Short()}
}

// edgeAt returns the edge that a mark snapped to, or the mark's moment itself.
func edgeAt(l *timeline.Life, t time.Time) timeline.Edge {
	found := timeline.ExactEdge(t)
	page.EachEdge(l, func(e timeline.Edge) {
		if e.Time.Equal(t) {
			found = e
		}
	})
	return found
}

// unseen puts "╌╌ not watched 34s ╌╌" into the overlay, over each stretch that was not
// watched, in the fullest form for which there is room.
func (o overlay) unseen(pg *page.Page) {
	end := min(pg.Cols.AxisW, len(o))
	for _, u := range pg.Unseen() {
		if !u.To.After(pg.Ax.From()) || !u.From.Before(pg.Ax.To()) {
			continue
		}
		from := min(int(pg.Ax.Col(u.From)), max(end-1, 0))
		to := min(max(int(pg.Ax.Col(u.To)), from+1), end)
		lasted := length.Whole(u.To.Sub(u.From))
		for _, text := range []string{" not watched " + lasted + " ", " " + lasted + " "} {
			w := draw.Width(text)
			at := from + (to-from-w)/2
			if w+2 > to-from || !o.room(at, w) {
				continue
			}
			for i, r := range []rune(text) {
				o.set(at+i, string(r), draw.SevWarning)
			}
			break
		}
		for x := from; x < to; x++ {
			if o[x].text == "" && !o[x].gap {
				o.set(x, pg.G.Inexact, draw.Future)
			}
		}
	}
}
