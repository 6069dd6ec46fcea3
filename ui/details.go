package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// details explain the selected row in full.
func (a *app) details(s *scene) []draw.Line {
	r := s.selected()
	if r == nil {
		return nil
	}
	l := s.lane(r)
	var out []draw.Line
	if shown := s.plan[blockHeadline]; shown > 0 && shown < len(a.headline(s)) {
		out = append(out, draw.Wrap("verdict", s.life.Verdict.Headline, a.w-12, severityStyle[s.life.Verdict.Severity])...)
	}
	if a.pane == paneEvents {
		return append(out, a.eventDetails(s)...)
	}
	if a.edges {
		out = append(out, a.edgeLines(s, l, r)...)
	} else if !a.cursor.IsZero() {
		out = append(out, a.cursorLines(s, l, r)...)
	}
	switch {
	case l.Kind == timeline.LanePod:
		out = append(out, a.podDetails(s)...)
	case r.track != "" && probeOf(l, r.track) != nil:
		out = append(out, a.probeDetails(s, probeOf(l, r.track))...)
	case l.Container != nil:
		out = append(out, a.containerDetails(s, l)...)
	case l.Kind == timeline.LaneService:
		out = append(out, a.serviceDetails(s, l)...)
	}
	return out
}

// drawDetails draws the pane of the selection.
func (a *app) drawDetails(c *draw.Canvas, s *scene, y int) {
	h := s.plan[blockSelected]
	if h == 0 {
		return
	}
	c.PaneTitle(y, "selected", a.detailsTitle(s), false)
	lines := a.details(s)
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, draw.Width(l.Label))
	}
	for i := range min(h-1, len(lines)) {
		l := lines[i]
		c.Text(1, y+1+i, labelW, l.Label, draw.Muted)
		if i == h-2 && i+1 < len(lines) && lines[i+1].Label == "" { // there is more of it
			if whole, ok := strings.CutSuffix(l.Text, " "+a.g.Dot); ok {
				l.Text = whole + " …"
			} else {
				l.Text += " " + lines[i+1].Text
			}
		}
		c.Text(labelW+3, y+1+i, a.w-labelW-4, l.Text, l.Style)
	}
}

// detailsTitle is "app · run 2 of 2 · started Fri 01:04:18".
func (a *app) detailsTitle(s *scene) string {
	if a.pane == paneEvents {
		return "event"
	}
	r := s.selected()
	if r == nil {
		return ""
	}
	l := s.lane(r)
	text := laneName(l)
	if r.track != "" {
		text += " " + string(r.track)
	}
	if at := lastAttempt(l); at != nil {
		text += " " + a.g.Dot + " run " + itoa(at.Number)
		if !at.Started.IsZero() {
			text += " " + a.g.Dot + " started " + a.moment(s, at.Started.Time)
		}
	}
	return text
}
