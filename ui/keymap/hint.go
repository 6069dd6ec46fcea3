package keymap

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// HintOf returns keys that belong together as one entry of the key line: their
// first names and a word. It is enabled where one of them is.
func HintOf(word string, keys ...key.Binding) key.Binding {
	text, all, on := "", []string{}, false
	for _, b := range keys {
		name, _, _ := strings.Cut(b.Help().Key, " ")
		if text != "" && len(name) == 1 && name[0] < 'A' {
			text += " "
		}
		text += name
		all = append(all, b.Keys()...)
		on = on || b.Enabled()
	}
	hint := key.NewBinding(key.WithKeys(all...), key.WithHelp(text, word))
	hint.SetEnabled(on)
	return hint
}

// PlaybackHints returns the keys of a recording that is played back, disabled in
// a live view.
func (k *Map) PlaybackHints() []key.Binding {
	out := []key.Binding{HintOf("play", k.Play), HintOf("step", k.StepBack, k.Step), HintOf("speed", k.Slower, k.Faster)}
	if k.Play.Enabled() {
		out = append(out, HintOf("start/end", k.Start, k.End))
	}
	return out
}

// Fixed returns an entry of the key line for a key that is the same in every keymap,
// since letters are text where it works.
func Fixed(name, word string) key.Binding {
	return key.NewBinding(key.WithKeys(name), key.WithHelp(name, word))
}
