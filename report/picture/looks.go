// Package picture is what the drawings of a life have in common, in SVG and HTML:
// their rows, the place of a moment, the look of a bar, and the words beside and
// behind it. It must not know a format.
package picture

import (
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// Bars gives the shapes of stretches their class and their share of a row's
// height, which is readiness.
var Bars = [visual.Shapes]struct {
	Class string
	Share float64
}{
	visual.Waiting: {"wait", .4}, visual.BackOff: {"back", .4}, visual.Pulling: {"pull", .7}, visual.Running: {"run", .55}, visual.Ready: {"ready", 1},
	visual.Hook: {"hook", 1}, visual.Stopping: {"stop", .3},
	visual.Continues: {"ready", .3}, visual.Probing: {"probe", .2}, visual.Quiet: {"probe thin", .12},
}

// ClassOf returns the class of a bar: its shape's own, but for what was
// better before and for what is a Service's.
func ClassOf(l visual.Look) string {
	switch l.Role {
	case visual.Degraded:
		return "degraded"
	case visual.Service:
		return "svc"
	}
	return Bars[l.Shape].Class
}

// Legend names the shapes of stretches, in the order in which they are listed.
var Legend = []struct {
	Shape visual.Shape
	Name  string
}{
	{visual.Waiting, "waiting"}, {visual.Pulling, "pulling"}, {visual.Running, "running"}, {visual.Ready, "ready"}, {visual.Hook, "hook"},
	{visual.Stopping, "stopping"}, {visual.Probing, "probing"}, {visual.BackOff, "back-off"},
}

// Moments names the shapes of moments, in the order in which they are listed.
var Moments = []struct {
	Shape visual.Shape
	Name  string
}{
	{visual.Done, "done"}, {visual.Failed, "failed"}, {visual.Again, "restart"}, {visual.Milestone, "milestone"}, {visual.Killed, "kill"},
}

// DotClass returns the class of a dot or a diamond; trouble is red.
func DotClass(trouble bool) string { return words.Join(" ", "d", words.Unless("bad", !trouble)) }

// StepClass colours a step of the startup path.
func StepClass(p timeline.Phase) string {
	for _, t := range []timeline.Track{timeline.TrackProcess, timeline.TrackImage, timeline.TrackHooks, timeline.TrackStop} {
		if look, ok := visual.Merged(t, p); ok {
			return ClassOf(look)
		}
	}
	if p == timeline.Probing || p == timeline.NotReady {
		return "probe"
	}
	return "wait"
}

// Patterns can be distinguished without colour: dots wait, close dots pull,
// strokes are a hook, crossed strokes back off, dashes were not watched.
const Patterns = `<defs>
<pattern id="p-wait" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p1"/><circle cx="1" cy="1" r=".8" class="p2"/><circle cx="3" cy="3" r=".8" class="p2"/></pattern>
<pattern id="p-back" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" class="p0"/><rect width="5" height="5" class="p3"/><path d="M0 0L5 5M5 0L0 5" class="p4"/></pattern>
<pattern id="p-pull" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" class="p0"/><rect width="4" height="4" class="p5"/><rect width="2" height="2" class="p6"/><rect x="2" y="2" width="2" height="2" class="p6"/></pattern>
<pattern id="p-hook" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="p0"/><rect width="6" height="6" class="p7"/><rect width="3" height="6" class="p8"/></pattern>
<pattern id="p-unseen" width="8" height="6" patternUnits="userSpaceOnUse"><path d="M0 3H5" class="p9"/></pattern>
</defs>
`
