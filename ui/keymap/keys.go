package keymap

import "charm.land/bubbles/v2/key"

// Map is every key of the screen. The help and the key line are made from
// it, and so are the names that Frame understands.
type Map struct {
	Up, Down, PageUp, PageDown          key.Binding
	Left, Right, NextChange, PrevChange key.Binding
	PrevWindow, NextWindow              key.Binding
	ZoomIn, ZoomOut, Fit, Follow        key.Binding
	Gaps, Clock                         key.Binding
	Mark, Edge, Copy                    key.Binding
	Open, Back, Pane                    key.Binding
	Fold, FoldAll                       key.Binding
	Earlier, Later                      key.Binding
	Filter, NextMatch, PrevMatch, All   key.Binding
	Play, StepBack, Step                key.Binding
	Slower, Faster, Start, End          key.Binding
	Logs, Previous, Spec, Export        key.Binding
	Help, Quit, Suspend                 key.Binding
}

func bind(help, desc string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
}

// Default returns the key map of the documentation.
func Default() Map {
	return Map{
		Up:         bind("↑ k", "lane up", "up", "k"),
		Down:       bind("↓ j", "lane down", "down", "j"),
		PageUp:     bind("pgup", "page up", "pgup"),
		PageDown:   bind("pgdn", "page down", "pgdown"),
		Left:       bind("← h", "cursor left", "left", "h"),
		Right:      bind("→ l", "cursor right", "right", "l"),
		NextChange: bind("w", "next change", "w"),
		PrevChange: bind("b", "previous change", "b"),
		PrevWindow: bind("[", "previous window", "["),
		NextWindow: bind("]", "next window", "]"),
		ZoomIn:     bind("+", "zoom in", "+", "="),
		ZoomOut:    bind("-", "zoom out", "-"),
		Fit:        bind("f", "fit", "f"),
		Follow:     bind("F", "follow now", "F"),
		Gaps:       bind("x", "gaps", "x"),
		Clock:      bind("t", "clock: local, +, UTC", "t"),
		Mark:       bind("m", "mark A, then B", "m"),
		Edge:       bind("i", "how edges are known", "i"),
		Copy:       bind("y", "copy", "y"),
		Open:       bind("enter", "open", "enter"),
		Back:       bind("esc", "back", "esc"),
		Pane:       bind("tab", "next pane", "tab"),
		Fold:       bind("o", "open or fold", "o"),
		FoldAll:    bind("O", "open or fold all", "O"),
		Earlier:    bind("<", "earlier run or life", "<"),
		Later:      bind(">", "later run or life", ">"),
		Filter:     bind("/", "filter", "/"),
		NextMatch:  bind("n", "next match", "n"),
		PrevMatch:  bind("N", "previous match", "N"),
		All:        bind("a", "all, or the lane's", "a"),
		Play:       bind("space", "play or pause", "space"),
		StepBack:   bind(",", "step back", ","),
		Step:       bind(".", "step", "."),
		Slower:     bind("{", "slower", "{"),
		Faster:     bind("}", "faster", "}"),
		Start:      bind("g", "to the start", "g", "home"),
		End:        bind("G", "to the end", "G", "end"),
		Logs:       bind("L", "logs", "L"),
		Previous:   bind("P", "previous run's logs", "P"),
		Spec:       bind("s", "spec and status", "s"),
		Export:     bind("e", "export", "e"),
		Help:       bind("?", "help", "?"),
		Quit:       bind("q", "quit", "q", "ctrl+c"),
		Suspend:    bind("ctrl+z", "suspend", "ctrl+z"),
	}
}

// keyGroup is one block of the help.
type keyGroup struct {
	Title string
	Keys  []key.Binding
}

// Groups lists every binding once, in the order in which they are explained.
func (k Map) Groups() []keyGroup {
	return []keyGroup{
		{"lanes", []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.Start, k.End, k.Open, k.Back, k.Fold, k.FoldAll, k.Earlier, k.Later}},
		{"time", []key.Binding{k.Left, k.Right, k.NextChange, k.PrevChange, k.PrevWindow, k.NextWindow, k.ZoomIn, k.ZoomOut, k.Fit, k.Follow, k.Gaps, k.Clock}},
		{"details", []key.Binding{k.Mark, k.Edge, k.Logs, k.Previous, k.Spec, k.Export, k.Copy, k.Pane, k.Filter, k.NextMatch, k.PrevMatch, k.All}},
		{"replay", []key.Binding{k.Play, k.StepBack, k.Step, k.Slower, k.Faster}},
		{"podlife", []key.Binding{k.Help, k.Quit, k.Suspend}},
	}
}

// Replaying enables the keys that only make sense with a recording.
func (k *Map) Replaying(on bool) {
	for _, b := range []*key.Binding{&k.Play, &k.StepBack, &k.Step, &k.Slower, &k.Faster} {
		b.SetEnabled(on)
	}
}

// WithoutArrows names the letters of the keys that else are called by their
// arrow: in ASCII, an arrow to the left looks like the key "<".
func (k *Map) WithoutArrows() {
	for _, a := range k.Actions() {
		withoutArrows(a.Binding)
	}
}
