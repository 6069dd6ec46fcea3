package ui

import (
	"strconv"

	"github.com/podlife/podlife/timeline/axis"
)

func speedText(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// drawPlayback draws the progress of a recording: position, bar, length.
func (a *app) drawPlayback(c *canvas, y int) {
	p := a.play
	g := a.g.pause
	if p.playing {
		g = a.g.play
	}
	first, last := p.first(), p.last()
	left := g + " " + speedText(p.speed) + a.g.times + "  " + whole(max(p.at.Sub(first), 0))
	right := whole(last.Sub(first)) + "  " + itoa(p.applied) + "/" + itoa(len(p.all)) + " observations"
	if a.w < 70 {
		right = itoa(p.applied) + "/" + itoa(len(p.all))
	}
	x := c.text(1, y, a.w-2, left, muted) + 1
	end := a.w - 1 - width(right)
	if end-x < 8 {
		return
	}
	c.right(a.w-1, y, width(right), right, muted)
	strip := axis.Strip{From: first, To: last, Width: end - x - 1}
	knob := strip.Cell(p.at)
	c.fill(x, y, knob, a.g.cont, accent)
	c.fill(x+knob, y, strip.Width-knob, a.g.hrule, rule)
	c.set(x+knob, y, a.g.knob, accent|bold)
}
