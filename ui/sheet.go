package ui

import (
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/spec"
)

// showLogs opens the log of the selected container, or closes it if that is what
// is shown.
func (a *app) showLogs(previous bool) {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
		s = a.layout()
	}
	log := &a.lower.logs
	was := log.Tag
	a.reply(log.Show(s.Page, previous))
	switch {
	case log.Shown && log.Tag != was:
		a.lower.open(sheetLogs)
		a.pane = page.FocusSheet
	case !log.Shown && a.lower.sheet == sheetLogs:
		a.closeSheet()
	}
}

// showSpec opens the spec and status of the selection, or closes it.
func (a *app) showSpec() {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
	} else if a.lower.sheet == sheetSpec {
		a.closeSheet()
		return
	}
	a.lower.close()
	a.lower.spec = spec.Model{}
	a.lower.open(sheetSpec)
	a.pane = page.FocusSheet
}

// closeSheet closes what is open in the lower part, and gives the keys to the
// lanes if it had them.
func (a *app) closeSheet() {
	a.lower.close()
	if a.pane == page.FocusSheet {
		a.pane = page.FocusLanes
	}
}

func (a *app) filter() *page.Input {
	if a.layout().Kind == page.List && a.pane != page.FocusSheet {
		return &a.list.Filter
	}
	return a.lower.filter(a.pane)
}
