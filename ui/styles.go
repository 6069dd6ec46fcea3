package ui

import (
	"strconv"
	"strings"
)

// style is a colour role and attributes, in one word so that cells compare
// cheaply. The zero style is the terminal's own.
type style uint16

// Colour roles. Hue means the kind of thing; only the verdict and failures use
// the severity colours.
const (
	plain style = iota
	muted
	rule
	title
	accent
	waiting
	pulling
	running
	ready
	hook
	probe
	service
	future
	failed
	sevOK
	sevProgress
	sevWarning
	sevBad
	roles // how many there are
)

// Attributes, to be or-ed to a role.
const (
	bold style = 1 << (8 + iota)
	faint
	underline
	reverse
)

func (s style) role() style { return s & 0xff }

// visible reports whether a blank in this style can be seen.
func (s style) visible() bool { return s&(underline|reverse) != 0 }

// palette gives each role a foreground: "" for the terminal's own, "#rrggbb",
// or an index into the 16 colours.
type palette [roles]string

var darkPalette = palette{
	muted: "#8a93a3", rule: "#4a5261", title: "", accent: "#7aa2f7",
	waiting: "#8f9aab", pulling: "#b494e6", running: "#5fb0e6", ready: "#56c288",
	hook: "#e5a657", probe: "#4fc1c9", service: "#8fb8d8", future: "#6c7587", failed: "#f2726a",
	sevOK: "#56c288", sevProgress: "#5fb0e6", sevWarning: "#e8bd4a", sevBad: "#f2726a",
}

var lightPalette = palette{
	muted: "#5d6673", rule: "#b3bac4", title: "", accent: "#2b5fc4",
	waiting: "#737d8c", pulling: "#7a48b8", running: "#1a6fae", ready: "#16784a",
	hook: "#a35f00", probe: "#00747f", service: "#3c6d92", future: "#8a93a0", failed: "#c0281f",
	sevOK: "#16784a", sevProgress: "#1a6fae", sevWarning: "#8f6400", sevBad: "#c0281f",
}

var basicPalette = palette{
	muted: "8", rule: "8", title: "", accent: "4",
	waiting: "8", pulling: "5", running: "4", ready: "2",
	hook: "3", probe: "6", service: "6", future: "8", failed: "1",
	sevOK: "2", sevProgress: "4", sevWarning: "3", sevBad: "1",
}

// theme turns styles into SGR sequences. It is rebuilt when the background
// colour or the colour profile becomes known, and never changed.
type theme struct {
	plainText bool          // no sequences at all
	fg        [roles]string // SGR parameters of each role's foreground
}

// newTheme builds the theme for a palette; nil means attributes only.
func newTheme(p *palette) *theme {
	t := &theme{}
	if p == nil {
		return t
	}
	for i, c := range p {
		t.fg[i] = foreground(c)
	}
	return t
}

// foreground is the SGR parameter for a palette entry.
func foreground(c string) string {
	if c == "" {
		return ""
	}
	if c[0] != '#' {
		n, _ := strconv.Atoi(c)
		if n >= 8 {
			return strconv.Itoa(90 + n - 8)
		}
		return strconv.Itoa(30 + n)
	}
	n, _ := strconv.ParseUint(c[1:], 16, 32)
	return "38;2;" + strconv.Itoa(int(n>>16)) + ";" + strconv.Itoa(int(n>>8&0xff)) + ";" + strconv.Itoa(int(n&0xff))
}

// attrs are the SGR parameters of the attributes.
var attrs = []struct {
	bit style
	sgr string
}{{bold, "1"}, {faint, "2"}, {underline, "4"}, {reverse, "7"}}

// sgr is the sequence that changes the terminal from one style to another.
func (t *theme) sgr(from, to style) string {
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
	for _, a := range attrs {
		if to&a.bit != 0 {
			b.WriteString(";" + a.sgr)
		}
	}
	if fg := t.fg[to.role()]; fg != "" {
		b.WriteString(";" + fg)
	}
	b.WriteString("m")
	return b.String()
}
