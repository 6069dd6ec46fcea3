package value

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// CursorLines say what the selected row was doing at the cursor.
func CursorLines(pg *page.Page, l *timeline.Lane, t timeline.Track) []draw.Line {
	var out []draw.Line
	if sp := page.SpanAt(pg, l, t); sp != nil {
		text := page.DoingWord(sp.Phase)
		if sp.Attempt > 1 {
			text += " (run " + page.Itoa(sp.Attempt) + ")"
		}
		text += " " + length.Of(sp.Start, sp.End, pg.Now).Sentence() + ", from " + page.Fine(pg, sp.Start)
		if sp.Open() {
			text += " until now"
		} else {
			text += " to " + page.Fine(pg, sp.End)
		}
		if sp.Track == timeline.TrackProcess && !sp.Open() && (sp.ExitCode != nil || sp.Reason != "") {
			text += "  " + ExitText(pg, sp)
		} else if sp.Reason != "" {
			text += "  " + sp.Reason
		}
		out = append(out, draw.Wrap("at cursor", text, pg.W-15, draw.Accent)...)
	}
	if m := page.MarkAt(pg, l, t); m != nil {
		text := m.Kind + " " + page.Fine(pg, m.Time)
		if m.Count > 1 {
			text += " " + pg.G.Times + page.Itoa(m.Count)
		}
		if m.Message != "" {
			text += "  " + m.Message
		}
		out = append(out, draw.Wrap("mark", text, pg.W-15, draw.Accent)...)
	}
	return out
}

// EdgeLines tell how the edges of the span at the cursor (or the last one) are known.
func EdgeLines(pg *page.Page, l *timeline.Lane, t timeline.Track) []draw.Line {
	sp := page.SpanAt(pg, l, t)
	if sp == nil {
		return []draw.Line{{Label: "edges", Text: "nothing at the cursor", Style: draw.Muted}}
	}
	name := string(sp.Phase)
	if sp.Attempt > 0 && sp.Track == timeline.TrackProcess {
		name += " run " + page.Itoa(sp.Attempt)
	}
	out := draw.Wrap("began", name+" "+edgeText(pg, l, sp.Start), pg.W-14, draw.Plain)
	if sp.Open() {
		out = append(out, draw.Line{Label: "ends", Text: "not yet", Style: draw.Muted})
	} else {
		out = append(out, draw.Wrap("ended", edgeText(pg, l, sp.End), pg.W-14, draw.Plain)...)
	}
	if m := page.MarkAt(pg, l, t); m != nil {
		out = append(out, draw.Wrap("mark", m.Kind+" "+edgeText(pg, l, m.Time), pg.W-14, draw.Plain)...)
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

// edgeText returns "07:34:53.2 ±0.1s (07:34:53.1 to 07:34:53.3) · observed: … ·
// Event Started".
func edgeText(pg *page.Page, l *timeline.Lane, e timeline.Edge) string {
	text := page.Fine(pg, e)
	if pm := page.PlusMinus(e.Uncertainty(), pg.G); pm != "" {
		bound := func(t time.Time) string { return page.Fine(pg, timeline.ExactEdge(t)) }
		text += " " + pm + " (" + bound(e.Earliest) + " to " + bound(e.Latest) + ")"
	}
	text += " " + pg.G.Dot + " " + basisText[e.Basis]
	told := func(ev *timeline.EventLine) bool { return ev.Lane == l.ID && ev.Time.Time.Equal(e.Time) && !ev.Derived }
	if ev := timeline.Find(pg.Life.Events, told); ev != nil {
		text += " " + pg.G.Dot + " Event " + ev.Reason
	}
	return text
}
