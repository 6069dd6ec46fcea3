// Package keymap holds every key of the screen, its names and its hints: the help, the key line
// and docs/keys.md are made from it. It must not know what a key does.
package keymap

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// Map is every key of the screen. The help and the key line are made from
// it, and so are the names that Frame understands.
type Map struct {
	Up, Down, PageUp, PageDown         key.Binding
	Start, End                         key.Binding
	Open, Back, Pane, PrevPane         key.Binding
	Fold, FoldAll                      key.Binding
	Earlier, Later                     key.Binding
	Problem, Palette                   key.Binding
	Filter, NextMatch, PrevMatch, All  key.Binding
	Left, Right, JumpLeft, JumpRight   key.Binding
	SecondsBack, Seconds               key.Binding
	HalfMinuteBack, HalfMinute         key.Binding
	NextChange, PrevChange             key.Binding
	PrevWindow, NextWindow             key.Binding
	AxisStart, AxisEnd, Follow         key.Binding
	ZoomIn, ZoomOut, Fit, Gaps, Clock  key.Binding
	Mark, Compare, Edge                key.Binding
	Logs, Previous, Spec, Export, Copy key.Binding
	Play, StepBack, Step               key.Binding
	Slower, Faster                     key.Binding
	Help, Quit, Suspend                key.Binding
}

func bind(help, desc string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
}

// Default returns the key map of the documentation.
func Default() Map {
	m := Map{
		Up:       bind("↑ k", "lane up", "up", "k"),
		Down:     bind("↓ j", "lane down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u", "shift+up"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", "shift+down"),
		Start:    bind("g", "to the start", "g", "home"),
		End:      bind("G", "to the end", "G", "end"),
		Open:     bind("enter", "open", "enter"),
		Back:     bind("esc", "back", "esc"),
		Pane:     bind("tab", "next pane", "tab"),
		PrevPane: bind("shift+tab", "previous pane", "shift+tab"),
		Fold:     bind("o", "open or fold", "o"),
		FoldAll:  bind("O", "open or fold all", "O"),
		Earlier:  bind("< (", "earlier run or life", "<", "("),
		Later:    bind("> )", "later run or life", ">", ")"),

		Problem:   bind("!", "next problem", "!"),
		Palette:   bind(":", "find anything", ":"),
		Filter:    bind("/", "filter", "/"),
		NextMatch: bind("n", "next match", "n"),
		PrevMatch: bind("N", "previous match", "N"),
		All:       bind("a", "all / this lane", "a"),

		Mark:     bind("m", "mark A, then B", "m"),
		Compare:  bind("d", "compare two marked pods", "d"),
		Edge:     bind("i", "timestamp sources", "i"),
		Logs:     bind("L", "logs", "L"),
		Previous: bind("P", "previous run's logs", "P"),
		Spec:     bind("s", "spec and status", "s"),
		Export:   bind("e", "export", "e"),
		Copy:     bind("y", "copy for a ticket", "y"),

		Play:     bind("space", "play or pause", "space"),
		StepBack: bind(",", "step back", ","),
		Step:     bind(".", "step", "."),
		Slower:   bind("{ v", "slower", "{", "v"),
		Faster:   bind("} V", "faster", "}", "V"),

		Help:    bind("?", "help", "?"),
		Quit:    bind("q", "close, then quit", "q", "ctrl+c"),
		Suspend: bind("ctrl+z", "suspend", "ctrl+z"),
	}
	m.bindTime()
	return m
}

// bindTime binds the keys of time: the cursor, and the part of the life that is
// shown.
func (k *Map) bindTime() {
	k.Left = bind("← h", "cursor left", "left", "h")
	k.Right = bind("→ l", "cursor right", "right", "l")
	k.JumpLeft = bind("shift+←", "ten cells left", "shift+left")
	k.JumpRight = bind("shift+→", "ten cells right", "shift+right")
	k.SecondsBack = bind("ctrl+←", "5 s back", "ctrl+left")
	k.Seconds = bind("ctrl+→", "5 s on", "ctrl+right")
	k.HalfMinuteBack = bind("alt+←", "30 s back", "alt+left", "alt+b") // macOS' Terminal sends alt+b
	k.HalfMinute = bind("alt+→", "30 s on", "alt+right", "alt+f")
	k.NextChange = bind("w", "next change", "w")
	k.PrevChange = bind("b", "previous change", "b")
	k.PrevWindow = bind("[ B", "previous window", "[", "B")
	k.NextWindow = bind("] W", "next window", "]", "W")
	k.AxisStart = bind("0", "start of the life", "0")
	k.AxisEnd = bind("$", "end of the life", "$")
	k.Follow = bind("F", "follow now", "F")
	k.ZoomIn = bind("+", "zoom in", "+", "=")
	k.ZoomOut = bind("-", "zoom out", "-")
	k.Fit = bind("f", "fit", "f")
	k.Gaps = bind("x", "collapse idle time", "x")
	k.Clock = bind("t", "clock: local, +, UTC", "t")
}

// Replaying enables the keys that only make sense with a recording.
func (k *Map) Replaying(on bool) {
	for _, a := range k.Actions() {
		if a.Group == Replay {
			a.Binding.SetEnabled(on)
		}
	}
}

// WithoutArrows names the letters of the keys that else are called by their
// arrow: in ASCII, an arrow to the left looks like the key "<".
func (k *Map) WithoutArrows() {
	for _, a := range k.Actions() {
		withoutArrows(a.Binding)
	}
}

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
