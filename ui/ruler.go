package ui

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/ui/axis"
)

// banner is the name of a moment above the axis: "RESTART 1 14:02:07".
type banner struct {
	col  int
	rank int // lower ranks are placed first
	name string
	time string
}

// bannerRanks decide who gets the room: what ends a life before what begins it,
// and both before what comes and goes.
var bannerRanks = map[string]int{"DELETE": 0, "EVICTED": 0, "PREEMPTED": 0, "STARTUP": 1, "RUN": 2, "RESTART": 2, "NOT": 3}

// banners are the named change points in sight, the most important first.
func (a *app) banners(s *scene) []banner {
	lane := ""
	if s.page == pageContainer {
		lane = a.lane
	}
	var out []banner
	seen := map[[2]int]bool{}
	for _, p := range points(s.life, lane) {
		if p.Label == "" || !s.ax.Visible(p.Time) {
			continue
		}
		kind, _, _ := strings.Cut(p.Label, " ")
		f := banner{int(s.ax.Col(p.Time)), bannerRanks[kind], p.Label, a.moment(s, p.Time)}
		if key := [2]int{f.col, f.rank}; !seen[key] && !inGap(s, f.col) {
			seen[key] = true
			out = append(out, f)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].rank != out[j].rank {
			return out[i].rank < out[j].rank
		}
		return out[i].col < out[j].col
	})
	return out
}

// hasBanners reports whether there is more to name than the beginning.
func (a *app) hasBanners(s *scene) bool {
	return len(s.ax.Windows()) > 1 || len(a.banners(s)) > 1
}

// naming makes a banner's name shorter. Several are tried, the longest first.
type naming func(g *glyphSet, name string, first bool) string

var namings = []naming{
	func(_ *glyphSet, name string, _ bool) string { return name },
	func(g *glyphSet, name string, first bool) string { // "RUN 1", "2", "3"; "↻4"
		if n, ok := strings.CutPrefix(name, "RUN "); ok && !first {
			return n
		}
		return bareName(g, name)
	},
	func(g *glyphSet, name string, _ bool) string { return strings.TrimPrefix(bareName(g, name), "RUN ") },
}

func bareName(g *glyphSet, name string) string {
	if n, ok := strings.CutPrefix(name, "RESTART "); ok {
		return g.restart + n
	}
	return name
}

// placed finds room for banners, the most important first: col becomes the
// column of the name, near a window's end to the left of its moment. A name
// never touches another. Of the namings the one wins that names the most.
func (a *app) placed(s *scene) []banner {
	var best []banner
	for _, n := range namings {
		list := a.banners(s)
		seen := map[int]bool{}
		for i := range list {
			list[i].name = n(a.g, list[i].name, !seen[list[i].rank])
			seen[list[i].rank] = true
		}
		if out := place(s, list); len(out) > len(best) {
			best = out
		}
	}
	return best
}

// place is the part of a list of banners that there is room for.
func place(s *scene, list []banner) []banner {
	taken := make([]bool, s.cols.axisW)
	for _, g := range s.ax.Gaps() {
		for i := max(g.Col, 0); i < min(g.Col+g.Width, len(taken)); i++ {
			taken[i] = true
		}
	}
	var out []banner
	for _, f := range list {
		left, right := windowOf(s, f.col)
		w := width(f.name)
		f.col = max(min(f.col, right-w), left)
		if f.col+w > right || slices.Contains(taken[max(f.col-1, left):min(f.col+w+1, right)], true) {
			continue
		}
		for i := range w {
			taken[f.col+i] = true
		}
		out = append(out, f)
	}
	return out
}

// drawWindows draws the banners, each over its moment, and the edges of gaps.
// A time gives way before a name.
func (a *app) drawWindows(c *canvas, s *scene, y int) {
	for _, g := range s.ax.Gaps() {
		a.gapEdges(c, s, y, g)
	}
	x := s.cols.axisX
	list := a.placed(s)
	for _, f := range list {
		c.text(x+f.col, y, width(f.name), f.name, muted)
	}
	for _, f := range list {
		at := f.col + width(f.name) + 1
		if n := width(f.time); at+n < s.cols.axisW && c.blanks(x+at, y, n+1) {
			c.text(x+at, y, n, f.time, rule)
		}
	}
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

func (a *app) gapEdges(c *canvas, s *scene, y int, g axis.Gap) {
	for _, x := range []int{g.Col, g.Col + g.Width - 1} {
		if x >= 0 && x < s.cols.axisW {
			c.set(s.cols.axisX+x, y, a.g.gap, rule)
		}
	}
}

// drawAxis draws the ruler: ticks, labels, folded gaps.
func (a *app) drawAxis(c *canvas, s *scene, y int) {
	c.fill(1, y, max(a.w-2, 0), a.g.hrule, rule)
	x := s.cols.axisX
	for _, t := range a.ticks(s) {
		if t.Col < 0 || t.Col >= s.cols.axisW {
			continue
		}
		c.set(x+t.Col, y, a.g.tick, rule)
		c.text(x+t.Col+1, y, s.cols.axisW-t.Col-1, t.Label, muted)
	}
	for _, g := range s.ax.Gaps() {
		c.fill(x+max(g.Col, 0), y, min(g.Width, s.cols.axisW-max(g.Col, 0)), " ", plain)
		a.gapEdges(c, s, y, g)
		if g.Label != "" {
			c.text(x+g.Col+1, y, g.Width-2, g.Label, muted)
		}
	}
}

// ticks are the ruler's marks with labels in the chosen form.
func (a *app) ticks(s *scene) []axis.Tick {
	if a.clock == clockUTC {
		return s.ax.TicksFunc(func(t time.Time, _, step time.Duration) string {
			layout := "15:04:05"
			if step >= time.Minute {
				layout = "15:04"
			}
			return t.UTC().Format(layout)
		})
	}
	return s.ax.Ticks()
}
