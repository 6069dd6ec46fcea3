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
		a.message = a.whyNot(k)
		a.laid = nil
	}
}

// whyNot returns why a key did nothing.
func (a *app) whyNot(k tea.KeyPressMsg) string {
	s := a.layout()
	if a.help.On {
		return "nothing more here: " + a.keys.Back.Help().Key + " closes the help"
	}
	all := a.keys.Actions()
	i := slices.IndexFunc(all, func(act keymap.Action) bool { return slices.Contains(act.Binding.Keys(), k.String()) })
	if i < 0 {
		return "no action has the key " + k.String() + ": " + a.keys.Help.Help().Key + " lists them, " + a.keys.Palette.Help().Key + " finds them"
	}
	act := all[i]
	switch {
	case act.Group == "replay" && a.session.play == nil:
		return act.Binding.Help().Desc + ": only a recording is played"
	case s.Life == nil:
		return act.Binding.Help().Desc + ": there is no pod yet"
	case s.Kind == page.List && act.In&keymap.List == 0:
		return act.Binding.Help().Desc + ": not in the list of pods; " + a.keys.Open.Help().Key + " opens one"
	case act.In&a.view(s) == 0:
		return act.Binding.Help().Desc + ": not " + a.view(s).Where()
	}
	if why := a.limits(s)[act.Name]; why != "" {
		return why
	}
	return act.Binding.Help().Desc + ": nothing to do here"
}

// rowNames are the words for what is selected.
var rowNames = map[keymap.View]string{
	keymap.List: "pod", keymap.Pod: "lane", keymap.Container: "track", keymap.Events: "event", keymap.Log: "line", keymap.Spec: "line",
}

// limits returns for each action that can reach an end what it has reached.
func (a *app) limits(s *layout) map[string]string {
	row, run := rowNames[a.view(s)], "life of this name"
	if s.Kind == page.Container {
		run = "run of this container"
	}
	const start, end, whole = "this is the start of the life", "this is the end of what is known", "all of the life is in sight"
	return map[string]string{
		"up": "this is the first " + row, "pageUp": "this is the first " + row, "start": "this is the first " + row,
		"down": "this is the last " + row, "pageDown": "this is the last " + row, "end": "this is the last " + row,
		"open": "nothing more to open", "back": "nothing is open; " + a.keys.Quit.Help().Key + " quits",
		"pane": "no other pane here", "prevPane": "no other pane here",
		"fold": "this " + row + " has nothing to open or fold", "foldAll": "no lane has anything to open or fold",
		"earlier": "no earlier " + run, "later": "no later " + run,
		"nextMatch": "no other match", "prevMatch": "no other match", "all": "no other events",
		"left": start, "jumpLeft": start, "secondsBack": start, "halfMinuteBack": start, "axisStart": start,
		"right": end, "jumpRight": end, "seconds": end, "halfMinute": end, "axisEnd": end,
		"prevChange": "no earlier change of this " + row, "nextChange": "no later change of this " + row,
		"prevWindow": "no earlier window: " + whole, "nextWindow": "no later window: " + whole,
		"follow": "the present is in sight", "zoomIn": "this is the finest scale", "zoomOut": whole, "fit": whole,
		"edge": "select a lane first", "stepBack": "this is the first observation", "step": "this is the last observation",
		"slower": "this is the lowest speed", "faster": "this is the highest speed", "play": "the recording is empty",
	}
}
