package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/page"
)

// writing reports whether characters are text just now, not keys.
func (a *app) writing() bool { return a.typing || a.export.Writing() }

// typed takes a key as part of the filter; false means that it is not.
func (a *app) typed(k tea.KeyPressMsg) bool {
	a.scene() // says whose filter it is
	needle := a.needle()
	switch s := k.String(); {
	case s == "enter":
		a.typing = false
	case s == "esc":
		a.typing, *needle = false, page.Input{}
	case !needle.Edit(k):
		return false
	}
	a.events.Selected, a.spec.At = events.EventID{}, 0
	return true
}

// pasted takes over what was pasted from the clipboard.
func (a *app) pasted(msg tea.PasteMsg) {
	if a.typing {
		a.needle().Paste(msg.Content)
		return
	}
	a.export.Update(msg, a.scene().Page, nil)
}
