package config

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/podlife/podlife/ui/keymap"
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

// View writes what holds without a flag as a configuration file: every setting with
// where it is from, and every action with its keys. What it writes can be read again.
func (f File) View(w io.Writer) error {
	doc := &yaml.Node{Kind: yaml.MappingNode, HeadComment: f.headline()}
	for _, s := range Settings() {
		chosen, err := f.Choose(s)
		if err != nil {
			return err
		}
		v := scalar(chosen.Value)
		v.LineComment = s.Means + ": " + strings.Join(s.Choices, ", ") + from(chosen.Source)
		doc.Content = append(doc.Content, scalar(s.Name), v)
	}
	doc.Content = append(doc.Content, scalar(keysName), f.keysNode())
	text, err := yaml.Dump(doc, yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	_, err = w.Write(text)
	return err
}

// headline returns which file this is.
func (f File) headline() string {
	switch {
	case f.Path == "":
		return "no configuration file: neither XDG_CONFIG_HOME nor a home directory is set"
	case !f.Found:
		return f.Path + " does not exist; these are the defaults and what the environment says"
	}
	return f.Path
}

// from returns where a value was chosen, for the end of a comment.
func from(source string) string {
	if source == "" {
		return ""
	}
	return " (from " + source + ")"
}

func (f File) keysNode() *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode}
	own := keymap.Default()
	for i, a := range f.Keys.Actions() {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, LineComment: a.Binding.Help().Desc}
		for _, k := range a.Binding.Keys() {
			list.Content = append(list.Content, scalar(k))
		}
		if !slices.Equal(a.Binding.Keys(), own.Actions()[i].Binding.Keys()) {
			list.LineComment += " (from the file)"
		}
		m.Content = append(m.Content, scalar(a.Name), list)
	}
	return m
}

func scalar(text string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode}
	n.SetString(text)
	if text == "true" || text == "false" {
		n.Tag = "!!bool"
	}
	return n
}
