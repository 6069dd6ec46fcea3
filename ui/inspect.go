package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// cursorLines say what the selected row was doing at the cursor.
func (a *app) cursorLines(s *scene, l *timeline.Lane, r *row) []draw.Line {
	var out []draw.Line
	if sp := a.spanAt(s, l, r.track); sp != nil {
		text := word(doing, sp.Phase)
		if sp.Attempt > 1 {
			text += " (run " + itoa(sp.Attempt) + ")"
		}
		text += " " + between(sp.Start, sp.End, s.now) + ", from " + a.fine(s, sp.Start)
		if sp.Open() {
			text += " until now"
		} else {
			text += " to " + a.fine(s, sp.End)
		}
		if sp.Track == timeline.TrackProcess && !sp.Open() && (sp.ExitCode != nil || sp.Reason != "") {
			text += "  " + a.exitText(sp)
		} else if sp.Reason != "" {
			text += "  " + sp.Reason
		}
		out = append(out, draw.Wrap("at cursor", text, a.w-15, draw.Accent)...)
	}
	if m := a.markAt(s, l, r.track); m != nil {
		text := m.Kind + " " + a.fine(s, m.Time)
		if m.Count > 1 {
			text += " " + a.g.Times + itoa(m.Count)
		}
		if m.Message != "" {
			text += "  " + m.Message
		}
		out = append(out, draw.Wrap("mark", text, a.w-15, draw.Accent)...)
	}
	return out
}

// markAt is the mark in the cursor's cell, or nil.
func (a *app) markAt(s *scene, l *timeline.Lane, t timeline.Track) *timeline.Mark {
	if a.cursor.IsZero() {
		return nil
	}
	for i := range l.Marks {
		m := &l.Marks[i]
		if (t == "" || m.Track == t) && s.ax.Visible(m.Time.Time) && int(s.ax.Col(m.Time.Time)) == a.cursorCell(s) {
			return m
		}
	}
	return nil
}

// eventDetails show the selected event in full.
func (a *app) eventDetails(s *scene) []draw.Line {
	list := a.events(s)
	sel := a.eventSel(list)
	if sel < 0 {
		return nil
	}
	e := list[sel]
	text := a.fine(s, e.Time)
	if e.Count > 1 {
		text += "  " + itoa(e.Count) + " times since " + a.moment(s, e.First)
	}
	out := []draw.Line{{Label: "event", Text: e.Reason + "  " + laneLabel(s, e.Lane) + "  " + text, Style: draw.Bold}}
	source := "an Event of the cluster"
	switch {
	case e.Track == timeline.TrackEndpoint:
		source = "told by the Service's EndpointSlices"
	case e.Derived:
		source = "told by the pod's status"
	}
	out = append(out, draw.Wrap("message", e.Message, a.w-12, draw.Plain)...)
	return append(out, draw.Line{Label: "source", Text: source, Style: draw.Muted})
}

// edgeLines tell how the edges of the span at the cursor (or the last one) are known.
func (a *app) edgeLines(s *scene, l *timeline.Lane, r *row) []draw.Line {
	sp := a.spanAt(s, l, r.track)
	if sp == nil {
		return []draw.Line{{Label: "edges", Text: "nothing at the cursor", Style: draw.Muted}}
	}
	name := string(sp.Phase)
	if sp.Attempt > 0 && sp.Track == timeline.TrackProcess {
		name += " run " + itoa(sp.Attempt)
	}
	out := draw.Wrap("began", name+" "+a.edgeText(s, l, sp.Start), a.w-14, draw.Plain)
	if sp.Open() {
		out = append(out, draw.Line{Label: "ends", Text: "not yet", Style: draw.Muted})
	} else {
		out = append(out, draw.Wrap("ended", a.edgeText(s, l, sp.End), a.w-14, draw.Plain)...)
	}
	if m := a.markAt(s, l, r.track); m != nil {
		out = append(out, draw.Wrap("mark", m.Kind+" "+a.edgeText(s, l, m.Time), a.w-14, draw.Plain)...)
	}
	return out
}

// basisText says what each kind of knowledge rests on.
var basisText = map[timeline.Basis]string{
	timeline.Exact:    "exact: stamped by the component itself",
	timeline.Reported: "reported: the API's whole seconds",
	timeline.Observed: "observed: when it arrived here, so it happened before",
	timeline.Fused:    "fused: narrowed by several signals",
	timeline.Inferred: "inferred: computed, not reported",
}

// edgeText is "07:34:53.2 ±0.1s (07:34:53.1 to 07:34:53.3) · observed: … · Event
// Started".
func (a *app) edgeText(s *scene, l *timeline.Lane, e timeline.Edge) string {
	text := a.fine(s, e)
	if pm := plusMinus(e.Uncertainty(), a.g); pm != "" {
		bound := func(t time.Time) string { return a.fine(s, timeline.Edge{Time: t, Earliest: t, Latest: t}) }
		text += " " + pm + " (" + bound(e.Earliest) + " to " + bound(e.Latest) + ")"
	}
	text += " " + a.g.Dot + " " + basisText[e.Basis]
	for i := range s.life.Events {
		if ev := &s.life.Events[i]; ev.Lane == l.ID && ev.Time.Time.Equal(e.Time) && !ev.Derived {
			return text + " " + a.g.Dot + " Event " + ev.Reason
		}
	}
	return text
}

// spanAt is the span under the cursor, of several the one that is seen, or the
// newest one of the row.
func (a *app) spanAt(s *scene, l *timeline.Lane, t timeline.Track) *timeline.Span {
	var at, newest *timeline.Span
	from, to := time.Time{}, time.Time{}
	if !a.cursor.IsZero() {
		x := float64(a.cursorCell(s))
		from, to = s.ax.Time(x), s.ax.Time(x+1)
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if t != "" && sp.Track != t {
			continue
		}
		if newest == nil || !sp.Start.Time.Before(newest.Start.Time) {
			newest = sp
		}
		under := !from.IsZero() && sp.Start.Time.Before(to) && !sp.EndOr(s.now).Before(from)
		if under && (at == nil || layerOf(sp) >= layerOf(at)) {
			at = sp
		}
	}
	if a.cursor.IsZero() {
		return newest
	}
	return at
}

// layerOf is the layer a span is drawn on in its lane's row.
func layerOf(sp *timeline.Span) int { return merged[trackPhase{sp.Track, sp.Phase}].layer }
