// Package ruler owns the time of the page: the one cursor, the marks, and the part of the life
// that the axis shows. It draws the axis, the names above it, the strip of the whole life
// and the line of the cursor.
package ruler

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Banner is the name of a moment above the axis: "RESTART 1 14:02:07".
type Banner struct {
	Col  int
	what axis.Point
	Name string
	full string // the name that there may be no room for
	time string
}

// banners returns the named change points in sight, the most important first.
func banners(pg *page.Page) []Banner {
	var out []Banner
	seen := map[[2]int]bool{}
	for _, p := range visual.Points(pg.Life, pg.Scope()) {
		if p.Kind == axis.Change || !pg.Ax.Visible(p.Time) {
			continue
		}
		f := Banner{Col: int(pg.Ax.Col(p.Time)), what: p, Name: strings.ToUpper(p.Name()), time: page.Moment(pg, p.Time)}
		if key := [2]int{f.Col, p.Kind.Rank()}; !seen[key] && !page.InGap(pg, f.Col) {
			seen[key] = true
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Banner) int { return cmp.Or(a.what.Kind.Rank()-b.what.Kind.Rank(), a.Col-b.Col) })
	return out
}

// bareName returns the shortest name that says as much: restart 4 is "↻4", and
// run 2 is "2".
func (f Banner) bareName(g *draw.Glyphs) string {
	switch f.what.Kind {
	case axis.Restart:
		return g.Restart + page.Itoa(f.what.N)
	case axis.Run:
		return page.Itoa(f.what.N)
	}
	return f.Name
}

// Placed finds room for banners, the most important first: as many as can be
// named at all, and then in full where that fits. col becomes the column of the
// name, near a window's end to the left of its moment. A name never touches
// another.
func Placed(pg *page.Page) []Banner {
	taken := make([]bool, pg.Cols.AxisW)
	mark := func(from, n int, on bool) {
		for i := max(from, 0); i < min(from+n, len(taken)); i++ {
			taken[i] = on
		}
	}
	for _, g := range pg.Ax.Gaps() {
		mark(g.Col, g.Width, true)
	}
	fit := func(moment int, name string) (col int, ok bool) {
		left, right := WindowOf(pg, moment)
		w := draw.Width(name)
		col = max(min(moment, right-w), left)
		return col, col+w <= right && !slices.Contains(taken[max(col-1, left):min(col+w+1, right)], true)
	}
	var out []Banner
	var moments []int
	for _, f := range banners(pg) {
		short := f
		short.Name = f.bareName(pg.G)
		col, ok := fit(f.Col, short.Name)
		if !ok {
			continue
		}
		mark(col, draw.Width(short.Name), true)
		short.full, short.Col = f.Name, col
		out, moments = append(out, short), append(moments, f.Col)
	}
	for i := range out {
		f := &out[i]
		mark(f.Col, draw.Width(f.Name), false)
		if col, ok := fit(moments[i], f.full); ok {
			f.Col, f.Name = col, f.full
		}
		mark(f.Col, draw.Width(f.Name), true)
	}
	return out
}

// Windows draws the banners, each over its moment, and the edges of gaps.
// A time gives way before a name.
func Windows(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y := in.Y
	x := pg.Cols.AxisX
	for _, g := range pg.Ax.Gaps() {
		gapEdges(pg, c, y, g)
		c.Text(x+g.Col+1, y, g.Width-2, folded(pg, g), draw.Muted)
	}
	list := Placed(pg)
	for _, f := range list {
		c.Text(x+f.Col, y, draw.Width(f.Name), f.Name, draw.Muted)
	}
	for _, f := range list {
		at := f.Col + draw.Width(f.Name) + 1
		if n := draw.Width(f.time); at+n < pg.Cols.AxisW && c.Blanks(x+at, y, n+1) {
			c.Text(x+at, y, n, f.time, draw.Muted)
		}
	}
	if pg.Clock != page.ClockUTC {
		clock(c, y, pg)
	}
}

// clock writes round moments of the day above an axis that counts from its windows'
// beginnings, where there is room between the banners. Fractions of a second need no clock.
func clock(c *draw.Canvas, y int, pg *page.Page) {
	const apart = "  " // what is between two of them at least
	for _, t := range pg.Ax.ClockTicks(pg.Location, func(t time.Time, step time.Duration) string {
		if step < time.Second {
			return ""
		}
		return page.TimeOfDay(t, step) + apart
	}) {
		label := strings.TrimSpace(t.Label)
		x, n := pg.Cols.AxisX+t.Col, draw.Width(label)+1
		if label != "" && c.Blanks(x-2, y, n+4) {
			c.Set(x, y, pg.G.Tick, draw.Rule)
			c.Text(x+1, y, n-1, label, draw.Muted)
		}
	}
}

// folded says how many windows are in a gap, and the key that goes there.
func folded(pg *page.Page, g axis.Gap) string {
	before, after := keymap.HintOf("", pg.Keys.PrevWindow).Help().Key+" ", ""
	if g.Col > 0 {
		before, after = "", " "+keymap.HintOf("", pg.Keys.NextWindow).Help().Key
	}
	switch {
	case g.Windows == 0:
		return ""
	case g.Windows < 100:
		before += pg.G.Times
	}
	return before + page.Itoa(g.Windows) + after
}

// WindowOf returns the cells [left, right) of the window that a column is in.
func WindowOf(pg *page.Page, col int) (left, right int) {
	for _, w := range pg.Ax.Windows() {
		if col >= w.Col && col < w.Col+w.Width {
			return w.Col, w.Col + w.Width
		}
	}
	return 0, pg.Cols.AxisW
}

func gapEdges(pg *page.Page, c *draw.Canvas, y int, g axis.Gap) {
	for _, x := range []int{g.Col, g.Col + g.Width - 1} {
		if x >= 0 && x < pg.Cols.AxisW {
			c.Set(pg.Cols.AxisX+x, y, pg.G.Gap, draw.Rule)
		}
	}
}

// Axis draws the ruler: ticks, labels, folded gaps, and over them the marks and the
// time at the cursor.
func Axis(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y := in.Y
	c.Fill(1, y, max(pg.W-2, 0), pg.G.HRule, draw.Rule)
	x := pg.Cols.AxisX
	over := readout(pg)
	for _, t := range Ticks(pg) {
		if t.Col < 0 || t.Col >= pg.Cols.AxisW || !over.free(t.Col, draw.Width(t.Label)+2) {
			continue
		}
		c.Set(x+t.Col, y, pg.G.Tick, draw.Rule)
		c.Text(x+t.Col+1, y, pg.Cols.AxisW-t.Col-1, t.Label, draw.Muted)
	}
	for _, g := range pg.Ax.Gaps() {
		c.Fill(x+max(g.Col, 0), y, min(g.Width, pg.Cols.AxisW-max(g.Col, 0)), " ", draw.Plain)
		gapEdges(pg, c, y, g)
		if g.Label != "" {
			c.Text(x+g.Col+1, y, g.Width-2, g.Label, draw.Muted)
		}
	}
	over.draw(c, x, y)
	for _, d := range delta(pg) { // the fullest form that fits
		if draw.Width(d) <= pg.Cols.LabelW-1 {
			c.Text(1, y, pg.Cols.LabelW-1, d, draw.Accent)
			break
		}
	}
}

// Ticks returns the ruler's marks with labels in the chosen form.
func Ticks(pg *page.Page) []axis.Tick {
	if pg.Clock == page.ClockUTC {
		return page.ClockTicks(pg.Ax, time.UTC)
	}
	return pg.Ax.Ticks()
}
