// Package lanes is the pane of a pod's lanes: rows with a label, a bar over the axis and a value.
package lanes

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

func rowBar(pg *page.Page, r *row) *draw.Bar {
	l := laneOf(pg, r)
	b := draw.NewBar(pg.Ax, pg.Now, pg.G)
	if r.track == "" {
		mergedBar(pg, b, l)
		return b
	}
	trackBar(pg, b, l, r.track)
	return b
}

// mergedBar lays the tracks of a lane over each other.
func mergedBar(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	lookOf := func(sp *timeline.Span) (page.Look, bool) {
		v, ok := page.MergedLook(sp)
		if sp.Phase == timeline.Ready && sp.Track == timeline.TrackReadiness && l.Kind == timeline.LaneInit {
			return v, false // "ready" of an init container only says that it is done
		}
		return v, ok
	}
	spans := visual.Row(pg.Life, l)
	for layer := 1; layer <= visual.Layers; layer++ {
		for i := range spans {
			if v, ok := lookOf(&spans[i]); ok && v.Layer == layer {
				b.Span(page.StretchOf(&spans[i]), v.Glyph(pg.G), v.Style())
			}
		}
		for i := range spans {
			if v, ok := lookOf(&spans[i]); ok && v.Layer == layer {
				b.Through(page.StretchOf(&spans[i]), v.Across(pg.G), v.Style())
			}
		}
	}
	for i := range spans {
		if v, ok := lookOf(&spans[i]); ok {
			b.Vague(page.StretchOf(&spans[i]), v.Glyph(pg.G), v.Style())
		}
	}
	instants(pg, b, l)
	hidden(pg, b, l)
	drawUnheard(pg, b, l)
	drawUnseen(pg, b, l, "")
	openEnd(pg, b, spans, "")
	leads(pg, b, l)
}

// instants draws what a lane's own row shows of moments: exits, restarts, and
// the milestones of the pod.
func instants(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	for i := range l.Marks {
		m := &l.Marks[i]
		pod := l.Kind == timeline.LanePod && (m.Track == timeline.TrackPod || m.Track == "")
		failed := m.Severity == timeline.Bad && (m.Track == timeline.TrackProcess || m.Track == timeline.TrackImage)
		if pod || failed {
			v := page.MomentLook(m.Kind, m.Severity)
			b.Mark(m.Time.Time, v.Glyph(pg.G), v.Style())
		}
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Phase == timeline.Pulling && sp.Outcome == timeline.Failed && !sp.Open() {
			b.Mark(sp.End.Time, pg.G.Fail, draw.Failed)
		}
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if sp.Attempt > 1 {
			b.Mark(sp.Start.Time, pg.G.Restart, draw.Accent)
		}
		if !sp.Open() {
			trackEnd(pg, b, sp)
		}
	}
}

// hidden shows in a gap that hides changes what happened to the lane there:
// that it was restarted, or else how its last run ended.
func hidden(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	for _, gap := range pg.Ax.Gaps() {
		inside := func(t time.Time) bool { return t.After(gap.From) && t.Before(gap.To) }
		glyph, st := "", draw.Plain
		for i := range l.Spans {
			sp := &l.Spans[i]
			switch {
			case sp.Phase != timeline.Running:
			case sp.Attempt > 1 && inside(sp.Start.Time):
				glyph, st = pg.G.Restart, draw.Accent
			case glyph == pg.G.Restart || sp.Open() || !inside(sp.End.Time):
			case sp.Outcome == timeline.Failed:
				glyph, st = pg.G.Fail, draw.Failed
			case sp.Outcome == timeline.Succeeded:
				glyph, st = pg.G.OK, draw.Ready
			}
		}
		if glyph != "" {
			b.InMiddle(gap, glyph, st)
		}
	}
}

