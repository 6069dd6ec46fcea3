package draw

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// colour is a foreground as terminals of 24-bit, of 256 and of 16 colours show it.
// The zero colour is the terminal's own.
type colour struct {
	rgb   string // "#rrggbb"
	of256 uint8
	of16  uint8 // 0: the terminal's own. Each shows them as it likes: see TestContrastOf16
}

// in returns the colour as a terminal of one profile gets it, nil for its own.
func (c colour) in(complete lipgloss.CompleteFunc) color.Color {
	if c == (colour{}) {
		return nil
	}
	var basic color.Color = lipgloss.NoColor{}
	if c.of16 != 0 {
		basic = ansi.BasicColor(c.of16)
	}
	return complete(basic, lipgloss.ANSIColor(c.of256), lipgloss.Color(c.rgb))
}

// palette gives each role its colour on a dark and on a light background. Text has
// a contrast that can be read on each (TestContrast), and what differs in colour alone
// does so for those who do not tell red from green, too (TestRedGreenBlindness). The 16 colours are not the
// same in any two terminals; where one of a hue can hardly be seen in some, kinds
// share another.
var palette = [roles]struct{ dark, light colour }{
	Muted:       {dark: colour{"#8a93a3", 246, 0}, light: colour{"#5d6673", 241, 8}},
	Rule:        {dark: colour{"#616a79", 242, 8}, light: colour{"#858e9b", 245, 8}},
	Accent:      {dark: colour{"#7aa2f7", 111, 0}, light: colour{"#2b5fc4", 26, 4}},
	Waiting:     {dark: colour{"#8f9aab", 247, 0}, light: colour{"#667080", 242, 8}},
	Pulling:     {dark: colour{"#b494e6", 140, 13}, light: colour{"#7a48b8", 97, 5}},
	Running:     {dark: colour{"#5fb0e6", 74, 6}, light: colour{"#1a6fae", 25, 4}},
	Ready:       {dark: colour{"#56c288", 78, 2}, light: colour{"#117560", 23, 0}},
	Steady:      {dark: colour{"#45a587", 72, 2}, light: colour{"#1b7d66", 23, 0}},
	Hook:        {dark: colour{"#e5a657", 179, 3}, light: colour{"#a35f00", 94, 5}},
	Probe:       {dark: colour{"#4fc1c9", 80, 14}, light: colour{"#00747f", 23, 4}},
	Service:     {dark: colour{"#8fb8d8", 110, 14}, light: colour{"#3c6d92", 60, 4}},
	Future:      {dark: colour{"#8893a8", 246, 0}, light: colour{"#666f7c", 242, 8}},
	Failed:      {dark: colour{"#f2726a", 203, 9}, light: colour{"#b81f33", 160, 1}},
	SevOK:       {dark: colour{"#56c288", 78, 2}, light: colour{"#117560", 23, 0}},
	SevProgress: {dark: colour{"#5fb0e6", 74, 6}, light: colour{"#1a6fae", 25, 4}},
	SevWarning:  {dark: colour{"#e8bd4a", 221, 3}, light: colour{"#8f6400", 94, 5}},
	SevBad:      {dark: colour{"#f2726a", 203, 9}, light: colour{"#b81f33", 160, 1}},
}
