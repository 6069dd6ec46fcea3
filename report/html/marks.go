package html

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

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
