package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// answered makes sure that a key is answered: where it changed nothing that can be
// seen, the key line says why.
func (a *app) answered(k tea.KeyPressMsg, before string, cmd tea.Cmd) {
	if a.message == "" && cmd == nil && !a.writing() && a.paint() == before {
		s := a.layout()
		a.message = reason{&a.keys, s, a.view(s), a.session.play != nil, a.help.On, a.compare.On, a.export.On}.of(k)
		a.laid = nil
	}
}

// reason says why a key did nothing.
type reason struct {
	keys   *keymap.Map
	s      *layout
	in     keymap.View
	replay bool
	help   bool // the help is open
	diff   bool // two pods are compared
	export bool // the menu of exports is open
}

// of returns the reason for a key, in a sentence.
func (r reason) of(k tea.KeyPressMsg) string {
	if r.help {
		return "nothing more here: " + r.keys.Back.Help().Key + " closes the help"
	}
	if r.diff {
		return "nothing more here: " + r.keys.Back.Help().Key + " closes the comparison"
	}
	if r.export {
		return "nothing more here: " + r.keys.Open.Help().Key + " names the file, " + r.keys.Back.Help().Key + " closes the menu"
	}
	all := r.keys.Actions()
	i := slices.IndexFunc(all, func(act keymap.Action) bool { return slices.Contains(act.Binding.Keys(), k.String()) })
	if i < 0 {
		return "no action has the key " + k.String() + ": " + r.keys.Help.Help().Key + " lists them, " + r.keys.Palette.Help().Key + " finds them"
	}
	act := all[i]
	switch {
	case act.Group == keymap.Replay && !r.replay:
		return act.Binding.Help().Desc + ": only a recording is played"
	case r.s.Life == nil:
		return act.Binding.Help().Desc + ": there is no pod yet"
	case r.s.Kind == page.List && act.In&keymap.List == 0:
		return act.Binding.Help().Desc + ": not in the list of pods; " + r.keys.Open.Help().Key + " opens one"
	case act.In&r.in == 0:
		return act.Binding.Help().Desc + ": not " + r.in.Where()
	}
	if why := r.limits()[act.Name]; why != "" {
		return why
	}
	return act.Binding.Help().Desc + ": nothing to do here"
}

// rowNames are the words for what is selected.
var rowNames = map[keymap.View]string{
	keymap.List: "pod", keymap.Pod: "lane", keymap.Container: "track", keymap.Events: "event", keymap.Log: "line", keymap.Spec: "line",
}

// limits returns for each action that can reach an end what it has reached.
func (r reason) limits() map[string]string {
	row, run, all := rowNames[r.in], "life of this name", "no other events"
	if r.in == keymap.List {
		all = "no bars to align"
	}
	if r.s.Kind == page.Container {
		run = "run of this container"
	}
	const start, end, whole = "this is the start of the life", "this is the end of what is known", "all of the life is in sight"
	return map[string]string{
		"up": "this is the first " + row, "pageUp": "this is the first " + row, "start": "this is the first " + row,
		"down": "this is the last " + row, "pageDown": "this is the last " + row, "end": "this is the last " + row,
		"open": "nothing more to open", "back": "nothing is open; " + r.keys.Quit.Help().Key + " quits",
		"pane": "no other pane here", "prevPane": "no other pane here",
		"fold": "this " + row + " has nothing to open or fold", "foldAll": "no lane has anything to open or fold",
		"earlier": "no earlier " + run, "later": "no later " + run,
		"nextMatch": "no other match", "prevMatch": "no other match", "all": all,
		"left": start, "jumpLeft": start, "secondsBack": start, "halfMinuteBack": start, "axisStart": start,
		"right": end, "jumpRight": end, "seconds": end, "halfMinute": end, "axisEnd": end,
		"prevChange": "no earlier change of this " + row, "nextChange": "no later change of this " + row,
		"prevWindow": "no earlier window: " + whole, "nextWindow": "no later window: " + whole,
		"follow": "the present is in sight", "zoomIn": "this is the finest scale", "zoomOut": whole, "fit": whole,
		"edge": "no room to show timestamp sources", "stepBack": "this is the first observation", "step": "this is the last observation",
		"slower": "this is the lowest speed", "faster": "this is the highest speed", "play": "the recording is empty",
	}
}
