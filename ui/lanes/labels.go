package lanes

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

func rowLabel(pg *page.Page, c *draw.Canvas, y int, r *row, selected bool) {
	l := laneOf(pg, r)
	if selected {
		st := draw.Accent | draw.Bold
		if pg.Focus != page.FocusLanes {
			st = draw.Muted
		}
		c.Set(0, y, pg.G.Gutter, st)
	}
	end := pg.Cols.LabelW - 1
	if r.track != "" && pg.Kind == page.Pod {
		indent := 5
		if pg.Cols.Narrow {
			indent = 4
		}
		trackLabel(pg, c, indent, y, end, l, r.track)
		return
	}
	if pg.Kind == page.Container {
		if r.track == "" {
			c.Text(1, y, end-1, "state", draw.Bold)
			return
		}
		trackLabel(pg, c, 1, y, end, l, r.track)
		return
	}
	fold := " "
	if r.folds {
		fold = pg.G.Folded
		if r.open {
			fold = pg.G.Unfolded
		}
	}
	c.Set(1, y, fold, draw.Muted)
	st := draw.Plain
	if selected {
		st = draw.Bold
	}
	x := c.Text(3, y, end-3, draw.Middle(page.LaneName(l), end-3), st)
	for _, kind := range []string{page.KindText(l), page.ShortKind(l)} {
		if x+1+len(kind) <= end {
			c.Right(end, y, len(kind), kind, draw.Muted)
			return
		}
	}
}

// trackLabel names a track, with a probe's period and threshold.
func trackLabel(pg *page.Page, c *draw.Canvas, x, y, end int, l *timeline.Lane, t timeline.Track) {
	x = c.Text(x, y, end-x, string(t), draw.Muted)
	if p := l.Probe(t); p != nil {
		s := strings.TrimSuffix(length.Setting(page.Seconds(p.PeriodSeconds)), "00s") + pg.G.Times + page.Itoa(int(p.FailureThreshold))
		if x+1+draw.Width(s) <= end {
			c.Right(end, y, draw.Width(s), s, draw.Muted)
		}
	}
}
