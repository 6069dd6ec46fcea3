package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// cursorLines say what the selected row was doing at the cursor.
func (a *app) cursorLines(s *scene, l *timeline.Lane, r *row) []line {
	var out []line
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
		out = append(out, wrap("at cursor", text, a.w-15, accent)...)
	}
	if m := a.markAt(s, l, r.track); m != nil {
		text := m.Kind + " " + a.fine(s, m.Time)
		if m.Count > 1 {
			text += " " + a.g.times + itoa(m.Count)
		}
		if m.Message != "" {
			text += "  " + m.Message
		}
		out = append(out, wrap("mark", text, a.w-15, accent)...)
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
func (a *app) eventDetails(s *scene) []line {
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
	out := []line{{"event", e.Reason + "  " + laneLabel(s, e.Lane) + "  " + text, bold}}
	source := "an Event of the cluster"
	switch {
	case e.Track == timeline.TrackEndpoint:
		source = "told by the Service's EndpointSlices"
	case e.Derived:
		source = "told by the pod's status"
	}
	out = append(out, wrap("message", e.Message, a.w-12, plain)...)
	return append(out, line{"source", source, muted})
}

// edgeLines tell how the edges of the span at the cursor (or the last one) are known.
func (a *app) edgeLines(s *scene, l *timeline.Lane, r *row) []line {
	sp := a.spanAt(s, l, r.track)
	if sp == nil {
		return []line{{"edges", "nothing at the cursor", muted}}
	}
	name := string(sp.Phase)
	if sp.Attempt > 0 && sp.Track == timeline.TrackProcess {
		name += " run " + itoa(sp.Attempt)
	}
	out := wrap("began", name+" "+a.edgeText(s, l, sp.Start), a.w-14, plain)
	if sp.Open() {
		out = append(out, line{"ends", "not yet", muted})
	} else {
		out = append(out, wrap("ended", a.edgeText(s, l, sp.End), a.w-14, plain)...)
	}
	if m := a.markAt(s, l, r.track); m != nil {
		out = append(out, wrap("mark", m.Kind+" "+a.edgeText(s, l, m.Time), a.w-14, plain)...)
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
	text += " " + a.g.dot + " " + basisText[e.Basis]
	for i := range s.life.Events {
		if ev := &s.life.Events[i]; ev.Lane == l.ID && ev.Time.Time.Equal(e.Time) && !ev.Derived {
			return text + " " + a.g.dot + " Event " + ev.Reason
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
