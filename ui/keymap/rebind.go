package keymap

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
)

// Rebinding gives an action other keys than its own; with none, it has no key.
type Rebinding struct {
	Action string
	Keys   []string
}

// AlwaysQuits is the key that no configuration can take away: without it, a wrong
// one could leave no way out. It leaves at once, where q closes what is open first.
const AlwaysQuits = "ctrl+c"

// With returns the map with other keys for some actions. The error names the first
// rebinding that does not hold: an action that does not exist, a key that no
// terminal sends, or one that means something else already.
func (k Map) With(all []Rebinding) (Map, error) {
	for i, r := range all {
		if err := k.rebind(r); err != nil {
			return k, &RebindingError{i, err}
		}
	}
	for i, r := range all {
		if other, name := k.shared(r); other != "" {
			return k, &RebindingError{i, fmt.Errorf("%q means %s as well; give that another key, or none: %s: []", name, other, other)}
		}
	}
	return k, nil
}

// RebindingError says which of several rebindings does not hold, and why.
type RebindingError struct {
	Index int
	Err   error
}

func (e *RebindingError) Error() string { return e.Err.Error() }

func (e *RebindingError) Unwrap() error { return e.Err }

func (k *Map) rebind(r Rebinding) error {
	i := slices.IndexFunc(k.Actions(), func(a Action) bool { return a.Name == r.Action })
	if i < 0 {
		return fmt.Errorf("no action is called %q; choose one of %s", r.Action, strings.Join(k.actionNames(), ", "))
	}
	for _, name := range r.Keys {
		if _, err := ParseKey(name); err != nil {
			return err
		}
	}
	b := k.Actions()[i].Binding
	var keys []string // nil: the binding is disabled
	keys = append(keys, r.Keys...)
	if b == &k.Quit && !slices.Contains(keys, AlwaysQuits) {
		keys = append(keys, AlwaysQuits)
	}
	b.SetKeys(keys...)
	b.SetHelp(shownKeys(keys), b.Help().Desc)
	return nil
}

// shared returns another action that has one of the keys of r, and that key, or "".
func (k *Map) shared(r Rebinding) (action, name string) {
	for _, a := range k.Actions() {
		for _, name := range a.Binding.Keys() {
			if a.Name != r.Action && (slices.Contains(r.Keys, name)) {
				return a.Name, name
			}
		}
	}
	return "", ""
}

func (k *Map) actionNames() []string {
	var names []string
	for _, a := range k.Actions() {
		names = append(names, a.Name)
	}
	return names
}

// signs are how the help writes keys that have a shorter sign than their name.
var signs = map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdown": "pgdn"}

// shownWidth is the room for keys in the help.
const shownWidth = 7

// shownKeys returns how the help writes some keys: the first two, or the first alone
// where there is no room for both.
func shownKeys(keys []string) string {
	out := ""
	for i, name := range keys[:min(len(keys), 2)] {
		if sign := signs[name]; sign != "" {
			name = sign
		}
		switch {
		case i == 0:
			out = name
		case utf8.RuneCountInString(out+" "+name) <= shownWidth:
			out += " " + name
		}
	}
	return out
}

// withoutArrows puts keys that are called by an arrow last, under their name.
func withoutArrows(b *key.Binding) {
	if !strings.ContainsAny(b.Help().Key, "↑↓←→") {
		return
	}
	keys := slices.Clone(b.Keys())
	slices.SortStableFunc(keys, func(x, y string) int { return len(x) - len(y) })
	b.SetHelp(strings.Join(keys[:min(len(keys), 2)], " "), b.Help().Desc)
}
