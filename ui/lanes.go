package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// rowBar is the picture of a row.
func (a *app) rowBar(s *scene, r *row) *bar {
	l := s.lane(r)
	b := newBar(s.ax, s.now, a.g)
	if r.track == "" {
		a.mergedBar(s, b, l)
		return b
	}
	a.trackBar(s, b, l, r.track)
	return b
}

// mergedBar lays the tracks of a lane over each other.
func (a *app) mergedBar(s *scene, b *bar, l *timeline.Lane) {
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
				b.span(&l.Spans[i], v.glyph(a.g), v.st)
			}
		}
		b.through(l.Spans, func(sp *timeline.Span) (string, style, bool) {
			v, ok := look(sp)
			return a.g.cont, v.st, ok && v.layer == layer
		})
	}
	for i := range l.Spans {
		if v, ok := look(&l.Spans[i]); ok {
			b.vague(&l.Spans[i], v.glyph(a.g), v.st)
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
func (a *app) instants(b *bar, l *timeline.Lane) {
	for i := range l.Marks {
		m := &l.Marks[i]
		pod := l.Kind == timeline.LanePod && (m.Track == timeline.TrackPod || m.Track == "")
		failed := m.Severity == timeline.Bad && (m.Track == timeline.TrackProcess || m.Track == timeline.TrackImage)
		if pod || failed {
			g, st := occurrence(a.g, m.Kind, m.Severity)
			b.mark(m.Time.Time, g, st)
		}
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Phase == timeline.Pulling && sp.Outcome == timeline.Failed && !sp.Open() {
			b.mark(sp.End.Time, a.g.fail, failed)
		}
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if sp.Attempt > 1 {
			b.mark(sp.Start.Time, a.g.restart, accent)
		}
		if sp.Open() {
			continue
		}
		switch {
		case sp.Outcome == timeline.Failed:
			b.mark(sp.End.Time, a.g.fail, failed)
		case sp.Outcome == timeline.Succeeded:
			b.mark(sp.End.Time, a.g.ok, ready)
		}
	}
}

// hidden shows in a gap that hides changes what happened to the lane there:
// that it was restarted, or else how its last run ended.
func (a *app) hidden(s *scene, b *bar, l *timeline.Lane) {
	for _, gap := range s.ax.Gaps() {
		inside := func(t time.Time) bool { return t.After(gap.From) && t.Before(gap.To) }
		var cell barCell
		for i := range l.Spans {
			sp := &l.Spans[i]
			switch {
			case sp.Phase != timeline.Running:
			case sp.Attempt > 1 && inside(sp.Start.Time):
				cell = barCell{glyph: a.g.restart, st: accent}
			case cell.glyph == a.g.restart || sp.Open() || !inside(sp.End.Time):
			case sp.Outcome == timeline.Failed:
				cell = barCell{glyph: a.g.fail, st: failed}
			case sp.Outcome == timeline.Succeeded:
				cell = barCell{glyph: a.g.ok, st: ready}
			}
		}
		if x := gapMiddle(gap); cell.glyph != "" && x >= 0 && x < len(b.cells) {
			b.cells[x] = cell
		}
	}
}

// trackBar draws one track in its own row.
func (a *app) trackBar(s *scene, b *bar, l *timeline.Lane, t timeline.Track) {
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
			b.span(last, v.glyph(a.g), v.st)
			b.vague(last, v.glyph(a.g), v.st)
		}
	}
	b.through(spans, func(sp *timeline.Span) (string, style, bool) {
		v, ok := look(sp)
		if ok && probeOf(l, t) != nil { // drawn as a line anyway
			return v.glyph(a.g), v.st, true
		}
		return a.g.cont, v.st, ok
	})
	for i := range spans {
		sp := &spans[i]
		if sp.Track == t && !sp.Open() && t != timeline.TrackReadiness {
			a.trackEnd(b, sp)
		}
		if sp.Track == t && sp.Phase == timeline.Ready {
			b.mark(sp.Start.Time, a.g.ok, ready)
		}
	}
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Track == t {
			g, st := occurrence(a.g, m.Kind, m.Severity)
			b.mark(m.Time.Time, g, st)
		}
	}
	a.drawUnheard(s, b, l)
	a.openEnd(s, b, spans, t)
	if last != nil && t == timeline.TrackHooks {
		name := "postStart"
		if last.Phase == timeline.PreStop {
			name = "preStop"
		}
		b.label(b.last()+2, name, muted)
	}
}

// trackEnd marks how a span of a track ended.
func (a *app) trackEnd(b *bar, sp *timeline.Span) {
	switch sp.Outcome {
	case timeline.Succeeded:
		b.mark(sp.End.Time, a.g.ok, ready)
	case timeline.Failed:
		b.mark(sp.End.Time, a.g.fail, failed)
	}
}

// openEnd marks the present end of what is still going on.
func (a *app) openEnd(s *scene, b *bar, spans []timeline.Span, t timeline.Track) {
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
		b.present(look.st)
	}
}

// leads draws what is expected of a lane.
func (a *app) leads(s *scene, b *bar, l *timeline.Lane) {
	for _, d := range s.life.Future {
		if !a.expects(s, d, l) {
			continue
		}
		switch d.Kind {
		case timeline.DeadlineKill:
			b.lead(d.Edge, a.g.deadline, failed)
		case timeline.DeadlineRestart, timeline.DeadlinePullRetry:
			b.lead(d.Edge, a.g.restart, accent)
		default:
			b.lead(d.Edge, a.g.fail, future)
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
func (a *app) drawLanes(c *canvas, s *scene, top int) {
	h := s.plan[blockLanes]
	first := scroll(len(s.rows), h, s.sel)
	for i := range h {
		if first+i >= len(s.rows) {
			break
		}
		a.drawRow(c, s, top+i, &s.rows[first+i], first+i == s.sel)
	}
	a.drawCounts(c, s, top, first, h)
}

func (a *app) drawRow(c *canvas, s *scene, y int, r *row, selected bool) {
	a.rowLabel(c, s, y, r, selected)
	a.rowBar(s, r).draw(c, s.cols.axisX, y)
	if s.cols.valueW > 0 {
		v, st := a.value(s, r)
		if selected && r.track == "" {
			st |= bold
		}
		c.text(s.cols.valueX, y, s.cols.valueW, v, st)
	}
}

// drawCounts says on the axis line how many rows are out of sight.
func (a *app) drawCounts(c *canvas, s *scene, top, first, h int) {
	if out := a.outOfSight(first, len(s.rows)-first-h); out != "" && s.plan[blockAxis] > 0 {
		c.text(1, top-1, s.cols.labelW-2, out+" more", accent)
	}
}

// outOfSight is "↑3 ↓17", or "" when everything is in sight.
func (a *app) outOfSight(above, below int) string {
	text := ""
	if above > 0 {
		text += a.g.up + itoa(above) + " "
	}
	if below > 0 {
		text += a.g.down + itoa(below)
	}
	return strings.TrimSpace(text)
}

// scroll is the first of n rows to show in h lines so that sel is among them,
// away from the edges where it can be.
func scroll(n, h, sel int) int {
	if n <= h || h <= 0 {
		return 0
	}
	return min(max(sel-h/2, 0), n-h)
}
