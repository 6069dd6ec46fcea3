package config

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// Setting is what a flag of the same name, an environment variable and the file
// can say of the screen.
type Setting struct {
	Name     string
	Variable string
	Default  string
	Choices  []string
	Means    string
}

// The settings.
var (
	Theme  = Setting{"theme", "PODLIFE_THEME", "auto", []string{"auto", "dark", "light"}, "the background that the colours are for"}
	Glyphs = Setting{"glyphs", "PODLIFE_GLYPHS", "unicode", []string{"unicode", "ascii"}, "the characters to draw with"}
	Mouse  = Setting{"mouse", "PODLIFE_MOUSE", "true", []string{"true", "false"}, "clicks select, the wheel zooms and scrolls"}
)

// keysName is the setting that has a value for each action.
const keysName = "keys"

// Settings returns all settings but the keys, in the order in which they are shown.
func Settings() []Setting { return []Setting{Theme, Glyphs, Mouse} }

func setting(name string) (Setting, bool) {
	all := Settings()
	i := slices.IndexFunc(all, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return all[i], true
}

// Check returns an error, which names the choices, unless the setting can have the
// value. Before is written before the value, such as "--theme ".
func (s Setting) Check(before, value string) error {
	if slices.Contains(s.Choices, value) {
		return nil
	}
	return fmt.Errorf("%s%q: choose one of %s", before, value, strings.Join(s.Choices, ", "))
}

// Chosen is a value, and where it was chosen: a variable, a line of the file, or
// "" for the default.
type Chosen struct{ Value, Source string }

// Choose returns what holds for a setting where there is no flag: the variable's
// value, else the file's, else the default.
func (f File) Choose(s Setting) (Chosen, error) {
	if v := os.Getenv(s.Variable); v != "" {
		return Chosen{v, s.Variable}, s.Check(s.Variable+"=", v)
	}
	if v, ok := f.values[s.Name]; ok {
		return Chosen{v.text, fmt.Sprintf("line %d", v.line)}, nil
	}
	return Chosen{Value: s.Default}, nil
}
