package ruler

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// Strip draws the whole life on a plain linear scale: in full height what
// the axis shows, and as a line what it folds or what is out of sight.
func Strip(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y := in.Y
	label, x, strip := stripOf(pg)
	c.Text(1, y, pg.W-2, label, draw.Muted)
	pod := pg.Life.Lane("pod")
	if pod == nil || strip.Width < 8 {
		return
	}
	seen := shown(pg, strip)
	for _, sp := range visual.Row(pg.Life, pod) {
		look, ok := page.MergedLook(&sp)
		if !ok {
			continue
		}
		for i := strip.Cell(sp.Start.Time); i <= strip.Cell(sp.EndOr(pg.Now)); i++ {
			glyph := pg.G.Continues
			if seen[i] {
				glyph = look.Glyph(pg.G)
			}
			c.Set(x+i, y, glyph, look.Style())
		}
	}
	again := restartCells(pg, strip)
	for i := range again {
		crowd := slices.Contains(again[max(i-2, 0):i], true) || slices.Contains(again[i+1:min(i+3, len(again))], true)
		if again[i] && (seen[i] || !crowd) { // a row of them says nothing
			c.Set(x+i, y, pg.G.Restart, draw.Accent)
		}
	}
}

// stripOf returns what is written before the strip, where it begins, and its scale.
func stripOf(pg *page.Page) (label string, x int, strip axis.Strip) {
	label = "life " + value.Age(pg, pg.Begin) + " linear "
	x = 1 + min(draw.Width(label), max(pg.W-2, 0))
	return label, x, axis.Strip{From: pg.Begin, To: pg.End, Width: max(pg.W-x-2, 0)}
}

// StripTime returns the moment in a column of the strip; ok is false beside it.
func StripTime(pg *page.Page, x int) (t time.Time, ok bool) {
	_, from, strip := stripOf(pg)
	return strip.Time(x - from), x >= from && x < from+strip.Width
}

// shown returns the strip's cells that the axis shows to scale.
func shown(pg *page.Page, strip axis.Strip) []bool {
	seen := make([]bool, strip.Width)
	for _, w := range pg.Ax.Windows() {
		for i := strip.Cell(w.From); i <= strip.Cell(timeline.EarlierTime(w.To, pg.End)); i++ {
			seen[i] = true
		}
	}
	return seen
}

// restartCells returns the strip's cells in which a container was started
// again.
func restartCells(pg *page.Page, strip axis.Strip) []bool {
	cells := make([]bool, strip.Width)
	for i := range pg.Life.Lanes {
		for _, sp := range pg.Life.Lanes[i].Spans {
			if sp.Phase == timeline.Running && sp.Attempt > 1 {
				cells[strip.Cell(sp.Start.Time)] = true
			}
		}
	}
	return cells
}
