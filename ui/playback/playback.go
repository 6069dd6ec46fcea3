// Package playback moves through a recording, and draws how far it is. It owns no clock.
package playback

import (
	"slices"
	"strconv"
	"time"

	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is a position in a recording: how far it has been shown. It owns no clock: its ticks say how much
// time has passed.
type Model struct {
	*Track
	Applied int       // observations folded into Model
	At      time.Time // the moment shown, on the recording's clock
	Speed   float64
	Playing bool
	Model   *model.Model
	Missing []string // sources that the recording lacks
	// NowUnknown: the recording does not say when it was read.
	NowUnknown bool
	Tag        int           // of the ticks that count
	ticked     time.Time     // the last tick; zero right after a start
	Cost       time.Duration // of painting the last frame
}

// New returns the playback of a recording at a moment (zero: its start), at a
// speed (zero: 1), playing unless it is paused.
func New(of *Track, at time.Time, speed float64, paused bool) *Model {
	if speed <= 0 {
		speed = 1
	}
	t := &Track{All: of.All, base: of.base, kept: slices.Clone(of.kept), every: of.every, near: slices.Clone(of.near), index: of.index}
	p := &Model{Track: t, Speed: speed, Playing: !paused && t.Len() > 0, Model: model.New()}
	if of.whole.Model != nil {
		p.Model, p.Applied = of.whole.Model, of.whole.N
		of.whole = Folded{}
	}
	if at.IsZero() {
		at = p.First()
	}
	p.Seek(at)
	return p
}

// First returns the moment of the first observation, zero without any.
func (p *Model) First() time.Time {
	if p.Len() == 0 {
		return time.Time{}
	}
	return p.All.At(0)
}

// Last returns the moment of the last observation, zero without any.
func (p *Model) Last() time.Time {
	if p.Len() == 0 {
		return time.Time{}
	}
	return p.All.At(p.Len() - 1)
}

// Ended reports whether everything has been shown.
func (p *Model) Ended() bool { return p.Applied == p.Len() && !p.At.Before(p.Last()) }

// Seek shows the moment at: everything that had arrived by then.
func (p *Model) Seek(at time.Time) {
	p.fold(p.Until(at))
	p.At = at
}

// fold makes the model hold exactly the first n observations.
func (p *Model) fold(n int) {
	f := p.Fold(Folded{p.Model, p.Applied}, n)
	p.Model, p.Applied = f.Model, f.N
	p.Model.SetMissing(p.Missing)
	p.Model.SetNowUnknown(p.NowUnknown)
}

// Step moves by observations. Observations that arrived in the same moment
// are stepped through one by one all the same.
func (p *Model) Step(by int) {
	n := min(max(p.Applied+by, 0), p.Len())
	p.Playing = false
	p.fold(n)
	p.At = p.First()
	if n > 0 {
		p.At = p.All.At(n - 1)
	}
}

// Advance moves on by a time of the recording and stops at the end.
func (p *Model) Advance(by time.Duration) {
	at := p.At.Add(by)
	if last := p.Last(); !at.Before(last) {
		at, p.Playing = last, false
	}
	p.Seek(at)
}

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
