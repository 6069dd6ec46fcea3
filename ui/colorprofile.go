package ui

import (
	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/ui/draw"
)

// colorProfile decides which colours are sent: what the user asked for, and what
// the terminal turned out to be.
type colorProfile struct {
	mode    Color
	fixed   Theme                // "" until the terminal reports its background
	dark    bool                 // the terminal's background
	profile colorprofile.Profile // of the terminal; Unknown: not reported yet
}

// ask reports whether the terminal's background must be asked for.
func (p colorProfile) ask() bool { return p.fixed == "" && p.mode != ColorNever }

// theme returns the theme for what is known so far.
func (p colorProfile) theme() *draw.Theme {
	dark := p.fixed == Dark || p.fixed == "" && p.dark
	switch {
	case p.profile == colorprofile.NoTTY:
		return draw.NewTheme(colorprofile.NoTTY, dark)
	case p.mode == ColorNever:
		return draw.NewTheme(colorprofile.ASCII, dark)
	case p.profile == colorprofile.Unknown:
		return draw.NewTheme(colorprofile.TrueColor, dark)
	}
	return draw.NewTheme(p.profile, dark)
}
