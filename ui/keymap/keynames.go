package keymap

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// namedKeys are the keys that have a name instead of a character.
var namedKeys = map[string]tea.Key{
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "backspace": {Code: tea.KeyBackspace},
	"space":  {Code: tea.KeySpace, Text: " "},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+z": {Code: 'z', Mod: tea.ModCtrl},
}

// Names lists the names that Frame understands: every key of the key map.
func Names() []string {
	var names []string
	for _, g := range Default().Groups() {
		for _, b := range g.Keys {
			names = append(names, b.Keys()...)
		}
	}
	return names
}

// Press returns the key press of a name. While text is being typed any single
// character is a name as well.
func Press(name string, typing bool) (tea.KeyPressMsg, error) {
	known := slices.Contains(Names(), name) || typing && (name == "backspace" || printable(name))
	if !known {
		return tea.KeyPressMsg{}, fmt.Errorf("key %q is not one of: %s", name, strings.Join(Names(), " "))
	}
	if k, ok := namedKeys[name]; ok {
		return tea.KeyPressMsg(k), nil
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: unicode.ToLower(r), Text: name}, nil
}

// printable reports whether s is one visible character.
func printable(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && n > 0 && unicode.IsPrint(r)
}
