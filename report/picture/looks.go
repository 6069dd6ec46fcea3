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
