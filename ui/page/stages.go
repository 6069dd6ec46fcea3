package page

import (
	"cmp"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// stageWords name a stage of a start-up or a stop by its phase, where the phase alone
// is not how people call it.
var stageWords = map[timeline.Phase]string{
	timeline.Pulling: "pull", timeline.PullBackOff: "pull back-off", timeline.BackOff: "back-off", timeline.Running: "run", timeline.Creating: "create",
	timeline.Waiting: "wait", timeline.Stopping: "stop", timeline.PostStart: "postStart", timeline.PreStop: "preStop",
	timeline.Probing: "startup probe", timeline.NotReady: "readiness probe", timeline.Preparing: "sandbox and volumes",
}

// StageWord returns what a stage is called: "pull", "readiness probe".
func StageWord(p timeline.Phase) string { return cmp.Or(stageWords[p], DoingWord(p)) }

// DrawStep draws a step of a start-up or a stop on a bar.
func DrawStep(b *draw.Bar, g *draw.Glyphs, p timeline.Phase, start time.Time, took time.Duration) {
	look := Look{visual.Step(p)}
	begin, end := EdgeOf(timeline.ExactEdge(start)), EdgeOf(timeline.ExactEdge(start.Add(took)))
	b.Span(draw.Stretch{Start: begin, End: end}, look.Glyph(g), look.Style())
}
