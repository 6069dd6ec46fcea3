// Package details is the pane that explains the selected row in full.
package details

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// Lines returns what explains the selected row in full, or the selected event
// while the keys act there.
func Lines(pg *page.Page) []draw.Line {
	l, t := pg.Selection()
	latest, _ := pg.Latest.Selection()
	if l == nil || latest == nil {
		return nil
	}
	var out []draw.Line // first what a key has asked for: there may be room for little
	switch {
	case pg.Focus == page.FocusEvents:
		out = append(out, pg.EventLines...)
	case pg.Edges:
		out = append(out, value.EdgeLines(pg.Latest, latest, t)...)
	case !pg.Cursor.IsZero():
		out = append(out, value.CursorLines(pg.Latest, latest, t)...)
	}
	if shown := pg.HeadlineRows; shown > 0 && shown < len(value.Headline(pg)) {
		out = append(out, draw.Wrap("verdict", pg.Life.Verdict.Headline, pg.W-14, page.SeverityStyle[pg.Life.Verdict.Severity])...)
	}
	switch {
	case pg.Focus == page.FocusEvents:
	case l.Kind == timeline.LanePod:
		out = append(out, podDetails(pg)...)
	case t != "" && l.Probe(t) != nil:
		out = append(out, probeDetails(pg, l.Probe(t))...)
	case l.Container != nil:
		out = append(out, containerDetails(pg, l)...)
	case l.Kind == timeline.LaneService:
		out = append(out, serviceDetails(pg, l)...)
	}
	return out
}

// Draw draws the pane of the selection.
func Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, h := in.Y, in.H
	if h == 0 {
		return
	}
	c.PaneTitle(y, "selected", title(pg), false)
	lines := Lines(pg)
	labelW := draw.LabelWidth(lines)
	for i := range min(h-1, len(lines)) {
		l := lines[i]
		if i == h-2 && i+1 < len(lines) && lines[i+1].Label == "" { // there is more of it
			if whole, ok := strings.CutSuffix(l.Text, " "+pg.G.Dot); ok {
				l.Text = whole + " …"
			} else {
				l.Text += " " + lines[i+1].Text
			}
		}
		c.Labelled(y+1+i, labelW, l)
	}
}

// title returns "app · run 2 of 2 · started Fri 01:04:18".
func title(pg *page.Page) string {
	if pg.Focus == page.FocusEvents {
		return "event"
	}
	l, t := pg.Selection()
	if l == nil {
		return ""
	}
	text := page.LaneName(l)
	if t != "" {
		text += " " + string(t)
	}
	if at := page.LastAttempt(l); at != nil {
		text += " " + pg.G.Dot + " run " + page.Itoa(at.Number)
		if !at.Started.IsZero() {
			text += " " + pg.G.Dot + " started " + page.Moment(pg, at.Started.Time)
		}
	}
	return text
}
