package draw

// Style is a colour role and attributes, in one word so that cells compare
// cheaply. The zero style is the terminal's own.
type Style uint16

// Colour roles. Hue means the kind of thing; only the verdict and failures use
// the severity colours.
const (
	Plain Style = iota
	Muted
	Rule
	Accent
	Waiting
	Pulling
	Running
	Ready
	Steady // ready, and has been for long: less loud than trouble
	Hook
	Probe
	Service
	Future
	Failed
	SevOK
	SevProgress
	SevWarning
	SevBad
	roles // how many there are
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
