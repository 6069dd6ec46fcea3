package ui

import (
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
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

// drawWindows draws the banners, each over its moment, and the edges of gaps. A
// time gives way before a name, and a name before running into another or a
// gap.
func (a *app) drawWindows(c *canvas, s *scene, y int) {
	for _, g := range s.ax.Gaps() {
		a.gapEdges(c, s, y, g)
	}
	x := s.cols.axisX
	room := func(col, n int) bool {
		for i := range n {
			if !c.blank(x+col+i, y) || col+i >= s.cols.axisW {
				return false
			}
		}
		return true
	}
	// Names first, all of them; then times where there is room left.
	var placed []banner // col is the one after the name
	for _, f := range a.banners(s) {
		left, right := windowOf(s, f.col)
		if n, ok := strings.CutPrefix(f.name, "RESTART "); ok && width(f.name)+1 > right-left {
			f.name = a.g.restart + n // "↻498" says as much
		}
		col := max(min(f.col, right-width(f.name)), left) // near a window's end it ends there
		apart := min(1, col-left)                         // a blank before it, but at the window's edge
		if col+width(f.name) <= right && room(col-apart, width(f.name)+apart) {
			f.col = c.text(x+col, y, width(f.name), f.name, muted) - x
			placed = append(placed, f)
		}
	}
	for _, f := range placed {
		if room(f.col, width(f.time)+2) {
			c.text(x+f.col+1, y, width(f.time), f.time, rule)
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

// drawStrip draws the whole life on a plain linear scale.
func (a *app) drawStrip(c *canvas, s *scene, y int) {
	label := "life " + long(s.end.Sub(s.begin)) + " linear "
	x := c.text(1, y, a.w-2, label, muted)
	strip := axis.Strip{From: s.begin, To: s.end, Width: max(a.w-x-2, 0)}
	pod := s.life.Lane("pod")
	if pod == nil || strip.Width < 8 {
		return
	}
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		look, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if !ok {
			continue
		}
		for i := strip.Cell(sp.Start.Time); i <= strip.Cell(sp.EndOr(s.now)); i++ {
			c.set(x+i, y, look.glyph(a.g), look.st)
		}
	}
	for i := range s.life.Lanes {
		for _, sp := range s.life.Lanes[i].Spans {
			if sp.Phase == timeline.Running && sp.Attempt > 1 {
				c.set(x+strip.Cell(sp.Start.Time), y, a.g.restart, accent)
			}
		}
	}
	a.stripView(c, s, strip, x, y)
}

// stripView underlines the part of the life that the axis shows.
func (a *app) stripView(c *canvas, s *scene, strip axis.Strip, x, y int) {
	from, to := strip.Cell(s.ax.From()), strip.Cell(s.ax.To())
	if from == 0 && to >= strip.Width-1 {
		return
	}
	c.restyle(x+from, y, to-from+1, func(st style) style { return st | reverse })
}
