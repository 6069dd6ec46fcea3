package html

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// columns is how many cells the axis lays a life out on; places between them are
// exact.
const columns = 160

// Heights of the rows, in CSS pixels.
const (
	laneH  = 26.0
	trackH = 16.0
	barH   = 17.0
)

// canvas draws the rows of a life. Across, all places are shares of its width, so
// that it can grow; down, they are pixels.
type canvas struct {
	*page
	life   *timeline.Life
	scale  picture.Scale
	unseen []visual.Stretch // that were not watched
}

// x returns the place of a moment in percent.
func (c *canvas) x(t time.Time) float64 { return 100 * c.scale.Col(t) / columns }

func pc(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", f), "0"), ".") + "%"
}

// parts returns the windows for the script's ruler: start and width in percent,
// from, to, and the moment that is called 0, in milliseconds.
func (c *canvas) parts() string {
	var list []string
	for _, w := range c.scale.Windows() {
		list = append(list, fmt.Sprintf("%.3f,%.3f,%d,%d,%d", 100*float64(w.Col)/columns, 100*float64(w.Width)/columns, w.From.UnixMilli(), w.To.UnixMilli(), w.Origin.UnixMilli()))
	}
	return strings.Join(list, ";")
}

// axis draws the ruler: gaps, ticks, and the clock where a window begins.
func (c *canvas) axis() {
	c.print(`<svg class="axis" height="34" aria-hidden="true">`)
	for _, p := range c.scale.Parts {
		x, w := 100*p.Col/columns, 100*p.Width/columns
		if p.Gap {
			c.printf(`<rect x="%s" y="16" width="%s" height="18" class="gap"/><text x="%s" y="29" text-anchor="middle" class="fold">%s</text>`, pc(x), pc(w), pc(x+w/2), text(p.Name))
			continue
		}
		c.printf(`<line x1="%s" y1="17" x2="%s" y2="17" class="rule"/>`, pc(x), pc(x+w))
	}
	for _, w := range c.scale.Windows() {
		if w.Width >= 14 {
			c.printf(`<text x="%s" y="12">%s</text>`, pc(c.x(w.Origin)), text(c.face.On(w.Origin, c.life.Pod.Created)))
		}
	}
	for _, t := range c.scale.Ticks() {
		c.printf(`<line x1="%[1]s" y1="20" x2="%[1]s" y2="34" class="tick rule"/><text x="%[1]s" y="30" dx="3" class="tick">%[2]s</text>`, pc(c.x(t.Time)), text(t.Label))
	}
	c.print("</svg>\n")
}

func (c *canvas) row(r picture.Row) {
	height := laneH
	if rowClass(r) == "track" {
		height = trackH
	}
	c.printf(`<svg class="%s" height="%s" role="img" aria-label="%s">`, rowClass(r), px(height), text(c.label(r)))
	for _, p := range c.scale.Parts {
		if p.Gap {
			c.printf(`<rect x="%s" width="%s" height="%s" class="gap"/>`, pc(100*p.Col/columns), pc(100*p.Width/columns), px(height))
		}
	}
	switch {
	case r.Path:
		c.path()
	case r.Track != "":
		c.track(r.Lane, r.Track)
	default:
		c.lane(r.Lane)
	}
	c.unwatched(r, height)
	if c.life.Pod.Gone.IsZero() {
		x := pc(c.x(c.now))
		c.printf(`<line x1="%s" y1="0" x2="%s" y2="%s" class="now"/>`, x, x, px(height))
	}
	c.print("</svg>\n")
}

// unwatched hatches the parts of a row that were not watched, but for what is proved by
// what was observed later.
func (c *canvas) unwatched(r picture.Row, height float64) {
	if r.Path {
		return
	}
	for _, u := range c.unseen {
		c.begin(picture.UnseenTip(c.face, u))
		for _, part := range c.scale.Unproved(c.life, r, u) {
			x, w := 100*part[0]/columns, 100*(part[1]-part[0])/columns
			c.rect(x, 2, w, height-3, "clear")
			c.rect(x, 2, w, height-3, "unseen")
		}
		c.end()
	}
}

// lane draws a lane's tracks over each other, then its moments.
func (c *canvas) lane(lane *timeline.Lane) {
	const base = (laneH + barH) / 2
	for sp, look := range picture.Layered(c.life, lane) {
		c.bar(lane, sp, base, barH, look)
	}
	c.future(lane, base)
	c.instants(lane, base-barH/2)
}

func (c *canvas) track(lane *timeline.Lane, t timeline.Track) {
	const height, base = trackH - 4, trackH - 2
	for _, sp := range lane.Spans {
		if look, ok := visual.Apart(t, sp.Phase); ok && sp.Track == t {
			c.bar(lane, sp, base-(1-picture.Bars[look.Shape].Share)*height/2, height, look)
		}
	}
	for _, m := range lane.Marks {
		if m.Track == t {
			c.moment(visual.Moment(m.Kind, m.Severity), m.Time.Time, base-height/2, picture.MarkTip(c.face, m))
		}
	}
}

