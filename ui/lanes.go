package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// rowBar is the picture of a row.
func (a *app) rowBar(s *scene, r *row) *draw.Bar {
	l := s.lane(r)
	b := draw.NewBar(s.ax, s.now, a.g)
	if r.track == "" {
		a.mergedBar(s, b, l)
		return b
	}
	a.trackBar(s, b, l, r.track)
	return b
}

// mergedBar lays the tracks of a lane over each other.
func (a *app) mergedBar(s *scene, b *draw.Bar, l *timeline.Lane) {
	look := func(sp *timeline.Span) (phaseLook, bool) {
		v, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if sp.Phase == timeline.Ready && sp.Track == timeline.TrackReadiness && l.Kind == timeline.LaneInit {
			return v, false // "ready" of an init container only says that it is done
		}
		return v, ok
	}
	for layer := 1; layer <= lastLayer; layer++ {
		for i := range l.Spans {
			if v, ok := look(&l.Spans[i]); ok && v.layer == layer {
				b.Span(stretchOf(&l.Spans[i]), v.glyph(a.g), v.st)
			}
		}
		for i := range l.Spans {
			if v, ok := look(&l.Spans[i]); ok && v.layer == layer {
				b.Through(stretchOf(&l.Spans[i]), a.g.Continues, v.st)
			}
		}
	}
	for i := range l.Spans {
		if v, ok := look(&l.Spans[i]); ok {
			b.Vague(stretchOf(&l.Spans[i]), v.glyph(a.g), v.st)
		}
	}
	a.instants(b, l)
	a.hidden(s, b, l)
	a.drawUnheard(s, b, l)
	a.openEnd(s, b, l.Spans, "")
	a.leads(s, b, l)
}

// instants draws what a lane's own row shows of moments: exits, restarts, and
// the milestones of the pod.
func (a *app) instants(b *draw.Bar, l *timeline.Lane) {
	for i := range l.Marks {
		m := &l.Marks[i]
		pod := l.Kind == timeline.LanePod && (m.Track == timeline.TrackPod || m.Track == "")
		failed := m.Severity == timeline.Bad && (m.Track == timeline.TrackProcess || m.Track == timeline.TrackImage)
		if pod || failed {
			g, st := occurrence(a.g, m.Kind, m.Severity)
			b.Mark(m.Time.Time, g, st)
		}
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Phase == timeline.Pulling && sp.Outcome == timeline.Failed && !sp.Open() {
			b.Mark(sp.End.Time, a.g.Fail, draw.Failed)
		}
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if sp.Attempt > 1 {
			b.Mark(sp.Start.Time, a.g.Restart, draw.Accent)
		}
		if sp.Open() {
			continue
		}
		switch {
		case sp.Outcome == timeline.Failed:
			b.Mark(sp.End.Time, a.g.Fail, draw.Failed)
		case sp.Outcome == timeline.Succeeded:
			b.Mark(sp.End.Time, a.g.Ok, draw.Ready)
		}
	}
}

// hidden shows in a gap that hides changes what happened to the lane there:
// that it was restarted, or else how its last run ended.
func (a *app) hidden(s *scene, b *draw.Bar, l *timeline.Lane) {
	for _, gap := range s.ax.Gaps() {
		inside := func(t time.Time) bool { return t.After(gap.From) && t.Before(gap.To) }
		glyph, st := "", draw.Plain
		for i := range l.Spans {
			sp := &l.Spans[i]
			switch {
			case sp.Phase != timeline.Running:
			case sp.Attempt > 1 && inside(sp.Start.Time):
				glyph, st = a.g.Restart, draw.Accent
			case glyph == a.g.Restart || sp.Open() || !inside(sp.End.Time):
			case sp.Outcome == timeline.Failed:
				glyph, st = a.g.Fail, draw.Failed
			case sp.Outcome == timeline.Succeeded:
				glyph, st = a.g.Ok, draw.Ready
			}
		}
		if glyph != "" {
			b.InMiddle(gap, glyph, st)
		}
	}
}

// trackBar draws one track in its own row.
func (a *app) trackBar(s *scene, b *draw.Bar, l *timeline.Lane, t timeline.Track) {
	look := func(sp *timeline.Span) (phaseLook, bool) {
		if v, ok := apart[trackPhase{sp.Track, sp.Phase}]; ok {
			return v, sp.Track == t
		}
		v, ok := merged[trackPhase{sp.Track, sp.Phase}]
		return v, ok && sp.Track == t
	}
	spans := l.Spans
	if t == timeline.TrackReadiness {
		spans = probed(l)
	}
	var last *timeline.Span
	for i := range spans {
		if v, ok := look(&spans[i]); ok {
			last = &spans[i]
			b.Span(stretchOf(last), v.glyph(a.g), v.st)
			b.Vague(stretchOf(last), v.glyph(a.g), v.st)
		}
	}
	for i := range spans {
		switch v, ok := look(&spans[i]); {
		case !ok:
		case probeOf(l, t) != nil: // drawn as a line anyway
			b.Through(stretchOf(&spans[i]), v.glyph(a.g), v.st)
		default:
			b.Through(stretchOf(&spans[i]), a.g.Continues, v.st)
		}
	}
	for i := range spans {
		sp := &spans[i]
		if sp.Track == t && !sp.Open() && t != timeline.TrackReadiness {
			a.trackEnd(b, sp)
		}
		if sp.Track == t && sp.Phase == timeline.Ready {
			b.Mark(sp.Start.Time, a.g.Ok, draw.Ready)
		}
	}
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Track == t {
			g, st := occurrence(a.g, m.Kind, m.Severity)
			b.Mark(m.Time.Time, g, st)
		}
	}
	a.drawUnheard(s, b, l)
	a.openEnd(s, b, spans, t)
	if last != nil && t == timeline.TrackHooks {
		name := "postStart"
		if last.Phase == timeline.PreStop {
			name = "preStop"
		}
		b.Label(name, draw.Muted)
	}
}

