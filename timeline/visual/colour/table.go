// Package colour gives each kind of thing its colour, on a dark and on a light
// background, in a terminal and on a page: one table for the screen, the SVG and
// the HTML page.
//
// It knows roles and colours. It must not know what is drawn, nor with what.
package colour

// Colour is a colour as a page and terminals of 24-bit colours show it, and as those
// of 256 and of 16 do. The zero Colour is the terminal's own.
type Colour struct {
	RGB   string // "#rrggbb"
	Of256 uint8
	Of16  uint8 // 0: the terminal's own. Each shows them as it likes: see TestContrastOf16
}

// Both is a colour on a dark and on a light background. On a page it has the name
// that style rules call it by, "" where a page does not use it.
type Both struct {
	Dark, Light Colour
	Page        string
}

// table gives each role its colours. Text has a contrast that can be read on
// each background (TestContrast), and what differs in colour alone does so for those who do
// not tell red from green, too (TestRedGreenBlindness). The 16 colours are not the same in
// any two terminals; where one of a hue can hardly be seen in some, kinds share another.
//
// A page has the colours of a terminal of 24 bits. Roles of its own are what a terminal
// has of itself (its background and text) or draws with characters: a terminal's Rule is
// as strong as a thin character must be to be seen at all, while a page's Divider and Grid are
// whole lines beside much else, and only separate what can be told apart without them.
var table = [Roles]Both{
	Plain:    {Dark: Colour{"#e3e8ef", 0, 0}, Light: Colour{"#1d2430", 0, 0}, Page: "text"},
	Muted:    {Dark: Colour{"#8a93a3", 246, 0}, Light: Colour{"#5d6673", 241, 8}, Page: "muted"},
	Rule:     {Dark: Colour{"#616a79", 242, 8}, Light: Colour{"#858e9b", 245, 8}},
	Accent:   {Dark: Colour{"#7aa2f7", 111, 0}, Light: Colour{"#2b5fc4", 26, 4}},
	Waiting:  {Dark: Colour{"#8f9aab", 247, 0}, Light: Colour{"#667080", 242, 8}, Page: "wait"},
	Pulling:  {Dark: Colour{"#b494e6", 140, 13}, Light: Colour{"#7a48b8", 97, 5}, Page: "pull"},
	Running:  {Dark: Colour{"#5fb0e6", 74, 6}, Light: Colour{"#1a6fae", 25, 4}, Page: "run"},
	Ready:    {Dark: Colour{"#56c288", 78, 2}, Light: Colour{"#117560", 23, 0}},
	Steady:   {Dark: Colour{"#45a587", 72, 2}, Light: Colour{"#1b7d66", 23, 0}, Page: "ready"},
	Hook:     {Dark: Colour{"#e5a657", 179, 3}, Light: Colour{"#a35f00", 94, 5}, Page: "hook"},
	Probe:    {Dark: Colour{"#4fc1c9", 80, 14}, Light: Colour{"#00747f", 23, 4}, Page: "probe"},
	Service:  {Dark: Colour{"#8fb8d8", 110, 14}, Light: Colour{"#3c6d92", 60, 4}, Page: "svc"},
	Future:   {Dark: Colour{"#8893a8", 246, 0}, Light: Colour{"#666f7c", 242, 8}},
	Failed:   {Dark: Colour{"#f2726a", 203, 9}, Light: Colour{"#b81f33", 160, 1}, Page: "fail"},
	OK:       {Dark: Colour{"#56c288", 78, 2}, Light: Colour{"#117560", 23, 0}, Page: "ok"},
	Progress: {Dark: Colour{"#5fb0e6", 74, 6}, Light: Colour{"#1a6fae", 25, 4}, Page: "progress"},
	Warning:  {Dark: Colour{"#e8bd4a", 221, 3}, Light: Colour{"#8f6400", 94, 5}, Page: "warning"},
	Bad:      {Dark: Colour{"#f2726a", 203, 9}, Light: Colour{"#b81f33", 160, 1}, Page: "error"},

	Background: {Dark: Colour{RGB: "#12161d"}, Light: Colour{RGB: "#ffffff"}, Page: "bg"},
	Edge:       {Dark: Colour{RGB: "#2a313c"}, Light: Colour{RGB: "#d8dee6"}, Page: "edge"},
	Grid:       {Dark: Colour{RGB: "#1f2630"}, Light: Colour{RGB: "#eceff3"}, Page: "grid"},
	Folded:     {Dark: Colour{RGB: "#181e27"}, Light: Colour{RGB: "#f3f5f8"}, Page: "gap"},
	Divider:    {Dark: Colour{RGB: "#333b47"}, Light: Colour{RGB: "#d3d9e1"}, Page: "rule"},
}

// Of returns the colours of a role; those of a role that there is none of are the
// terminal's own.
func Of(r Role) Both {
	if r >= Roles {
		return Both{}
	}
	return table[r]
}

// OfPage returns the roles that a page's style rules name, in their order.
func OfPage() []Both {
	var out []Both
	for _, b := range table {
		if b.Page != "" {
			out = append(out, b)
		}
	}
	return out
}

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
