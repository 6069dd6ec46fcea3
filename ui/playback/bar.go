package playback

import (
	"strconv"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// SpeedText writes a speed with no more digits than it needs.
func SpeedText(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// Draw draws the progress of a recording: position, bar, length.
func (p *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y := in.Y
	g := pg.G.Pause
	if p.Playing {
		g = pg.G.Play
	}
	first, last := p.First(), p.Last()
	left := g + " " + SpeedText(p.Speed) + pg.G.Times + "  " + length.Whole(max(p.At.Sub(first), 0))
	right := length.Whole(last.Sub(first)) + "  " + page.Itoa(p.Applied) + "/" + page.Itoa(len(p.All)) + " observations"
	if pg.W < 70 {
		right = page.Itoa(p.Applied) + "/" + page.Itoa(len(p.All))
	}
	x := c.Text(1, y, pg.W-2, left, draw.Muted) + 1
	end := pg.W - 1 - draw.Width(right)
	if end-x < 8 {
		return
	}
	c.Right(pg.W-1, y, draw.Width(right), right, draw.Muted)
	strip := axis.Strip{From: first, To: last, Width: end - x - 1}
	knob := strip.Cell(p.At)
	c.Fill(x, y, knob, pg.G.Continues, draw.Accent)
	c.Fill(x+knob, y, strip.Width-knob, pg.G.HRule, draw.Rule)
	c.Set(x+knob, y, pg.G.Knob, draw.Accent|draw.Bold)
}
