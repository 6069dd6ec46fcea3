package ui

// look decides how colours are sent: what the person asked for, and what the
// terminal turned out to be.
type look struct {
	color   Color
	fixed   Theme  // "" until the terminal tells its background
	dark    bool   // the terminal's background
	profile string // Bubble Tea's name of the colour profile, "" while unknown
	plain   bool   // a frame without any sequence
}

func newLook(o Options) look {
	return look{color: o.Color, fixed: o.Theme, dark: o.Theme != Light}
}

// ask reports whether the terminal's background must be asked for.
func (l look) ask() bool { return l.fixed == "" && l.color != ColorNever }

func (l look) theme() *theme {
	if l.plain {
		return &theme{plainText: true}
	}
	if l.color == ColorNever || l.profile == "Ascii" || l.profile == "NoTTY" {
		return newTheme(nil, nil)
	}
	p, sgr := &darkPalette, sgrRGB
	if l.fixed == Light || l.fixed == "" && !l.dark {
		p = &lightPalette
	}
	switch l.profile {
	case "ANSI":
		sgr = sgr16
	case "ANSI256":
		sgr = sgr256
	}
	return newTheme(p, sgr)
}
