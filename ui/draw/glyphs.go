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

// sign is a glyph and what it means.
type sign struct {
	Glyph, Text string
	Style       Style
}

// Legend returns the glyphs with their meanings, those first that explain themselves least;
// the help and the documentation use them too.
func Legend(g *Glyphs) []sign {
	return []sign{
		{g.Wait, "wait", Waiting}, {g.BackOff, "back-off", Failed}, {g.Pull, "pull", Pulling}, {g.Hook, "hook", Hook}, {g.Run, "running", Running},
		{g.Ready, "ready", Steady}, {g.Stop, "stopping", Hook}, {g.Probe, "probing", Probe}, {g.likely, "likely", Running | faint},
		{g.Inexact, "not known", Future}, {g.readyDim, "inexact", Steady | faint}, {g.Continues, "continues", Steady}, {g.future, "future", Future},
		{g.Deadline, "kill", Failed}, {g.Restart, "restart", Accent}, {g.Errored, "errored", Muted}, {g.Open, "not over", Steady},
		{g.Fail, "fail", Failed}, {g.OK, "ok", Ready}, {g.Milestone, "milestone", Accent},
	}
}

// DrawLegend draws the glyphs that are in an area of the canvas with their
// meanings, as many as fit into line y.
func (c *Canvas) DrawLegend(y int, in Area) {
	x := 1
	for _, it := range Legend(c.g) {
		if !c.has(in, it.Glyph) {
			continue
		}
		if x+3+Width(it.Text) > c.w {
			return
		}
		c.Set(x, y, it.Glyph, it.Style)
		x = c.Text(x+2, y, c.w-x-2, it.Text, Muted) + 1
	}
}

// has reports whether a glyph is in an area. Before a digit it is a part of a length.
func (c *Canvas) has(in Area, glyph string) bool {
	for y := max(in.Y, 0); y < min(in.Y+in.H, c.h); y++ {
		for x := max(in.X, 0); x < min(in.X+in.W, c.w); x++ {
			at := y*c.w + x
			if c.cells[at].text == glyph && (x+1 >= c.w || !digit(c.cells[at+1].text)) {
				return true
			}
		}
	}
	return false
}

func digit(text string) bool { return len(text) == 1 && text[0] >= '0' && text[0] <= '9' }
