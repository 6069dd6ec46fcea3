package draw

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline/visual/colour"
)

// Theme turns styles into what a terminal understands. It is built anew when the
// background or the colour profile becomes known, and never changed.
type Theme struct {
	plainText bool               // no sequences at all
	colours   [roles]color.Color // nil: the terminal's own
	fg        [roles]string      // the SGR parameters of colours
}

// NewTheme returns the theme for a colour profile, on a dark or a light
// background. Without a terminal (NoTTY) text stays plain; with ASCII it has
// attributes, but no colours.
func NewTheme(p colorprofile.Profile, dark bool) *Theme {
	t := &Theme{plainText: p == colorprofile.NoTTY}
	if p < colorprofile.ANSI {
		return t
	}
	complete, choose := lipgloss.Complete(p), lipgloss.LightDark(dark)
	for i := Plain + 1; i < roles; i++ { // Plain is the terminal's own
		c := colour.Of(colour.Role(i))
		t.colours[i] = choose(inTerminal(c.Light, complete), inTerminal(c.Dark, complete))
		t.fg[i] = parameters(t.colours[i])
	}
	return t
}

// parameters returns the SGR parameters of a foreground, "" for the terminal's own.
func parameters(c color.Color) string {
	if _, own := c.(lipgloss.NoColor); own || c == nil {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(ansi.Style{}.ForegroundColor(c).String(), "\x1b["), "m")
}

// attrs are the SGR parameters of the attributes.
var attrs = []struct {
	bit Style
	sgr string
}{{Bold, "1"}, {faint, "2"}, {underline, "4"}, {Reverse, "7"}}

// writeAttributes writes the SGR parameters of the style's attributes, each after a semicolon.
func (s Style) writeAttributes(b *strings.Builder) {
	for _, a := range attrs {
		if s&a.bit != 0 {
			b.WriteString(";" + a.sgr)
		}
	}
}

// SGR returns the sequence that changes the terminal from one style to another.
func (t *Theme) SGR(from, to Style) string {
	if t.plainText {
		return ""
	}
	same := from>>8 == to>>8
	if same && t.fg[from.role()] == t.fg[to.role()] {
		return ""
	}
	if same && t.fg[to.role()] != "" {
		return "\x1b[" + t.fg[to.role()] + "m"
	}
	var b strings.Builder
	b.WriteString("\x1b[")
	if to>>8 == 0 && t.fg[to.role()] == "" {
		b.WriteString("m")
		return b.String()
	}
	b.WriteString("0")
	to.writeAttributes(&b)
	if fg := t.fg[to.role()]; fg != "" {
		b.WriteString(";" + fg)
	}
	b.WriteString("m")
	return b.String()
}

// inTerminal returns the colour as a terminal of one profile gets it.
func inTerminal(c colour.Colour, complete lipgloss.CompleteFunc) color.Color {
	var basic color.Color = lipgloss.NoColor{}
	if c.Of16 != 0 {
		basic = ansi.BasicColor(c.Of16)
	}
	return complete(basic, lipgloss.ANSIColor(c.Of256), lipgloss.Color(c.RGB))
}

// Style is a colour role and attributes, in one word so that cells compare
// cheaply. The zero style is the terminal's own.
type Style uint16

// Colour roles: those of the table that a terminal shares with pages.
const (
	Plain       = Style(colour.Plain)
	Muted       = Style(colour.Muted)
	Rule        = Style(colour.Rule)
	Accent      = Style(colour.Accent)
	Waiting     = Style(colour.Waiting)
	Pulling     = Style(colour.Pulling)
	Running     = Style(colour.Running)
	Ready       = Style(colour.Ready)
	Steady      = Style(colour.Steady)
	Hook        = Style(colour.Hook)
	Probe       = Style(colour.Probe)
	Service     = Style(colour.Service)
	Future      = Style(colour.Future)
	Failed      = Style(colour.Failed)
	SevOK       = Style(colour.OK)
	SevProgress = Style(colour.Progress)
	SevWarning  = Style(colour.Warning)
	SevBad      = Style(colour.Bad)
	roles       = Style(colour.Background) // how many there are
)

// Attributes, to be or-ed to a role.
const (
	Bold Style = 1 << (8 + iota)
	faint
	underline
	Reverse
)

func (s Style) role() Style { return s & 0xff }

// visible reports whether a blank in this style can be seen.
func (s Style) visible() bool { return s&(underline|Reverse) != 0 }
