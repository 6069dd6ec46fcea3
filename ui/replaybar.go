package ui

import (
	"strconv"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/draw"
)

func speedText(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// drawPlayback draws the progress of a recording: position, bar, length.
func (a *app) drawPlayback(c *draw.Canvas, y int) {
	p := a.play
	g := a.g.Pause
	if p.playing {
		g = a.g.Play
	}
	first, last := p.first(), p.last()
	left := g + " " + speedText(p.speed) + a.g.Times + "  " + whole(max(p.at.Sub(first), 0))
	right := whole(last.Sub(first)) + "  " + itoa(p.applied) + "/" + itoa(len(p.all)) + " observations"
	if a.w < 70 {
		right = itoa(p.applied) + "/" + itoa(len(p.all))
	}
	x := c.Text(1, y, a.w-2, left, draw.Muted) + 1
	end := a.w - 1 - draw.Width(right)
	if end-x < 8 {
		return
	}
	c.Right(a.w-1, y, draw.Width(right), right, draw.Muted)
	strip := axis.Strip{From: first, To: last, Width: end - x - 1}
	knob := strip.Cell(p.at)
	c.Fill(x, y, knob, a.g.Continues, draw.Accent)
	c.Fill(x+knob, y, strip.Width-knob, a.g.HRule, draw.Rule)
	c.Set(x+knob, y, a.g.Knob, draw.Accent|draw.Bold)
}
