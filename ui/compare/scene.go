package compare

import (
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// scene is the scale of a section and its columns: names, bars, figures.
type scene struct {
	ax            axis.Axis
	nameW, barX   int
	figureX, figW int
}

// zero is when both lives begin on the scale.
var zero = time.Unix(0, 0)

// newScene shares out w columns for stages that took that long altogether.
func newScene(w int, whole time.Duration, stages []Stage) *scene {
	const margin, letter = 1, 2
	v := &scene{nameW: len("  about the same")}
	for _, s := range stages {
		v.nameW = max(v.nameW, draw.Width(stageName(s.Stage)))
		if s.Differs != 0 {
			v.nameW = max(v.nameW, draw.Width(s.Delta)+2) // indented
		}
		v.figW = max(v.figW, draw.Width(s.A), draw.Width(s.B))
	}
	v.nameW = min(v.nameW, max(w*2/5, 8))
	v.barX = margin + v.nameW + 1 + letter
	v.figureX = max(w-margin-v.figW, v.barX)
	v.ax = axis.New(axis.Split(nil, zero, zero.Add(max(whole, time.Millisecond)), false), max(v.figureX-1-v.barX, 0), axis.View{})
	return v
}

func (l *line) draw(c *draw.Canvas, y int, pg *page.Page) {
	switch {
	case l.title != "":
		c.PaneTitle(y, l.title, l.text, false)
	case l.scale:
		l.scene.drawScale(c, y, pg)
	case l.side != nil:
		l.scene.drawSide(c, y, pg, l)
	case l.label != "":
		c.Text(1, y, 3, l.label, draw.Accent|draw.Bold)
		c.Text(4, y, pg.W-5, l.text, l.style)
	default:
		c.Text(1, y, pg.W-2, l.text, l.style)
	}
}

// drawScale draws the ticks above the bars.
func (v *scene) drawScale(c *draw.Canvas, y int, pg *page.Page) {
	c.Fill(v.barX, y, v.ax.Width(), pg.G.HRule, draw.Rule)
	for _, t := range v.ax.Ticks() {
		c.Set(v.barX+t.Col, y, pg.G.Tick, draw.Rule)
		c.Text(v.barX+t.Col+1, y, v.ax.Width()-t.Col-1, t.Label, draw.Muted)
	}
}

// drawSide draws the name of a stage, or how it compares, and when it was in a life.
func (v *scene) drawSide(c *draw.Canvas, y int, pg *page.Page, l *line) {
	s := l.side
	c.Text(1, y, v.nameW, draw.Cut(l.label, v.nameW), l.style)
	c.Text(v.nameW+2, y, 1, s.letter, draw.Accent|draw.Bold)
	b := draw.NewBar(v.ax, v.ax.To(), pg.G)
	end := zero
	for _, part := range s.parts {
		page.DrawStep(b, pg.G, s.phase, zero.Add(part.From), part.Took)
		end = zero.Add(part.From + part.Took)
	}
	b.Draw(c, v.barX, y)
	if s.open && v.ax.Width() > 0 {
		c.Set(v.barX+min(int(v.ax.Col(end)), v.ax.Width()-1), y, pg.G.Open, draw.Plain)
	}
	c.Right(v.figureX+v.figW, y, v.figW, s.figure, draw.Plain)
}
