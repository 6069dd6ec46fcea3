package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// rowLabel draws a row's left column.
func (a *app) rowLabel(c *draw.Canvas, s *scene, y int, r *row, selected bool) {
	l := s.lane(r)
	if selected {
		st := draw.Accent | draw.Bold
		if a.pane != paneLanes {
			st = draw.Muted
		}
		c.Set(0, y, a.g.Gutter, st)
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
			c.Text(1, y, end-1, "state", draw.Bold)
			return
		}
		a.trackLabel(c, 1, y, end, l, r.track)
		return
	}
	fold := " "
	if r.folds {
		fold = a.g.Folded
		if r.open {
			fold = a.g.Unfolded
		}
	}
	c.Set(1, y, fold, draw.Muted)
	st := draw.Plain
	if selected {
		st = draw.Bold
	}
	x := c.Text(3, y, end-3, draw.Middle(laneName(l), end-3), st)
	for _, kind := range []string{kindText(l), shortKind(l)} {
		if x+1+len(kind) <= end {
			c.Right(end, y, len(kind), kind, draw.Muted)
			return
		}
	}
}

// trackLabel names a track, with a probe's period and threshold.
func (a *app) trackLabel(c *draw.Canvas, x, y, end int, l *timeline.Lane, t timeline.Track) {
	x = c.Text(x, y, end-x, string(t), draw.Muted)
	if p := probeOf(l, t); p != nil {
		s := strings.TrimSuffix(whole(seconds(p.PeriodSeconds)), "00s") + a.g.Times + itoa(int(p.FailureThreshold))
		if x+1+draw.Width(s) <= end {
			c.Right(end, y, draw.Width(s), s, draw.Muted)
		}
	}
}
