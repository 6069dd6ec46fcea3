package draw

import "github.com/podlife/podlife/timeline/visual/colour"

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
