package page

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// Look is how a span or a moment is drawn on the screen.
type Look struct{ visual.Look }

// Glyph returns the glyph of a look.
func (l Look) Glyph(g *draw.Glyphs) string {
	return [visual.Shapes]string{
		visual.Waiting: g.Wait, visual.BackOff: g.BackOff, visual.Pulling: g.Pull, visual.Running: g.Run, visual.Ready: g.Ready, visual.Hook: g.Hook, visual.Stopping: g.Stop,
		visual.Continues: g.Continues, visual.Probing: g.Probe, visual.Quiet: g.HRule,
		visual.Milestone: g.Milestone, visual.Done: g.OK, visual.Failed: g.Fail, visual.Errored: g.Errored, visual.Killed: g.Deadline,
		visual.Again: g.Restart, visual.Dot: g.Dot,
	}[l.Shape]
}

// Instants returns the glyphs of moments, but for the dot, which is not theirs alone.
func Instants(g *draw.Glyphs) []string {
	var glyphs []string
	for s := visual.Milestone; s < visual.Dot; s++ {
		glyphs = append(glyphs, Look{visual.Look{Shape: s}}.Glyph(g))
	}
	return glyphs
}

// Across returns the glyph with which a look crosses a cut in the axis: a line,
// but for a back-off, which must not look like something that runs.
func (l Look) Across(g *draw.Glyphs) string {
	if l.Shape == visual.BackOff {
		return g.BackOff
	}
	return g.Continues
}

// Style returns the style of a look.
func (l Look) Style() draw.Style { return roleStyles[l.Role] }

var roleStyles = [visual.Roles]draw.Style{
	visual.Plain: draw.Plain, visual.Muted: draw.Muted, visual.Accent: draw.Accent, visual.Wait: draw.Waiting, visual.Pull: draw.Pulling,
	visual.Run: draw.Running, visual.Up: draw.Steady, visual.Hooks: draw.Hook, visual.Probes: draw.Probe, visual.Service: draw.Service,
	visual.Degraded: draw.SevWarning, visual.Trouble: draw.Failed,
}

// MergedLook returns how a span is drawn in its lane's own row, if it is.
func MergedLook(sp *timeline.Span) (Look, bool) {
	l, ok := visual.Merged(sp.Track, sp.Phase)
	return Look{l}, ok
}

// ApartLook returns how a span is drawn in its track's own row, if it is.
func ApartLook(sp *timeline.Span) (Look, bool) {
	l, ok := visual.Apart(sp.Track, sp.Phase)
	return Look{l}, ok
}

// RunMoment is the kind of moment that stands for all events of a run.
const RunMoment = "Run"

// MomentLook returns how a mark or an Event is drawn.
func MomentLook(kind string, s timeline.Severity) Look { return Look{visual.Moment(kind, s)} }

// EdgeOf returns an edge as a bar takes it.
func EdgeOf(e timeline.Edge) draw.Edge {
	return draw.Edge{At: e.Time, Earliest: e.Earliest, Latest: e.Latest}
}

// StretchOf returns a span as a bar takes it.
func StretchOf(sp *timeline.Span) draw.Stretch {
	return draw.Stretch{Start: EdgeOf(sp.Start), End: EdgeOf(sp.End), Open: sp.Open()}
}
