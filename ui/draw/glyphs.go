package draw

import "strconv"

// Glyphs is every character the screen is drawn with. All are one cell wide
// and, in the unicode set, of the BMP. Shapes carry the meaning; colour only
// repeats it.
type Glyphs struct {
	ascii                                                                 bool   // characters that are not ASCII are replaced
	Wait, BackOff, Pull, Run, Ready, Hook, Stop, Continues, Probe, future string // fills of bars
	Open, OK, Fail, Errored, Restart, Milestone, Deadline                 string // instants
	Inexact                                                               string // a stretch in which something will happen, or of which nothing is known
	likely                                                                string // in the middle of what was likely, but was not observed
	readyDim, runDim                                                      string // end cells of bars whose moments are not exact
	Folded, Unfolded, Gutter, Cursor, Now, HRule, Gap, Tick               string
	Sep, Dot, Live, Lost, Back, Delta, PlusMinus, Times                   string
	Play, Pause, Knob, Up, Down, left, right                              string
	eighths                                                               [8]string         // bar ends from 1/8 to a full cell
	parts                                                                 [solid + 1]string // by shape
	levels                                                                [8]string         // heights of a column, from an eighth to all
}

// Level returns a column of n in most: a height, or in ASCII the number, "+" for one
// of two digits.
func (g *Glyphs) Level(n, most int) string {
	switch {
	case n <= 0:
		return g.future
	case g.ascii && n > 9:
		return "+"
	case g.ascii:
		return strconv.Itoa(n)
	}
	return g.levels[min(max((n*8+most/2)/max(most, 1), 1), 8)-1]
}

var unicodeGlyphs = Glyphs{
	Wait: "░", BackOff: "⌁", Pull: "▒", Run: "▄", Ready: "█", Hook: "▚", Stop: "▂", Continues: "━", Probe: "┄", future: "·",
	Open: "▸", OK: "✓", Fail: "✗", Errored: "?", Restart: "↻", Milestone: "◆", Deadline: "◇",
	Inexact: "╌", likely: "~", readyDim: "▓", runDim: "▖",
	Folded: "▸", Unfolded: "▾", Gutter: "▌", Cursor: "│", Now: "┴", HRule: "─", Gap: "╎", Tick: "┬",
	Sep: "›", Dot: "·", Live: "●", Lost: "○", Back: "‹", Delta: "Δ", PlusMinus: "±", Times: "×",
	Play: "▶", Pause: "‖", Knob: "●", Up: "↑", Down: "↓", left: "←", right: "→",
	eighths: [8]string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
	parts: [...]string{
		lowerLeft: "▖", lowerRight: "▗", lower: "▄", left: "▌", right: "▐",
		left | lowerRight: "▙", lower | upperRight: "▟", solid: "█",
	},
	levels: [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
}

var asciiGlyphs = Glyphs{
	ascii: true,
	Wait:  ":", BackOff: "z", Pull: "~", Run: "=", Ready: "#", Hook: "%", Stop: "_", Continues: "-", Probe: "\"", future: ".",
	Open: ">", OK: "+", Fail: "X", Errored: "?", Restart: "R", Milestone: "*", Deadline: "!",
	Inexact: "'", likely: ";", readyDim: ",", runDim: ",",
	Folded: ")", Unfolded: "v", Gutter: "[", Cursor: "|", Now: "^", HRule: "-", Gap: "|", Tick: "+",
	Sep: "/", Dot: "-", Live: "*", Lost: "o", Back: "<", Delta: "dt", PlusMinus: "+-", Times: "x",
	Play: "}", Pause: "|", Knob: "O", Up: "^", Down: "v", left: "<", right: ">",
	eighths: [8]string{" ", " ", " ", "#", "#", "#", "#", "#"},
	parts: [...]string{
		lowerLeft: "=", lowerRight: "=", lower: "=", left: "#", right: "#",
		left | lowerRight: "#", lower | upperRight: "#", solid: "#",
	},
}

// asciiReplacements are for text that podlife or a pod wrote: what reads best
// in one cell. Everything else becomes a question mark.
var asciiReplacements = map[string]string{
	"░": ":", "⌁": "z", "▒": "~", "▄": "=", "█": "#", "▚": "%", "▂": "_", "━": "-", "─": "-", "┄": "\"", "╌": "'",
	"·": "-", "•": "*", "›": "/", "‹": "<", "»": ">", "«": "<", "→": ">", "←": "<", "↑": "^", "↓": "v",
	"▸": ">", "▾": "v", "✓": "+", "✗": "X", "↻": "R", "◆": "*", "◇": "!", "×": "x", "Δ": "d", "±": "~",
	"…": "~", "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "≤": "<", "≥": ">", "µ": "u",
	"●": "*", "○": "o", "╎": "|", "│": "|", "┬": "+", "┴": "+", "┼": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "▌": "|", "▐": "|",
}

func asciiFor(text string) string {
	if r, ok := asciiReplacements[text]; ok {
		return r
	}
	return "?"
}

// Unicode returns the glyphs of the BMP, and asciiSet those of ASCII.
func Unicode() *Glyphs { return &unicodeGlyphs }

// ASCII returns the glyphs of printable ASCII.
func ASCII() *Glyphs { return &asciiGlyphs }
