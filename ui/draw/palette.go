package draw

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline/visual/colour"
)

// inTerminal returns the colour as a terminal of one profile gets it.
func inTerminal(c colour.Colour, complete lipgloss.CompleteFunc) color.Color {
	var basic color.Color = lipgloss.NoColor{}
	if c.Of16 != 0 {
		basic = ansi.BasicColor(c.Of16)
	}
	return complete(basic, lipgloss.ANSIColor(c.Of256), lipgloss.Color(c.RGB))
}
