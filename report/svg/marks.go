package svg

import (
	"fmt"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// instants draws what a lane's own row shows of moments: exits, restarts, and
// the pod's milestones.
func (d *doc) instants(lane *timeline.Lane, s scale, y float64) {
	for _, m := range lane.Marks {
		if lane.Kind == timeline.LanePod {
			d.begin(picture.MarkTip(d.clock, m))
			d.moment(visual.Moment(m.Kind, m.Severity), s.x(m.Time.Time), y)
			d.end()
		}
	}
	last := len(lane.Spans) - 1
	for last > 0 && lane.Spans[last].Phase != timeline.Running {
		last--
	}
	for i, sp := range lane.Spans {
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if !sp.Open() && sp.Outcome == timeline.Failed {
			d.begin(picture.SpanTip(d.clock, d.now, lane, sp))
			d.cross(s.x(sp.End.Time), y, 4, "x")
			d.end()
		}
		if !sp.Open() && sp.Outcome == timeline.Succeeded && i == last {
			d.begin(picture.SpanTip(d.clock, d.now, lane, sp))
			d.check(s.x(sp.End.Time)+4, y)
			d.end()
		}
		if sp.Attempt > 1 {
			d.begin(fmt.Sprintf("restart %d at %s", sp.Attempt-1, d.clock.Stamp(sp.Start)))
			d.again(s.x(sp.Start.Time), y-barH/2)
			d.end()
		}
	}
}

func (d *doc) mark(class, data string) { fmt.Fprintf(d, `<path class="%s" d="%s"/>`, class, data) }

func (d *doc) cross(x, y, r float64, class string) {
	d.mark(class, fmt.Sprintf("M%s %sl%s %sm0 %sl%s %s", px(x-r), px(y-r), px(2*r), px(2*r), px(-2*r), px(-2*r), px(2*r)))
}

func (d *doc) check(x, y float64) {
	d.mark("c", fmt.Sprintf("M%s %sl2.6 3l4.4 -6.4", px(x-2), px(y+0.5)))
}

func (d *doc) diamond(x, y float64, class string) {
	d.mark(class, fmt.Sprintf("M%s %sl4.5 5.5l-4.5 5.5l-4.5 -5.5z", px(x), px(y-5.5)))
}

func (d *doc) dot(x, y float64, class string) {
	fmt.Fprintf(d, `<circle cx="%s" cy="%s" r="2" class="%s"/>`, px(x), px(y), class)
}

// again draws a circle that almost closes, with a head: ↻.
func (d *doc) again(x, y float64) {
	d.mark("r", fmt.Sprintf("M%s %sa4 4 0 1 0 1.4 3.2m-0.2 -4.6l0.2 2.4l-2.4 0.2", px(x+2.6), px(y-2.2)))
}

// legend names the shapes, in two rows at most.
func (d *doc) legend(y float64) float64 {
	x := margin
	for _, item := range picture.Legend {
		const h = 13.0
		share := picture.Bars[item.Shape].Share
		d.rect(x, y+h*(1-share), 18, h*share, picture.ClassOf(visual.Look{Shape: item.Shape}))
		d.text(x+24, y+11, "k", item.Name)
		x += 24 + 5.8*float64(len(item.Name)) + 14
	}
	for _, item := range picture.Moments {
		moments[item.Shape](d, x+5, y+7, false)
		d.text(x+16, y+11, "k", item.Name)
		x += 16 + 5.8*float64(len(item.Name)) + 14
	}
	return y + 28
}

// moments draw the shapes of moments, each around its middle; trouble is red.
var moments = [visual.Shapes]func(d *doc, x, y float64, trouble bool){
	visual.Milestone: func(d *doc, x, y float64, trouble bool) { d.diamond(x, y, picture.DotClass(trouble)) },
	visual.Done:      func(d *doc, x, y float64, _ bool) { d.check(x, y) },
	visual.Failed:    func(d *doc, x, y float64, _ bool) { d.cross(x, y, 2.6, "x") },
	visual.Errored:   func(d *doc, x, y float64, _ bool) { d.cross(x, y, 2.6, "x thin") },
	visual.Killed:    func(d *doc, x, y float64, _ bool) { d.diamond(x, y, "d kill") },
	visual.Again:     func(d *doc, x, y float64, _ bool) { d.again(x, y) },
	visual.Dot:       func(d *doc, x, y float64, trouble bool) { d.dot(x, y, picture.DotClass(trouble)) },
}

// moment draws what a mark stands for; a mark of a stretch, such as a pull's
// beginning, is a dot on it.
func (d *doc) moment(l visual.Look, x, y float64) {
	draw := moments[l.Shape]
	if draw == nil {
		draw = moments[visual.Dot]
	}
	draw(d, x, y, l.Role == visual.Trouble)
}
