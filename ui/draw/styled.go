package draw

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// roleColour is the first of the indexed colours that stand for roles in text
// that is styled before it is put on a canvas: which colour a role has is the
// theme's business.
const roleColour = 16

// Lipgloss returns the style for text that lipgloss or a bubble lays out, to be
// put on a canvas by Styled.
func (s Style) Lipgloss() lipgloss.Style {
	out := lipgloss.NewStyle().Bold(s&Bold != 0).Faint(s&faint != 0).Underline(s&underline != 0).Reverse(s&Reverse != 0)
	if r := s.role(); r != Plain {
		out = out.Foreground(lipgloss.ANSIColor(uint8(roleColour + r))) //nolint:gosec // a role is small
	}
	return out
}

// Render returns one line of text in the style, to be put on a canvas by Styled.
func (s Style) Render(text string) string {
	if s == Plain || text == "" {
		return text
	}
	var b strings.Builder
	b.WriteString("\x1b[0")
	s.writeAttributes(&b)
	if r := s.role(); r != Plain {
		b.WriteString(";38;5;" + strconv.Itoa(roleColour+int(r)))
	}
	b.WriteString("m" + text + ansi.ResetStyle)
	return b.String()
}

// RenderMatches returns one line of text in the style, with what a filter found
// in it underlined.
func (s Style) RenderMatches(text, filter string) string {
	var b strings.Builder
	end := 0
	for _, m := range matches(text, filter) {
		b.WriteString(s.Render(text[end:m[0]]) + (s | underline).Render(text[m[0]:m[1]]))
		end = m[1]
	}
	return b.String() + s.Render(text[end:])
}

// Styled draws lines of styled text into an area: what lipgloss joined, or a
// bubble shows. A line that is too long is cut off with an ellipsis.
func (c *Canvas) Styled(in Area, text string) {
	y := in.Y
	for line := range strings.SplitSeq(text, "\n") {
		if y >= in.Y+in.H {
			return
		}
		c.styledLine(in.X, y, in.W, line)
		y++
	}
}

// styledLine draws one line of styled text in w cells.
func (c *Canvas) styledLine(x, y, w int, line string) {
	if end := min(x+w, c.w); Width(strings.TrimRight(ansi.Strip(line), " ")) > end-x {
		line = ansi.Truncate(line, end-x, "…")
	}
	st := Plain
	for end := min(x+w, c.w); line != "" && x < end; {
		if rest, ok := strings.CutPrefix(line, "\x1b["); ok {
			parameters, after, _ := strings.Cut(rest, "m")
			st, line = st.changed(parameters), after
			continue
		}
		text, _, _ := strings.Cut(line, "\x1b")
		if text == "" {
			return // no sequence that Lipgloss or Render writes
		}
		x = c.Put(x, y, end-x, text, st)
		line = line[len(text):]
	}
}

// changed returns the style after an SGR sequence of Lipgloss or Render.
func (s Style) changed(parameters string) Style {
	list := strings.Split(parameters, ";")
	for i := 0; i < len(list); i++ {
		switch p := list[i]; p {
		case "", "0":
			s = Plain
		case "38":
			if i+2 < len(list) {
				n, _ := strconv.Atoi(list[i+2])
				s = s&^0xff | Style(min(max(n-roleColour, 0), int(roles)-1))
				i += 2
			}
		default:
			for _, a := range attrs {
				if a.sgr == p {
					s |= a.bit
				}
			}
		}
	}
	return s
}
