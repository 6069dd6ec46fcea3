package ui

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// banner is the name of a moment above the axis: "RESTART 1 14:02:07".
type banner struct {
	col  int
	what axis.Point
	name string
	full string // the name that there may be no room for
	time string
}

// banners are the named change points in sight, the most important first.
func (a *app) banners(s *scene) []banner {
	lane := ""
	if s.page == pageContainer {
		lane = a.lane
	}
	var out []banner
	seen := map[[2]int]bool{}
	for _, p := range visual.Points(s.life, lane) {
		if p.Kind == axis.Change || !s.ax.Visible(p.Time) {
			continue
		}
		f := banner{col: int(s.ax.Col(p.Time)), what: p, name: strings.ToUpper(p.Name()), time: a.moment(s, p.Time)}
		if key := [2]int{f.col, p.Kind.Rank()}; !seen[key] && !inGap(s, f.col) {
			seen[key] = true
			out = append(out, f)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if a, b := out[i].what.Kind.Rank(), out[j].what.Kind.Rank(); a != b {
			return a < b
		}
		return out[i].col < out[j].col
	})
	return out
}

// hasBanners reports whether there is more to name than the beginning.
func (a *app) hasBanners(s *scene) bool {
	return len(s.ax.Gaps()) > 0 || len(a.banners(s)) > 1
}

// bareName returns the shortest name that says as much: restart 4 is "↻4", and
// run 2 is "2".
func (f banner) bareName(g *draw.Glyphs) string {
	switch f.what.Kind {
	case axis.Restart:
		return g.Restart + itoa(f.what.N)
	case axis.Run:
		return itoa(f.what.N)
	}
	return f.name
}

// placed finds room for banners, the most important first: as many as can be
// named at all, and then in full where that fits. col becomes the column of the
// name, near a window's end to the left of its moment. A name never touches
// another.
func (a *app) placed(s *scene) []banner {
	taken := make([]bool, s.cols.axisW)
	mark := func(from, n int, on bool) {
		for i := max(from, 0); i < min(from+n, len(taken)); i++ {
			taken[i] = on
		}
	}
	for _, g := range s.ax.Gaps() {
		mark(g.Col, g.Width, true)
	}
	fit := func(moment int, name string) (col int, ok bool) {
		left, right := windowOf(s, moment)
		w := draw.Width(name)
		col = max(min(moment, right-w), left)
		return col, col+w <= right && !slices.Contains(taken[max(col-1, left):min(col+w+1, right)], true)
	}
	var out []banner
	var moments []int
	for _, f := range a.banners(s) {
		short := f
		short.name = f.bareName(a.g)
		col, ok := fit(f.col, short.name)
		if !ok {
			continue
		}
		mark(col, draw.Width(short.name), true)
		short.full, short.col = f.name, col
		out, moments = append(out, short), append(moments, f.col)
	}
	for i := range out {
		f := &out[i]
		mark(f.col, draw.Width(f.name), false)
		if col, ok := fit(moments[i], f.full); ok {
			f.col, f.name = col, f.full
		}
		mark(f.col, draw.Width(f.name), true)
	}
	return out
}

// drawWindows draws the banners, each over its moment, and the edges of gaps.
// A time gives way before a name.
func (a *app) drawWindows(c *draw.Canvas, s *scene, y int) {
	x := s.cols.axisX
	for _, g := range s.ax.Gaps() {
		a.gapEdges(c, s, y, g)
		c.Text(x+g.Col+1, y, g.Width-2, a.folded(g), draw.Muted)
	}
	list := a.placed(s)
	for _, f := range list {
		c.Text(x+f.col, y, draw.Width(f.name), f.name, draw.Muted)
	}
	for _, f := range list {
		at := f.col + draw.Width(f.name) + 1
		if n := draw.Width(f.time); at+n < s.cols.axisW && c.Blanks(x+at, y, n+1) {
			c.Text(x+at, y, n, f.time, draw.Muted)
		}
	}
}

// folded says how many windows are in a gap, and the key that goes there.
func (a *app) folded(g axis.Gap) string {
	before, after := a.keys.PrevWindow.Help().Key+" ", ""
	if g.Col > 0 {
		before, after = "", " "+a.keys.NextWindow.Help().Key
	}
	switch {
	case g.Windows == 0:
		return ""
	case g.Windows < 100:
		before += a.g.Times
	}
	return before + itoa(g.Windows) + after
}

// windowOf is the cells [left, right) of the window that a column is in.
func windowOf(s *scene, col int) (left, right int) {
	for _, w := range s.ax.Windows() {
		if col >= w.Col && col < w.Col+w.Width {
			return w.Col, w.Col + w.Width
		}
	}
	return 0, s.cols.axisW
}

func (a *app) gapEdges(c *draw.Canvas, s *scene, y int, g axis.Gap) {
	for _, x := range []int{g.Col, g.Col + g.Width - 1} {
		if x >= 0 && x < s.cols.axisW {
			c.Set(s.cols.axisX+x, y, a.g.Gap, draw.Rule)
		}
	}
}

// drawAxis draws the ruler: ticks, labels, folded gaps.
func (a *app) drawAxis(c *draw.Canvas, s *scene, y int) {
	c.Fill(1, y, max(a.w-2, 0), a.g.HRule, draw.Rule)
	x := s.cols.axisX
	for _, t := range a.ticks(s) {
		if t.Col < 0 || t.Col >= s.cols.axisW {
			continue
		}
		c.Set(x+t.Col, y, a.g.Tick, draw.Rule)
		c.Text(x+t.Col+1, y, s.cols.axisW-t.Col-1, t.Label, draw.Muted)
	}
	for _, g := range s.ax.Gaps() {
		c.Fill(x+max(g.Col, 0), y, min(g.Width, s.cols.axisW-max(g.Col, 0)), " ", draw.Plain)
		a.gapEdges(c, s, y, g)
		if g.Label != "" {
			c.Text(x+g.Col+1, y, g.Width-2, g.Label, draw.Muted)
		}
	}
}

// ticks are the ruler's marks with labels in the chosen form.
func (a *app) ticks(s *scene) []axis.Tick {
	if a.clock == clockUTC {
		return s.ax.TicksFunc(func(t time.Time, _, step time.Duration) string {
			layout := "15:04:05"
			switch {
			case step >= time.Minute:
				layout = "15:04"
			case step < 100*time.Millisecond:
				layout = "15:04:05.000"
			case step < time.Second:
				layout = "15:04:05.0"
			}
			return t.UTC().Format(layout)
		})
	}
	return s.ax.Ticks()
}
