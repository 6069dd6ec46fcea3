package svg

import "github.com/podlife/podlife/timeline/visual"

// bars gives the shapes of stretches their class and their share of a row's
// height, which is readiness.
var bars = [visual.Shapes]struct {
	class string
	share float64
}{
	visual.Waiting: {"wait", .4}, visual.BackOff: {"back", .4}, visual.Pulling: {"pull", .7}, visual.Running: {"run", .55}, visual.Ready: {"ready", 1},
	visual.Hook: {"hook", 1}, visual.Stopping: {"stop", .3},
	visual.Continues: {"ready", .3}, visual.Probing: {"probe", .2}, visual.Quiet: {"probe thin", .12},
}

// classOf returns the class of a bar: its shape's own, but for what was
// better before and for what is a Service's.
func classOf(l visual.Look) string {
	switch l.Role {
	case visual.Degraded:
		return "degraded"
	case visual.Service:
		return "svc"
	}
	return bars[l.Shape].class
}

// moments draw the shapes of moments, each around its middle; trouble is red.
var moments = [visual.Shapes]func(d *doc, x, y float64, trouble bool){
	visual.Milestone: func(d *doc, x, y float64, trouble bool) { d.diamond(x, y, coloured("d", trouble)) },
	visual.Done:      func(d *doc, x, y float64, _ bool) { d.check(x, y) },
	visual.Failed:    func(d *doc, x, y float64, _ bool) { d.cross(x, y, 2.6, "x") },
	visual.Errored:   func(d *doc, x, y float64, _ bool) { d.cross(x, y, 2.6, "x thin") },
	visual.Killed:    func(d *doc, x, y float64, _ bool) { d.diamond(x, y, "d kill") },
	visual.Again:     func(d *doc, x, y float64, _ bool) { d.again(x, y) },
	visual.Dot:       func(d *doc, x, y float64, trouble bool) { d.dot(x, y, coloured("d", trouble)) },
}

func coloured(class string, trouble bool) string {
	if trouble {
		return class + " bad"
	}
	return class
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