// trackEnd marks how a span of a track ended.
func (a *app) trackEnd(b *draw.Bar, sp *timeline.Span) {
	switch sp.Outcome {
	case timeline.Succeeded:
		b.Mark(sp.End.Time, a.g.Ok, draw.Ready)
	case timeline.Failed:
		b.Mark(sp.End.Time, a.g.Fail, draw.Failed)
	}
}

// openEnd marks the present end of what is still going on.
func (a *app) openEnd(s *scene, b *draw.Bar, spans []timeline.Span, t timeline.Track) {
	if over(s.life) {
		return
	}
	for i := range spans {
		sp := &spans[i]
		if !sp.Open() || t != "" && sp.Track != t {
			continue
		}
		look, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if t != "" {
			look, ok = apart[trackPhase{sp.Track, sp.Phase}]
		}
		if !ok {
			continue
		}
		b.Present(look.st)
	}
}

// leads draws what is expected of a lane.
func (a *app) leads(s *scene, b *draw.Bar, l *timeline.Lane) {
	for _, d := range s.life.Future {
		if !a.expects(s, d, l) {
			continue
		}
		switch d.Kind {
		case timeline.DeadlineKill:
			b.Lead(edgeOf(d.Edge), a.g.Deadline, draw.Failed)
		case timeline.DeadlineRestart, timeline.DeadlinePullRetry:
			b.Lead(edgeOf(d.Edge), a.g.Restart, draw.Accent)
		default:
			b.Lead(edgeOf(d.Edge), a.g.Fail, draw.Future)
		}
	}
}

// expects reports whether a deadline concerns a lane. A SIGKILL concerns the
// pod and every container that has not stopped yet.
func (a *app) expects(s *scene, d timeline.Deadline, l *timeline.Lane) bool {
	if d.Lane == l.ID || l.Kind == timeline.LanePod && (d.Lane == "" || d.Kind == timeline.DeadlineKill) {
		return true
	}
	if d.Kind != timeline.DeadlineKill || s.life.Termination == nil {
		return false
	}
	for _, st := range s.life.Termination.Steps {
		if st.Lane == l.ID {
			return st.Exited.IsZero()
		}
	}
	return false
}

// drawLanes draws the rows that fit, scrolled so that the selection is in
// sight, and how many are above and below.
func (a *app) drawLanes(c *draw.Canvas, s *scene, top int) {
	h := s.plan[blockLanes]
	first := draw.Scroll(len(s.rows), h, s.sel)
	for i := range h {
		if first+i >= len(s.rows) {
			break
		}
		a.drawRow(c, s, top+i, &s.rows[first+i], first+i == s.sel)
	}
	a.drawCounts(c, s, top, first, h)
}

func (a *app) drawRow(c *draw.Canvas, s *scene, y int, r *row, selected bool) {
	a.rowLabel(c, s, y, r, selected)
	a.rowBar(s, r).Draw(c, s.cols.axisX, y)
	if s.cols.valueW > 0 {
		v, st := a.value(s, r)
		if selected && r.track == "" {
			st |= draw.Bold
		}
		c.Text(s.cols.valueX, y, s.cols.valueW, v, st)
	}
}

// drawCounts says on the axis line how many rows are out of sight.
func (a *app) drawCounts(c *draw.Canvas, s *scene, top, first, h int) {
	if out := a.outOfSight(first, len(s.rows)-first-h); out != "" && s.plan[blockAxis] > 0 {
		c.Text(1, top-1, s.cols.labelW-2, out+" more", draw.Accent)
	}
}

// outOfSight is "↑3 ↓17", or "" when everything is in sight.
func (a *app) outOfSight(above, below int) string {
	text := ""
	if above > 0 {
		text += a.g.Up + itoa(above) + " "
	}
	if below > 0 {
		text += a.g.Down + itoa(below)
	}
	return strings.TrimSpace(text)
}

// edgeOf returns an edge as a bar takes it.
func edgeOf(e timeline.Edge) draw.Edge {
	return draw.Edge{At: e.Time, Earliest: e.Earliest, Latest: e.Latest}
}

// stretchOf returns a span as a bar takes it.
func stretchOf(sp *timeline.Span) draw.Stretch {
	return draw.Stretch{Start: edgeOf(sp.Start), End: edgeOf(sp.End), Open: sp.Open()}
}
