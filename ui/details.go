package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// line is one line of the details pane: a label and a text.
type line struct {
	label string
	text  string
	st    style
}

// details explain the selected row in full.
func (a *app) details(s *scene) []line {
	r := s.selected()
	if r == nil {
		return nil
	}
	l := s.lane(r)
	var out []line
	if shown := s.plan[blockHeadline]; shown > 0 && shown < len(a.headline(s)) {
		out = append(out, wrap("verdict", s.life.Verdict.Headline, a.w-12, severityStyle[s.life.Verdict.Severity])...)
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

// wrap breaks a long text at words into lines of at most w cells.
func wrap(label, text string, w int, st style) []line {
	var out []line
	for text != "" && len(out) < 8 {
		if width(text) <= w || w < 8 {
			return append(out, line{label, text, st})
		}
		n := fit(text, w)
		if i := strings.LastIndexByte(text[:n], ' '); i > w/2 {
			n = i + 1
		}
		out = append(out, line{label, strings.TrimRight(text[:n], " "), st})
		text, label = text[n:], ""
	}
	return out
}

// flow lays parts out in lines of at most w cells, each part in one piece with
// the dot that separates it from the next; head comes before the first.
func flow(label, head string, parts []string, dot string, w int) []line {
	out := []line{{label, head, plain}}
	for i, p := range parts {
		if i < len(parts)-1 {
			p += " " + dot
		}
		last := &out[len(out)-1]
		switch {
		case last.text == "":
			last.text = p
		case width(last.text)+1+width(p) <= w:
			last.text += " " + p
		default:
			out = append(out, line{"", p, plain})
		}
	}
	return out
}

// fit is the number of bytes of s that fit into w cells, at least one cluster.
func fit(s string, w int) int {
	n := 0
	for n < len(s) {
		_, cw, size := cluster(s[n:])
		if cw > w && n > 0 {
			break
		}
		w -= cw
		n += size
	}
	return n
}

// drawDetails draws the pane of the selection.
func (a *app) drawDetails(c *canvas, s *scene, y int) {
	h := s.plan[blockSelected]
	if h == 0 {
		return
	}
	a.drawPaneTitle(c, y, "selected", a.detailsTitle(s), false)
	lines := a.details(s)
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, width(l.label))
	}
	for i := range min(h-1, len(lines)) {
		l := lines[i]
		c.text(1, y+1+i, labelW, l.label, muted)
		if i == h-2 && i+1 < len(lines) && lines[i+1].label == "" { // there is more of it
			if whole, ok := strings.CutSuffix(l.text, " "+a.g.dot); ok {
				l.text = whole + " …"
			} else {
				l.text += " " + lines[i+1].text
			}
		}
		c.text(labelW+3, y+1+i, a.w-labelW-4, l.text, l.st)
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
		text += " " + a.g.dot + " run " + itoa(at.Number)
		if !at.Started.IsZero() {
			text += " " + a.g.dot + " started " + a.moment(s, at.Started.Time)
		}
	}
	return text
}
