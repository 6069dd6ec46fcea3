package svg

import (
	"slices"
	"time"

	"github.com/podlife/podlife/report/picture"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// lane draws a lane's tracks over each other, then its moments.
func (d *doc) lane(l *timeline.Life, lane *timeline.Lane, s scale, y float64) {
	base := y + (laneH+barH)/2
	for sp, look := range picture.Layered(l, lane) {
		d.bar(s, lane, sp, base, barH, look)
	}
	d.future(l, lane, s, base)
	d.instants(lane, s, base-barH/2)
}

func (d *doc) track(lane *timeline.Lane, s scale, t timeline.Track, y float64) {
	const height = trackH - 3
	base := y + trackH - 2
	for _, sp := range lane.Spans {
		if look, ok := visual.Apart(t, sp.Phase); ok && sp.Track == t {
			d.bar(s, lane, sp, base-(1-picture.Bars[look.Shape].Share)*height/2, height, look)
		}
	}
	for _, sp := range lane.Spans {
		if sp.Track == t && t == timeline.TrackStartup && sp.Outcome == timeline.Succeeded && !sp.Open() {
			d.begin("startup probe passed after " + length.Between(sp.Start, sp.End).Sentence())
			d.check(s.x(sp.End.Time), base-height/2)
			d.end()
		}
	}
	if t == timeline.TrackHooks {
		d.hookNames(lane, s, base-2)
	}
	for _, m := range lane.Marks {
		if m.Track == t {
			d.begin(picture.MarkTip(d.clock, m))
			d.moment(visual.Moment(m.Kind, m.Severity), s.x(m.Time.Time), base-height/2)
			d.end()
		}
	}
}

// hookNames writes what a hook is behind it, where nothing else is.
func (d *doc) hookNames(lane *timeline.Lane, s scale, y float64) {
	free := right
	for _, sp := range slices.Backward(lane.Spans) {
		if sp.Track != timeline.TrackHooks {
			continue
		}
		name := "postStart"
		if sp.Phase == timeline.PreStop {
			name = "preStop"
		}
		if x := s.x(sp.EndOr(d.now)) + 4; x+5.6*float64(len(name)) < free {
			d.text(x, y, "a", name)
		}
		free = s.x(sp.Start.Time)
	}
}

// bar draws a span: at least a pixel and a half wide, faint where its ends are
// not known well, thin across gaps, where nothing is to scale.
func (d *doc) bar(s scale, lane *timeline.Lane, sp timeline.Span, base, height float64, look visual.Look) {
	from := s.x(sp.Start.Time)
	to := max(s.x(sp.EndOr(d.now)), from)
	class, h := picture.ClassOf(look), height*picture.Bars[look.Shape].Share
	d.begin(picture.SpanTip(d.clock, d.now, lane, sp))
	for _, p := range s.Parts {
		x0, x1 := max(from, at(p.Col)), min(to, at(p.Col+p.Width))
		switch {
		case x1 < x0 || x1 == x0 && to > from: // not in it
		case p.Gap && x1-x0 < cell*p.Width-0.5: // what is folded there begins or ends
		case p.Gap:
			if look.Layer > 2 {
				d.rect(x0, base-height-0.5, x1-x0, height+0.5, "gap")
			}
			d.rect(x0, base-h, x1-x0, h, class+" thin")
		default:
			w := max(x1-x0, 1.5)
			if look.Layer > 2 {
				d.rect(x0, base-height-0.5, w, height+0.5, "clear")
			}
			d.rect(x0, base-h, w, h, class)
		}
	}
	d.unsure(s, sp.Start, from, to, base, h)
	if !sp.Open() {
		d.unsure(s, sp.End, from, to, base, h)
	}
	d.end()
}

// unsure pales the part of a bar in which an edge may lie.
func (d *doc) unsure(s scale, e timeline.Edge, from, to, base, h float64) {
	x0, x1 := max(s.x(e.Earliest), from), min(s.x(e.Latest), to)
	if x1-x0 > 1.5 {
		d.rect(x0, base-h, x1-x0, h, "unsure")
	}
}

// path draws the startup path as segments in the colours of what they wait for.
func (d *doc) path(l *timeline.Life, s scale, y float64) {
	for _, step := range l.Startup.Path {
		x0, x1 := s.x(step.Start), s.x(step.Start.Add(time.Duration(step.Duration)))
		d.begin(picture.StepTip(step))
		d.rect(x0, y+3, max(x1-x0-0.8, 0.8), 7, picture.StepClass(step.Phase))
		d.end()
	}
}

// future draws what is expected of a lane, dotted from now on.
func (d *doc) future(l *timeline.Life, lane *timeline.Lane, s scale, base float64) {
	for _, f := range picture.Expected(l, lane, d.now) {
		x0, x1 := s.x(d.now), s.x(f.Edge.Time)
		d.begin(picture.DeadlineTip(f, d.now))
		d.line(x0+3, base-2, x1, base-2, "future")
		d.diamond(x1, base-barH/2, "d")
		d.end()
	}
}
