package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// rowLabel draws a row's left column.
func (a *app) rowLabel(c *canvas, s *scene, y int, r *row, selected bool) {
	l := s.lane(r)
	if selected {
		st := accent | bold
		if a.pane != paneLanes {
			st = muted
		}
		c.set(0, y, a.g.gutter, st)
	}
	end := s.cols.labelW - 1
	if r.track != "" && s.page == pagePod {
		indent := 5
		if s.cols.narrow {
			indent = 4
		}
		a.trackLabel(c, indent, y, end, l, r.track)
		return
	}
	if s.page == pageContainer {
		if r.track == "" {
			c.text(1, y, end-1, "state", bold)
			return
		}
		a.trackLabel(c, 1, y, end, l, r.track)
		return
	}
	fold := " "
	if r.folds {
		fold = a.g.folded
		if r.open {
			fold = a.g.unfolded
		}
	}
	c.set(1, y, fold, muted)
	st := plain
	if selected {
		st = bold
	}
	x := c.text(3, y, end-3, middle(laneName(l), end-3), st)
	for _, kind := range []string{kindText(l), shortKind(l)} {
		if x+1+len(kind) <= end {
			c.right(end, y, len(kind), kind, muted)
			return
		}
	}
}

// middle shortens a name to w cells by what is in its middle: the ends tell
// web-7d9f4c6b8-x2k4q from web-7d9f4c6b8-krjfk, and init-1 from init-2. Names
// of Kubernetes are ASCII; others are left to be cut off at their end.
func middle(name string, w int) string {
	if len(name) != width(name) || len(name) <= w || w < 5 {
		return name
	}
	tail := (w - 1) / 2
	return name[:w-1-tail] + "…" + name[len(name)-tail:]
}

// trackLabel names a track, with a probe's period and threshold.
func (a *app) trackLabel(c *canvas, x, y, end int, l *timeline.Lane, t timeline.Track) {
	x = c.text(x, y, end-x, string(t), muted)
	if p := probeOf(l, t); p != nil {
		s := strings.TrimSuffix(whole(seconds(p.PeriodSeconds)), "00s") + a.g.times + itoa(int(p.FailureThreshold))
		if x+1+width(s) <= end {
			c.right(end, y, width(s), s, muted)
		}
	}
}

// clauses is a headline without the last of its clauses that do not fit into w
// cells, unless little would be left of it.
func clauses(s string, w int) string {
	if width(s) <= w || w < 3 {
		return s
	}
	if i := strings.LastIndex(s[:fit(s, w-2)+1], ";"); i >= 0 && width(s[:i]) >= w/2 {
		return s[:i] + " …"
	}
	return s
}
