package ui

import (
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
)

// What can be typed at most, in bytes.
const (
	maxFilter = 64
	maxName   = 255
)

// writing reports whether characters are text just now, not keys.
func (a *app) writing() bool { return a.typing || a.export.on && a.export.naming }

// typed takes a key as part of the filter; false means that it is not.
func (a *app) typed(k tea.KeyPressMsg) bool {
	needle := a.needle()
	switch s := k.String(); {
	case s == "enter":
		a.typing = false
	case s == "esc":
		a.typing, *needle = false, ""
	case !edit(needle, k, maxFilter):
		return false
	}
	a.event, a.specAt = eventID{}, 0
	return true
}

// pasted takes over what was pasted from the clipboard.
func (a *app) pasted(text string) {
	switch {
	case a.typing:
		insert(a.needle(), timeline.Clean(text), maxFilter)
	case a.writing() && !a.export.busy:
		insert(&a.export.name, timeline.Clean(text), maxName)
	}
}

// edit changes a text by one key; false means that the key is not for texts.
func edit(text *string, k tea.KeyPressMsg, limit int) bool {
	switch s := k.String(); {
	case s == "backspace":
		_, n := utf8.DecodeLastRuneInString(*text)
		*text = (*text)[:len(*text)-n]
	case s == "ctrl+u":
		*text = ""
	case k.Text != "":
		insert(text, k.Text, limit)
	default:
		return false
	}
	return true
}

// insert adds to a text what still fits whole.
func insert(text *string, more string, limit int) {
	if len(*text)+len(more) <= limit {
		*text += more
	}
}
