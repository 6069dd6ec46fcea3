package ui

// glyphSet is every character the screen is drawn with. All are one cell wide
// and, in the unicode set, of the BMP. Shapes carry the meaning; colour only
// repeats it.
type glyphSet struct {
	wait, pull, run, ready, hook, stop, cont, probe, future string // fills of bars
	open, ok, fail, errored, restart, milestone, deadline   string // instants
	inexact                                                 string // a stretch in which something will happen, or of which nothing is known
	readyDim, runDim                                        string // end cells of bars whose moments are not exact
	folded, unfolded, gutter, cursor, now, hrule, gap, tick string
	sep, dot, live, back, delta, pm, times                  string
	play, pause, knob, up, down, left, right                string
	eighths                                                 [8]string         // bar ends from 1/8 to a full cell
	parts                                                   [solid + 1]string // by shape
}

var unicodeGlyphs = glyphSet{
	wait: "░", pull: "▒", run: "▄", ready: "█", hook: "▚", stop: "▂", cont: "━", probe: "┄", future: "·",
	open: "▸", ok: "✓", fail: "✗", errored: "?", restart: "↻", milestone: "◆", deadline: "◇",
	inexact: "╌", readyDim: "▓", runDim: "▖",
	folded: "▸", unfolded: "▾", gutter: "▌", cursor: "│", now: "┴", hrule: "─", gap: "╎", tick: "┬",
	sep: "›", dot: "·", live: "●", back: "‹", delta: "Δ", pm: "±", times: "×",
	play: "▶", pause: "‖", knob: "●", up: "↑", down: "↓", left: "←", right: "→",
	eighths: [8]string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
	parts: [...]string{
		lowerLeft: "▖", lowerRight: "▗", lower: "▄", left: "▌", right: "▐",
		left | lowerRight: "▙", lower | upperRight: "▟", solid: "█",
	},
}

var asciiGlyphs = glyphSet{
	wait: ":", pull: "~", run: "=", ready: "#", hook: "%", stop: "_", cont: "-", probe: "\"", future: ".",
	open: ">", ok: "+", fail: "X", errored: "?", restart: "R", milestone: "*", deadline: "!",
	inexact: ",", readyDim: ",", runDim: ",",
	folded: ">", unfolded: "v", gutter: ">", cursor: "|", now: "^", hrule: "-", gap: "|", tick: "+",
	sep: "/", dot: "-", live: "*", back: "<", delta: "dt", pm: "+-", times: "x",
	play: ">", pause: "|", knob: "O", up: "^", down: "v", left: "<", right: ">",
	eighths: [8]string{" ", " ", " ", "#", "#", "#", "#", "#"},
	parts: [...]string{
		lowerLeft: "=", lowerRight: "=", lower: "=", left: "#", right: "#",
		left | lowerRight: "#", lower | upperRight: "#", solid: "#",
	},
}

// asciiReplacements are for text that podlife or a pod wrote: what reads best
// in one cell. Everything else becomes a question mark.
var asciiReplacements = map[string]string{
	"░": ":", "▒": "~", "▄": "=", "█": "#", "▚": "%", "▂": "_", "━": "-", "─": "-", "┄": "\"", "╌": "-",
	"·": "-", "•": "*", "›": "/", "‹": "<", "»": ">", "«": "<", "→": ">", "←": "<", "↑": "^", "↓": "v",
	"▸": ">", "▾": "v", "✓": "+", "✗": "X", "↻": "R", "◆": "*", "◇": "!", "×": "x", "Δ": "d", "±": "~",
	"…": "~", "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "≤": "<", "≥": ">", "µ": "u",
	"●": "*", "╎": "|", "│": "|", "┬": "+", "┴": "+", "┼": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "▌": "|", "▐": "|",
}

func asciiFor(text string) string {
	if r, ok := asciiReplacements[text]; ok {
		return r
	}
	return "?"
}

// glyphsFor gives the glyph set of a name.
func glyphsFor(g Glyphs) *glyphSet {
	if g == ASCII {
		return &asciiGlyphs
	}
	return &unicodeGlyphs
}
