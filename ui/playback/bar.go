package playback

import (
	"strconv"
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// SpeedText writes a speed with no more digits than it needs.
func SpeedText(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// bar is the line of the playback: where it is in the recording, and its texts.
type bar struct {
	left, right string
	x           int // of the strip; its width is 0 where there is no room
	strip       axis.Strip
}

// bar divides a line of the screen's width.
func (p *Model) bar(pg *page.Page) bar {
	g := pg.G.Pause
	if p.Playing {
		g = pg.G.Play
	}
	first, last := p.First(), p.Last()
	seen := p.Applied
	if pg != pg.Latest {
		seen = min(p.Until(pg.Now), seen)
	}
	b := bar{left: g + " " + SpeedText(p.Speed) + pg.G.Times + "  " + length.Whole(max(p.head(pg).Sub(first), 0))}
	b.right = length.Whole(last.Sub(first)) + "  " + page.Itoa(seen) + "/" + page.Itoa(p.Len()) + " observations"
	if pg.W < 70 {
		b.right = page.Itoa(seen) + "/" + page.Itoa(p.Len())
	}
	b.x = 2 + min(draw.Width(b.left), max(pg.W-2, 0))
	if w := pg.W - 1 - draw.Width(b.right) - b.x; w >= 8 {
		b.strip = axis.Strip{From: first, To: last, Width: w - 1}
	}
	return b
}

// head returns the moment that is shown: the page's where it looks back, or else how
// far the recording has been shown.
func (p *Model) head(pg *page.Page) time.Time {
	if pg != pg.Latest {
		return pg.Now
	}
	return p.At
}

// Draw draws the progress of a recording: position, bar, length. What has been shown
// beyond the position keeps its line.
func (p *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, b := in.Y, p.bar(pg)
	c.Text(1, y, pg.W-2, b.left, draw.Muted)
	if b.strip.Width == 0 {
		return
	}
	c.Right(pg.W-1, y, draw.Width(b.right), b.right, draw.Muted)
	knob, shown := b.strip.Cell(p.head(pg)), b.strip.Cell(p.At)
	c.Fill(b.x, y, knob, pg.G.Continues, draw.Accent)
	c.Fill(b.x+knob, y, shown-knob, pg.G.Continues, draw.Rule)
	c.Fill(b.x+shown, y, b.strip.Width-shown, pg.G.HRule, draw.Rule)
	c.Set(b.x+knob, y, pg.G.Knob, draw.Accent|draw.Bold)
}

// TimeAt returns the moment in a column of the line; ok is false beside the bar.
func (p *Model) TimeAt(pg *page.Page, x int) (t time.Time, ok bool) {
	b := p.bar(pg)
	return b.strip.Time(x - b.x), x >= b.x && x < b.x+b.strip.Width
}
