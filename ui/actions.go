package ui

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// action is what a key does wherever the user is.
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

// actions returns what the keys do that belong to no pane. The same table
// serves the terminal and Frame; what is not in it goes to the pane that has
// the keys, and then to the axis.
func (a *app) actions() []action {
	k := &a.keys
	return []action{
		{k.Quit, (*app).closeOrQuit},
		{k.Suspend, (*app).suspend},
		{k.Help, quiet(func(a *app) { a.help.Toggle(a.view(a.layout())) })},
		{k.Back, quiet((*app).goBack)},
		{k.Pane, quiet((*app).nextPane)},
		{k.PrevPane, quiet((*app).nextPane)},
		{k.Palette, quiet((*app).openPalette)},
		{k.Problem, quiet((*app).nextProblem)},
		{k.Earlier, quiet(func(a *app) { a.switchRun(-1) })},
		{k.Later, quiet(func(a *app) { a.switchRun(1) })},
		{k.Edge, quiet(func(a *app) { a.edges = !a.edges })},
		{k.Logs, quiet(func(a *app) { a.showLogs(false) })},
		{k.Previous, quiet(func(a *app) { a.showLogs(true) })},
		{k.Spec, quiet((*app).showSpec)},
		{k.Export, func(a *app) tea.Cmd { return a.reply(a.export.Start(a.layout().Page)) }},
		{k.Copy, (*app).copySelection},
		{k.Filter, quiet((*app).startFilter)},
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

// press does what a key asks for, and makes sure that it is answered.
func (a *app) press(k tea.KeyPressMsg) tea.Cmd {
	if a.message != "" || a.laid != nil && !a.laid.made.Equal(a.session.present()) {
		a.message, a.laid = "", nil
	}
	frame, cursor := a.paint(), a.time.Cursor
	cmd := a.dispatch(k)
	a.lower.logs.Follow(cursor, a.time.Cursor)
	a.touch()
	a.answered(k, frame, cmd)
	return cmd
}

// dispatch routes a key: to what is being typed, to the palette, to the export menu,
// to the help, to an action of the root, or to the pane in use and the axis.
func (a *app) dispatch(k tea.KeyPressMsg) tea.Cmd {
	always := key.Matches(k, a.keys.Suspend)
	switch {
	case k.String() == keymap.AlwaysQuits:
		return a.leave()
	case a.typing && a.typed(k):
		return nil
	case a.palette.On && !always:
		return a.reply(a.palette.Update(k, a.layout().Page))
	case a.export.On && !always:
		return a.reply(a.export.Update(k, a.layout().Page, a.layout().lives))
	case a.compare.On && !always && !key.Matches(k, a.keys.Help):
		return a.reply(a.compare.Update(k, a.layout().Page))
	case a.help.On && !always && (a.help.Typing || !key.Matches(k, a.keys.Help, a.keys.Quit, a.keys.Back)):
		return a.reply(a.help.Update(k, a.layout().Page))
	}
	a.settle(k)
	for _, act := range a.actions() {
		if key.Matches(k, act.key) {
			return act.do(a)
		}
	}
	return a.route(k)
}

// settle ends what holds until the user does something: which page follows from the
// number of pods, and which container is to be opened.
func (a *app) settle(k tea.KeyPressMsg) {
	if bound := func(g keymap.Group) bool { return key.Matches(k, g.Keys...) }; !slices.ContainsFunc(a.keys.Groups(), bound) {
		return
	}
	a.layout() // opens what is wanted, if it is there
	a.wanted = ""
	if !a.chosen {
		a.page, a.chosen = a.layout().Kind, len(a.list.All.Groups) > 0
		a.pinPod()
	}
}

// component is a pane as the root sees it: it takes what concerns it, and returns
// what the root has to do about it.
type component interface {
	Update(msg tea.Msg, pg *page.Page) tea.Msg
	// Hints returns the keys that matter most there, the most important first.
	Hints(pg *page.Page) []key.Binding
}

// focused returns the pane that has the keys, nil while there is nothing to show.
func (a *app) focused(s *layout) component {
	switch {
	case s.Kind == page.List && (s.Life != nil || len(a.list.All.Groups) > 0):
		return &a.list
	case s.Life == nil:
		return nil
	case a.pane != page.FocusLanes:
		return a.lower.pane(a.pane)
	}
	return &a.lanes
}

// route gives a message to the pane that has the keys, and to the axis.
func (a *app) route(msg tea.Msg) tea.Cmd {
	s := a.layout()
	head := a.playhead(s)
	if a.pane == page.FocusLanes && head.jump(msg) {
		return nil
	}
	if cmd, ok := head.take(msg); ok {
		return cmd
	}
	if a.session.play != nil {
		if cmd := a.reply(a.session.play.Update(msg, s.Page)); cmd != nil {
			return cmd
		}
	}
	if page.Matches(msg, a.keys.All) && s.Kind == page.Pod {
		a.lanes.Row = s.At // that the lane was only suggested is over: its events are to stay
	}
	if c := a.focused(s); c != nil {
		// keys of the events also while the others act on lanes
		if page.Matches(msg, a.keys.All, a.keys.NextMatch, a.keys.PrevMatch) && s.Kind != page.List && a.pane == page.FocusLanes {
			c = &a.lower.events
		}
		if cmd := a.reply(c.Update(msg, s.Page)); cmd != nil {
			return cmd
		}
		a.noteList(s)
	}
	return a.reply(a.time.Update(msg, a.layout().Latest))
}

// noteList remembers which pod of the list is selected.
func (a *app) noteList(s *layout) {
	if s.Kind == page.List {
		a.pod = cmp.Or(a.list.Key(), a.pod)
	}
}

// reply does what a pane asks for.
func (a *app) reply(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case page.SayMsg:
		a.message = string(msg)
	case page.GoToMsg:
		a.goTo(msg)
	case page.OpenMsg:
		a.goIn()
	case performMsg:
		return a.perform(string(msg))
	case laneMsg:
		a.selectLane(string(msg))
	case openPodMsg:
		a.openPod(string(msg))
	case page.CompareMsg:
		a.message = a.compare.Open(msg)
	case page.TallMsg:
		a.lower.tall = !a.lower.tall
	case tea.Cmd:
		return msg
	}
	return nil
}

// goTo puts the cursor on a moment and, with a row, the keys on that.
func (a *app) goTo(m page.GoToMsg) {
	s := a.layout()
	if a.lower.sheet == sheetLogs && a.pane == page.FocusSheet {
		a.lower.tall = false
	}
	a.time.SetCursor(s.Latest, m.At)
	switch {
	case m.Row == page.RowID{} && a.pane == page.FocusLanes:
		a.pane = page.FocusEvents // a match was found there
	case m.Row == page.RowID{}:
	case s.Kind == page.Pod:
		a.lanes.Reveal(s.Latest, m.Row)
		a.pane = page.FocusLanes
	default:
		a.pane = page.FocusLanes
	}
}
