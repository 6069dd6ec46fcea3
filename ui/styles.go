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

// colour is a foreground as terminals of 24-bit, of 256 and of 16 colours are
// told it. The zero colour is the terminal's own.
type colour struct {
	rgb   string // "#rrggbb"
	of256 int
	of16  int // 0: the terminal's own. Each shows them as it likes: see TestContrastOf16
}

// palette gives each role its colour. On each background, text has a contrast
// that can be read: TestContrast. The 16 colours are not the same in any two
// terminals; where one of a hue can hardly be seen in some, kinds share another.
type palette [roles]colour

var darkPalette = palette{
	muted:       {"#8a93a3", 246, 0},
	rule:        {"#616a79", 242, 8},
	accent:      {"#7aa2f7", 111, 0},
	waiting:     {"#8f9aab", 247, 0},
	pulling:     {"#b494e6", 140, 13},
	running:     {"#5fb0e6", 74, 6},
	ready:       {"#56c288", 78, 2},
	hook:        {"#e5a657", 179, 3},
	probe:       {"#4fc1c9", 80, 14},
	service:     {"#8fb8d8", 110, 14},
	future:      {"#6c7587", 243, 0},
	failed:      {"#f2726a", 203, 9},
	sevOK:       {"#56c288", 78, 2},
	sevProgress: {"#5fb0e6", 74, 6},
	sevWarning:  {"#e8bd4a", 221, 3},
	sevBad:      {"#f2726a", 203, 9},
}

var lightPalette = palette{
	muted:       {"#5d6673", 241, 8},
	rule:        {"#858e9b", 245, 8},
	accent:      {"#2b5fc4", 26, 4},
	waiting:     {"#667080", 242, 8},
	pulling:     {"#7a48b8", 97, 5},
	running:     {"#1a6fae", 25, 4},
	ready:       {"#16784a", 28, 0},
	hook:        {"#a35f00", 130, 5},
	probe:       {"#00747f", 23, 4},
	service:     {"#3c6d92", 60, 4},
	future:      {"#7b8491", 244, 8},
	failed:      {"#c0281f", 160, 1},
	sevOK:       {"#16784a", 28, 0},
	sevProgress: {"#1a6fae", 25, 4},
	sevWarning:  {"#8f6400", 94, 5},
	sevBad:      {"#c0281f", 160, 1},
}

// theme turns styles into SGR sequences. It is rebuilt when the background
// colour or the colour profile becomes known, and never changed.
type theme struct {
	plainText bool          // no sequences at all
	fg        [roles]string // SGR parameters of each role's foreground
}

// newTheme builds the theme for a palette and what of a colour the terminal is
// told; without a palette, for attributes only.
func newTheme(p *palette, sgr func(colour) string) *theme {
	t := &theme{}
	if p == nil {
		return t
	}
	for i, c := range p {
		if c != (colour{}) {
			t.fg[i] = sgr(c)
		}
	}
	return t
}

// sgrRGB, sgr256 and sgr16 are the SGR parameters of a foreground.
func sgrRGB(c colour) string {
	n, _ := strconv.ParseUint(c.rgb[1:], 16, 32)
	return "38;2;" + strconv.Itoa(int(n>>16)) + ";" + strconv.Itoa(int(n>>8&0xff)) + ";" + strconv.Itoa(int(n&0xff))
}

func sgr256(c colour) string { return "38;5;" + strconv.Itoa(c.of256) }

func sgr16(c colour) string {
	switch {
	case c.of16 == 0:
		return ""
	case c.of16 >= 8:
		return strconv.Itoa(90 + c.of16 - 8)
	}
	return strconv.Itoa(30 + c.of16)
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
