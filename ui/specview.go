package ui

import (
	"strings"

	"github.com/podlife/podlife/ui/draw"
)

// showSpec opens the spec and status of the selection, or closes it.
func (a *app) showSpec() {
	s := a.scene()
	if s.life == nil {
		return
	}
	if s.page == pageList {
		a.goIn()
	} else if a.sheet == sheetSpec {
		a.closeSheet()
		return
	}
	a.closeSheet()
	a.specAt, a.specFilter = 0, ""
	a.openSheet(sheetSpec)
}

// specLabelW bounds the column of the labels.
func (a *app) specLabelW(lines []draw.Line) int {
	w := 8
	for _, l := range lines {
		if l.Text != "" {
			w = max(w, draw.Width(l.Label))
		}
	}
	return min(w, max(a.w/4, 8))
}

// specWrapped breaks long texts into as many lines as they need.
func (a *app) specWrapped(in []draw.Line) []draw.Line {
	room := a.w - a.specLabelW(in) - 5
	var out []draw.Line
	for _, l := range in {
		if l.Text == "" || room < 8 {
			out = append(out, l)
			continue
		}
		for i, part := range draw.Wrapped(l.Text, room, 20) {
			if i > 0 {
				l.Label = " "
			}
			out = append(out, draw.Line{Label: l.Label, Text: part, Style: l.Style})
		}
	}
	return out
}

// specFiltered keeps the lines that the filter finds, without titles.
func (a *app) specFiltered(in []draw.Line) []draw.Line {
	if a.specFilter == "" {
		return in
	}
	needle := strings.ToLower(a.specFilter)
	var out []draw.Line
	for _, l := range in {
		if l.Text != "" && strings.Contains(strings.ToLower(l.Label+" "+l.Text), needle) {
			out = append(out, l)
		}
	}
	return out
}

// specFirst is the first line in sight: as far down as was asked for, but no
// further than needed to see the end.
func (a *app) specFirst(s *scene) int {
	return min(a.specAt, max(len(a.specLines(s))-max(s.plan[blockEvents]-1, 1), 0))
}

func (a *app) drawSpec(c *draw.Canvas, s *scene, y, h int) {
	if h == 0 {
		return
	}
	lines := a.specLines(s)
	first := a.specFirst(s)
	var notes []string
	if n := len(lines); n > h-1 {
		notes = append(notes, itoa(first+1)+"-"+itoa(min(first+h-1, n))+" of "+plural(n, "line"))
	}
	notes = append(notes, a.filterNote(a.specFilter, a.typing && a.pane == paneSheet))
	a.drawSheetTitle(c, y, a.specTitle(s), notes)
	labelW := a.specLabelW(lines)
	if len(lines) == 0 {
		c.Text(1, y+1, a.w-2, "no line matches", draw.Muted)
	}
	for i, l := range lines[min(first, len(lines)):] {
		if i >= h-1 {
			break
		}
		if l.Text == "" {
			c.Text(1, y+1+i, a.w-2, l.Label, l.Style)
			continue
		}
		c.Text(2, y+1+i, labelW, l.Label, draw.Muted)
		c.Text(labelW+4, y+1+i, a.w-labelW-5, l.Text, l.Style)
		c.UnderlineMatches(labelW+4, y+1+i, l.Text, a.specFilter)
	}
}

// specTitle is "spec · checkout main".
func (a *app) specTitle(s *scene) string {
	l := a.specLane(s)
	if l == nil {
		return "spec"
	}
	text := "spec and status " + a.g.Dot + " " + laneName(l)
	if k := kindText(l); k != "" {
		text += " " + k
	}
	return text
}

// specCopy is the pane as text.
func (a *app) specCopy(s *scene) string {
	var b strings.Builder
	for _, l := range a.specLines(s) {
		if l.Text == "" {
			b.WriteString(l.Label + "\n")
			continue
		}
		b.WriteString("  " + strings.TrimSpace(l.Label+"  "+l.Text) + "\n")
	}
	return b.String()
}
