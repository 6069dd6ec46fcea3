package page

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
)

// Input is a line of text that is typed: a filter, the name of a file. The zero
// value is empty.
type Input struct {
	input textinput.Model
	made  bool
}

// limit is what can be typed at most, in characters.
const limit = 255

// field returns the text field, made when it is first needed.
func (l *Input) field() *textinput.Model {
	if !l.made {
		l.input, l.made = textinput.New(), true
		l.input.CharLimit = limit
		l.input.SetVirtualCursor(false)
		l.input.KeyMap.Paste.SetEnabled(false) // the terminal's own paste arrives as a message
		l.input.Focus()
	}
	return &l.input
}

// Value returns what has been typed.
func (l *Input) Value() string {
	if !l.made {
		return ""
	}
	return l.input.Value()
}

// Set replaces the text, with the cursor at its end.
func (l *Input) Set(text string) {
	l.field().SetValue(text)
	l.input.CursorEnd()
}

// Edit changes the text by one key, and reports whether the key is for texts.
func (l *Input) Edit(k tea.KeyPressMsg) bool {
	f := l.field()
	m := f.KeyMap
	if k.Text == "" && !key.Matches(k, m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward, m.DeleteWordBackward, m.DeleteWordForward,
		m.DeleteAfterCursor, m.DeleteBeforeCursor, m.DeleteCharacterBackward, m.DeleteCharacterForward, m.LineStart, m.LineEnd) {
		return false
	}
	l.input, _ = f.Update(k)
	return true
}

// Paste inserts what the terminal pasted.
func (l *Input) Paste(text string) {
	l.input, _ = l.field().Update(tea.PasteMsg{Content: timeline.Clean(text)})
}

// Typed returns the text with a mark where the next character goes.
func (l *Input) Typed() string {
	text := []rune(l.Value())
	at := len(text)
	if l.made {
		at = min(l.input.Position(), at)
	}
	return string(text[:at]) + "_" + string(text[at:])
}

// Note returns the text as the title of a pane shows a filter, "" without one.
func (l *Input) Note(typing bool) string {
	switch {
	case typing:
		return "/ " + l.Typed()
	case l.Value() != "":
		return "/" + l.Value()
	}
	return ""
}
