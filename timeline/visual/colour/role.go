package colour

// Role is what kind of thing is drawn. Hue means the kind; only the verdict and
// failures have the colours of severities.
type Role uint8

// The roles. The first is the terminal's own colour, and a page's text.
const (
	Plain Role = iota
	Muted
	Rule // lines: nothing is written in it
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
	OK
	Progress
	Warning
	Bad

	// Surfaces and lines that a page has, and a terminal does not.
	Background
	Edge    // around a card
	Grid    // thin lines behind bars
	Folded  // a stretch of time in which nothing happens
	Divider // between the parts of a page

	Roles // how many there are
)
