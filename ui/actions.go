package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// action is what a key does.
type action struct {
	key key.Binding
	do  func(*app) tea.Cmd
}

// quiet wraps an action that starts nothing.
func quiet(f func(*app)) func(*app) tea.Cmd {
	return func(a *app) tea.Cmd {
		f(a)
		return nil
	}
}

// actions is the whole behaviour of the keyboard. The same table serves the
// terminal and Frame.
func (a *app) actions() []action {
	k := &a.keys
	return []action{
		{k.Quit, func(a *app) tea.Cmd { a.quit = true; return tea.Quit }},
		{k.Suspend, (*app).suspend},
		{k.Help, quiet(func(a *app) { a.help, a.helpAt = !a.help, 0 })},
		{k.Back, quiet((*app).goBack)},
		{k.Open, quiet((*app).goIn)},
		{k.Up, quiet(func(a *app) { a.move(-1) })},
		{k.Down, quiet(func(a *app) { a.move(1) })},
		{k.PageUp, quiet(func(a *app) { a.move(-a.page10()) })},
		{k.PageDown, quiet(func(a *app) { a.move(a.page10()) })},
		{k.Pane, quiet((*app).nextPane)},
		{k.Fold, quiet((*app).fold)},
		{k.FoldAll, quiet((*app).foldAll)},
		{k.Earlier, quiet(func(a *app) { a.switchRun(-1) })},
		{k.Later, quiet(func(a *app) { a.switchRun(1) })},
		{k.Left, quiet(func(a *app) { a.moveCursor(-1) })},
		{k.Right, quiet(func(a *app) { a.moveCursor(1) })},
		{k.NextChange, quiet(func(a *app) { a.hopChange(1) })},
		{k.PrevChange, quiet(func(a *app) { a.hopChange(-1) })},
		{k.NextWindow, quiet(func(a *app) { a.hopWindow(1) })},
		{k.PrevWindow, quiet(func(a *app) { a.hopWindow(-1) })},
		{k.ZoomIn, quiet(func(a *app) { a.zoom(1) })},
		{k.ZoomOut, quiet(func(a *app) { a.zoom(-1) })},
		{k.Fit, quiet((*app).fit)},
		{k.Follow, quiet((*app).follow)},
		{k.Gaps, quiet((*app).toggleGaps)},
		{k.Clock, quiet((*app).nextClock)},
		{k.Mark, quiet((*app).mark)},
		{k.Edge, quiet(func(a *app) { a.edges = !a.edges })},
		{k.Logs, quiet(func(a *app) { a.showLogs(false) })},
		{k.Previous, quiet(func(a *app) { a.showLogs(true) })},
		{k.Spec, quiet((*app).showSpec)},
		{k.Export, quiet((*app).startExport)},
		{k.Copy, (*app).copySelection},
		{k.All, quiet((*app).all)},
		{k.Filter, quiet((*app).startFilter)},
		{k.NextMatch, quiet(func(a *app) { a.match(1) })},
		{k.PrevMatch, quiet(func(a *app) { a.match(-1) })},
		{k.Play, (*app).togglePlay},
		{k.Step, quiet(func(a *app) { a.play.step(1) })},
		{k.StepBack, quiet(func(a *app) { a.play.step(-1) })},
		{k.Faster, quiet(func(a *app) { a.play.faster() })},
		{k.Slower, quiet(func(a *app) { a.play.slower() })},
		{k.Start, quiet((*app).toStart)},
		{k.End, quiet((*app).toEnd)},
	}
}

// suspend hands the terminal back to the shell, if there is one.
func (a *app) suspend() tea.Cmd {
	if !a.opts.Shell {
		a.message = "no shell is here that could bring podlife back"
		return nil
	}
	return tea.Suspend
}

// press does what a key is bound to.
func (a *app) press(k tea.KeyPressMsg) tea.Cmd {
	a.message = ""
	before := a.cursor
	defer func() { a.followCursor(before); a.touch() }()
	if a.typing && a.typed(k) {
		return nil
	}
	if a.export.on {
		if cmd, ok := a.exporting(k); ok {
			return cmd
		}
	}
	for _, act := range a.actions() {
		if !key.Matches(k, act.key) {
			continue
		}
		if a.help && !a.inHelp(act.key) {
			return nil
		}
		a.scene() // opens what is wanted, if it is there
		a.wanted = ""
		if !a.chosen {
			a.page, a.chosen = a.scene().page, len(a.scene().groups) > 0
			a.pinPod()
		}
		return act.do(a)
	}
	return nil
}

// inHelp reports whether a key works while the help is open.
func (a *app) inHelp(b key.Binding) bool {
	name := b.Help().Key
	for _, ok := range []key.Binding{a.keys.Help, a.keys.Quit, a.keys.Suspend, a.keys.Back, a.keys.Up, a.keys.Down, a.keys.PageUp, a.keys.PageDown, a.keys.Start, a.keys.End} {
		if ok.Help().Key == name {
			return true
		}
	}
	return false
}