// bar draws a span: faint where its ends are not known well, thin across gaps,
// where nothing is to scale.
func (c *canvas) bar(lane *timeline.Lane, sp timeline.Span, base, height float64, look visual.Look) {
	from := c.x(sp.Start.Time)
	to := max(c.x(sp.EndOr(c.now)), from)
	class, h := picture.ClassOf(look), height*picture.Bars[look.Shape].Share
	c.begin(picture.SpanTip(c.face, c.now, lane, sp))
	for _, p := range c.scale.Parts {
		x0, x1 := max(from, 100*p.Col/columns), min(to, 100*(p.Col+p.Width)/columns)
		switch {
		case x1 < x0 || x1 == x0 && to > from: // not in it
		case p.Gap && x1-x0 < 100*(p.Width-0.1)/columns: // what is folded there begins or ends
		case p.Gap:
			c.rect(x0, base-h, x1-x0, h, class+" thin")
		default:
			w := max(x1-x0, 0.12)
			if look.Layer > 2 {
				c.rect(x0, base-height-0.5, w, height+0.5, "clear")
			}
			c.rect(x0, base-h, w, h, class)
		}
	}
	c.unsure(sp.Start, from, to, base, h)
	if !sp.Open() {
		c.unsure(sp.End, from, to, base, h)
	}
	c.end()
}

// unsure pales the part of a bar in which an edge may lie.
func (c *canvas) unsure(e timeline.Edge, from, to, base, h float64) {
	x0, x1 := max(c.x(e.Earliest), from), min(c.x(e.Latest), to)
	if x1-x0 > 0.15 {
		c.rect(x0, base-h, x1-x0, h, "unsure")
	}
}

// path draws the startup path as segments in the colours of what they wait for.
func (c *canvas) path() {
	for _, step := range c.life.Startup.Path {
		x0, x1 := c.x(step.Start), c.x(step.Start.Add(time.Duration(step.Duration)))
		c.begin(picture.StepTip(step))
		c.rect(x0, 5, max(x1-x0, 0.08), 7, picture.StepClass(step.Phase))
		c.end()
	}
}

// future draws what is expected of a lane, dotted from now on.
func (c *canvas) future(lane *timeline.Lane, base float64) {
	for _, f := range picture.Expected(c.life, lane, c.now) {
		c.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" class="future"/>`, pc(c.x(c.now)), px(base-2), pc(c.x(f.Edge.Time)), px(base-2))
		c.moment(visual.Look{Shape: visual.Milestone}, f.Edge.Time, base-barH/2, picture.DeadlineTip(f, c.now))
	}
}

// begin and end enclose elements that share a tooltip.
func (c *canvas) begin(tip string) { c.printf("<g><title>%s</title>", text(tip)) }
func (c *canvas) end()             { c.print("</g>") }

func (c *canvas) rect(x, y, w, h float64, class string) {
	c.printf(`<rect x="%s" y="%s" width="%s" height="%s" class="%s"/>`, pc(x), px(y), pc(w), px(h), class)
}

// marks are the shapes of moments, as elements around (0, 0); trouble is red.
var marks = [visual.Shapes]func(trouble bool) string{
	visual.Milestone: func(trouble bool) string { return diamond(picture.DotClass(trouble)) },
	visual.Done:      func(bool) string { return `<path class="c" d="M-2 .5l2.6 3l4.4 -6.4"/>` },
	visual.Failed:    func(bool) string { return cross("x", 4) },
	visual.Errored:   func(bool) string { return cross("x thin", 2.6) },
	visual.Killed:    func(bool) string { return diamond("d kill") },
	visual.Again:     func(bool) string { return `<path class="r" d="M2.6 -2.2a4 4 0 1 0 1.4 3.2m-.2 -4.6l.2 2.4l-2.4 .2"/>` },
	visual.Dot:       func(trouble bool) string { return `<circle r="2" class="` + picture.DotClass(trouble) + `"/>` },
}

func diamond(class string) string {
	return `<path class="` + class + `" d="M0 -5.5l4.5 5.5l-4.5 5.5l-4.5 -5.5z"/>`
}

func cross(class string, r float64) string {
	return fmt.Sprintf(`<path class="%s" d="M%g %gL%g %gM%g %gL%g %g"/>`, class, -r, -r, r, r, r, -r, -r, r)
}

// moment draws what a mark stands for; a mark of a stretch, such as a pull's
// beginning, is a dot on it.
func (c *canvas) moment(l visual.Look, t time.Time, y float64, tip string) {
	if !c.scale.Visible(t) {
		return
	}
	draw := marks[l.Shape]
	if draw == nil {
		draw = marks[visual.Dot]
	}
	c.printf(`<svg x="%s" y="%s">`, pc(c.x(t)), px(y))
	c.begin(tip)
	c.print(draw(l.Role == visual.Trouble))
	c.end()
	c.print("</svg>")
}

// instants draws what a lane's own row shows of moments: exits, restarts, and
// the pod's milestones.
func (c *canvas) instants(lane *timeline.Lane, y float64) {
	if lane.Kind == timeline.LanePod {
		for _, m := range lane.Marks {
			c.moment(visual.Moment(m.Kind, m.Severity), m.Time.Time, y, picture.MarkTip(c.face, m))
		}
	}
	for _, sp := range lane.Spans {
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if sp.Attempt > 1 {
			c.moment(visual.Look{Shape: visual.Again}, sp.Start.Time, y-barH/2, fmt.Sprintf("restart %d at %s", sp.Attempt-1, c.face.Stamp(sp.Start)))
		}
		if sp.Open() {
			continue
		}
		switch sp.Outcome {
		case timeline.Failed:
			c.moment(visual.Look{Shape: visual.Failed}, sp.End.Time, y, picture.SpanTip(c.face, c.now, lane, sp))
		case timeline.Succeeded:
			c.moment(visual.Look{Shape: visual.Done}, sp.End.Time, y, picture.SpanTip(c.face, c.now, lane, sp))
		}
	}
}
