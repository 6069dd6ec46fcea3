package svg

import (
	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline/visual"
)

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
