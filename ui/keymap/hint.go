package keymap

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/draw"
)

// Hint is one entry of the key line: keys that belong together, and a word.
type Hint struct {
	Word string
	keys []key.Binding
}

func HintOf(word string, keys ...key.Binding) Hint { return Hint{word, keys} }

// Text is "↑↓": the first name of each key.
func (h Hint) Text() string {
	out := ""
	for _, b := range h.keys {
		name, _, _ := strings.Cut(b.Help().Key, " ")
		if len(h.keys) > 1 && out != "" && len(name) == 1 && name[0] < 'A' {
			out += " "
		}
		out += name
	}
	return out
}

func (h Hint) Usable() bool { return len(Enabled(h.keys)) > 0 }

func HintWidth(h Hint) int { return draw.Width(h.Text()) + 1 + draw.Width(h.Word) + 2 }

func DrawHint(c *draw.Canvas, x, y int, h Hint) int {
	w, _ := c.Size()
	x = c.Text(x, y, w-x, h.Text(), draw.Bold)
	x = c.Text(x+1, y, w-x-1, h.Word, draw.Muted)
	return x + 2
}

func Enabled(all []key.Binding) []key.Binding {
	var out []key.Binding
	for _, b := range all {
		if b.Enabled() {
			out = append(out, b)
		}
	}
	return out
}

// PlaybackHints returns the hints for the keys of a recording that is played
// back; in a live view none of them is usable.
func (k *Map) PlaybackHints() []Hint {
	out := []Hint{HintOf("play", k.Play), HintOf("step", k.StepBack, k.Step), HintOf("speed", k.Slower, k.Faster)}
	if k.Play.Enabled() {
		out = append(out, HintOf("start/end", k.Start, k.End))
	}
	return out
}
