package keymap

import (
	"fmt"
	"maps"
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
	"insert": {Code: tea.KeyInsert}, "delete": {Code: tea.KeyDelete}, "space": {Code: tea.KeySpace, Text: " "},
	"f1": {Code: tea.KeyF1}, "f2": {Code: tea.KeyF2}, "f3": {Code: tea.KeyF3}, "f4": {Code: tea.KeyF4}, "f5": {Code: tea.KeyF5}, "f6": {Code: tea.KeyF6},
	"f7": {Code: tea.KeyF7}, "f8": {Code: tea.KeyF8}, "f9": {Code: tea.KeyF9}, "f10": {Code: tea.KeyF10}, "f11": {Code: tea.KeyF11}, "f12": {Code: tea.KeyF12},
}

// modifiers are the keys that are held, in the order in which Bubble Tea writes them.
var modifiers = []struct {
	name string
	mod  tea.KeyMod
}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}}

// sameAs are combinations that a terminal sends as another key: they share its byte.
var sameAs = map[string]string{"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "esc", "ctrl+h": "backspace"}

// ParseKey returns the key press of a name such as "q", "pgup" or "ctrl+f". The
// error says which names there are.
func ParseKey(name string) (tea.Key, error) {
	base, held := name, tea.KeyMod(0)
	for _, m := range modifiers {
		if rest, ok := strings.CutPrefix(base, m.name); ok && rest != "" {
			base, held = rest, held|m.mod
		}
	}
	k, named := namedKeys[base]
	switch other := sameAs[name]; {
	case other != "":
		return k, fmt.Errorf("a terminal sends %q as %q", name, other)
	case named && held == 0:
		return k, nil
	case named:
		return tea.Key{Code: k.Code, Mod: held}, nil
	case !printable(base):
		return k, fmt.Errorf("no key is called %q; a key is one character, f1 to f12 or one of %s, with ctrl+, alt+ or shift+ before it in this order", name, strings.Join(keyNames(), ", "))
	case held == 0:
		r, _ := utf8.DecodeRuneInString(base)
		return tea.Key{Code: unicode.ToLower(r), Text: base}, nil
	case base != strings.ToLower(base):
		return k, fmt.Errorf("a terminal sends %q without the shift; write %q", name, strings.ToLower(name))
	case held&tea.ModShift != 0:
		return k, fmt.Errorf("a terminal sends the character, not %q; write what shift makes of it, such as %q", name, strings.ToUpper(base))
	}
	r, _ := utf8.DecodeRuneInString(base)
	return tea.Key{Code: r, Mod: held}, nil
}

// keyNames returns the names of the keys without a character, but for f1 to f12.
func keyNames() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(namedKeys)), func(name string) bool { return name[0] == 'f' })
}

// Names returns the names that Press understands: every key of the map.
func (k Map) Names() []string {
	var names []string
	for _, g := range k.Groups() {
		for _, b := range g.Keys {
			names = append(names, b.Keys()...)
		}
	}
	return names
}

// Press returns the key press of a name of the map. While text is being typed any
// single character is a name as well.
func (k Map) Press(name string, typing bool) (tea.KeyPressMsg, error) {
	known := slices.Contains(k.Names(), name) || typing && (name == "backspace" || printable(name))
	if !known {
		return tea.KeyPressMsg{}, fmt.Errorf("key %q is not one of: %s", name, strings.Join(k.Names(), " "))
	}
	pressed, err := ParseKey(name)
	return tea.KeyPressMsg(pressed), err
}

// printable reports whether s is one visible character.
func printable(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && n > 0 && unicode.IsPrint(r) && r != ' '
}
