package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/page"
)

// writing reports whether characters are text just now, not keys.
func (a *app) writing() bool { return a.typing || a.palette.On || a.help.Typing || a.export.Writing() }

// typed takes a key as part of the filter; false means that it is not.
func (a *app) typed(k tea.KeyPressMsg) bool {
	filter := a.filter()
	switch s := k.String(); {
	case s == "enter":
		a.typing = false
	case s == "esc":
		a.typing, *filter = false, page.Input{}
	case !filter.Edit(k):
		return false
	}
	a.lower.events.Selected = events.ID{}
	a.lower.spec.Top()
	return true
}

// pasted takes over what was pasted from the clipboard.
func (a *app) pasted(msg tea.PasteMsg) {
	if a.typing {
		a.filter().Paste(msg.Content)
		return
	}
	pg := a.layout().Page
	a.palette.Update(msg, pg)
	a.help.Update(msg, pg)
	a.export.Update(msg, pg, nil)
}