func trackBar(pg *page.Page, b *draw.Bar, l *timeline.Lane, t timeline.Track) {
	lookOf := func(sp *timeline.Span) (page.Look, bool) {
		if v, ok := page.ApartLook(sp); ok {
			return v, sp.Track == t
		}
		v, ok := page.MergedLook(sp)
		return v, ok && sp.Track == t
	}
	spans := l.Spans
	if t == timeline.TrackReadiness {
		spans = value.Probed(l)
	}
	var last *timeline.Span
	for i := range spans {
		if v, ok := lookOf(&spans[i]); ok {
			last = &spans[i]
			b.Span(page.StretchOf(last), v.Glyph(pg.G), v.Style())
			b.Vague(page.StretchOf(last), v.Glyph(pg.G), v.Style())
		}
	}
	for i := range spans {
		switch v, ok := lookOf(&spans[i]); {
		case !ok:
		case l.Probe(t) != nil: // drawn as a line anyway
			b.Through(page.StretchOf(&spans[i]), v.Glyph(pg.G), v.Style())
		default:
			b.Through(page.StretchOf(&spans[i]), v.Across(pg.G), v.Style())
		}
	}
	for i := range spans {
		sp := &spans[i]
		if sp.Track == t && !sp.Open() && t != timeline.TrackReadiness {
			trackEnd(pg, b, sp)
		}
		if sp.Track == t && sp.Phase == timeline.Ready {
			b.Mark(sp.Start.Time, pg.G.OK, draw.Ready)
		}
	}
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Track == t {
			v := page.MomentLook(m.Kind, m.Severity)
			b.Mark(m.Time.Time, v.Glyph(pg.G), v.Style())
		}
	}
	drawUnheard(pg, b, l)
	drawUnseen(pg, b, l, t)
	openEnd(pg, b, spans, t)
	if last != nil && t == timeline.TrackHooks {
		name := "postStart"
		if last.Phase == timeline.PreStop {
			name = "preStop"
		}
		b.Label(name, draw.Muted)
	}
}

// trackEnd marks how a span of a track ended.
func trackEnd(pg *page.Page, b *draw.Bar, sp *timeline.Span) {
	switch sp.Outcome {
	case timeline.Succeeded:
		b.Mark(sp.End.Time, pg.G.OK, draw.Ready)
	case timeline.Failed:
		b.Mark(sp.End.Time, pg.G.Fail, draw.Failed)
	}
}

// openEnd marks the present end of what is still going on.
func openEnd(pg *page.Page, b *draw.Bar, spans []timeline.Span, t timeline.Track) {
	if page.Over(pg.Life) {
		return
	}
	top, found := page.Look{}, false
	for i := range spans {
		sp := &spans[i]
		if !sp.Open() || t != "" && sp.Track != t {
			continue
		}
		look, ok := page.MergedLook(sp)
		if t != "" {
			look, ok = page.ApartLook(sp)
		}
		if ok && (!found || look.Layer >= top.Layer) {
			top, found = look, true
		}
	}
	if found {
		b.Present(top.Glyph(pg.G), top.Style())
	}
}

// leads draws what is expected of a lane.
func leads(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	for _, d := range pg.Life.Future {
		if !page.Expects(pg, d, l) {
			continue
		}
		switch d.Kind {
		case timeline.DeadlineKill:
			b.Lead(page.EdgeOf(d.Edge), pg.G.Deadline, draw.Failed)
		case timeline.DeadlineRestart, timeline.DeadlinePullRetry:
			b.Lead(page.EdgeOf(d.Edge), pg.G.Restart, draw.Accent)
		default:
			b.Lead(page.EdgeOf(d.Edge), pg.G.Fail, draw.Future)
		}
	}
}

// Draw draws the rows that fit, scrolled so that the selection is in sight, and
// above them how many are out of sight.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	first := draw.Scroll(len(m.Rows), in.H, m.Sel)
	for i := range min(in.H, len(m.Rows)-first) {
		drawRow(pg, c, in.Y+i, &m.Rows[first+i], first+i == m.Sel)
	}
	if out := page.OutOfSight(pg, first, len(m.Rows)-first-in.H); out != "" && pg.AxisShown {
		c.Text(1, in.Y-1, pg.Cols.LabelW-2, out+" more", draw.Accent)
	}
}

// LaySample lays out all lanes, with the tracks of those for which there are spare rows,
// and returns how many rows that are.
func (m *Model) LaySample(pg *page.Page, spare int) int {
	m.LayRows(pg, m.Unfolded(pg, Rows{First: spare, Troubled: spare, Spare: spare}))
	return len(m.Rows)
}

// DrawSample draws the rows of LaySample, in as many lines as there are.
func (m *Model) DrawSample(c *draw.Canvas, in draw.Area, pg *page.Page) {
	for i := range min(in.H, len(m.Rows)) {
		m.Rows[i].folds = false
		drawRow(pg, c, in.Y+i, &m.Rows[i], false)
	}
}

func drawRow(pg *page.Page, c *draw.Canvas, y int, r *row, selected bool) {
	rowLabel(pg, c, y, r, selected)
	b := rowBar(pg.Latest, r)
	if pg != pg.Latest {
		b.Later(pg.Now)
	}
	if r.track == "" {
		likely(pg.Latest, b, laneOf(pg.Latest, r))
		lengths(pg, b, laneOf(pg.Latest, r))
	}
	b.Draw(c, pg.Cols.AxisX, y)
	if pg.Cols.ValueW > 0 {
		v, st := value.Row(pg, laneOf(pg, r), r.track)
		if selected && r.track == "" {
			st |= draw.Bold
		}
		c.Text(pg.Cols.ValueX, y, pg.Cols.ValueW, v, st)
	}
}
