package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/podlife/podlife/ui/keymap"
)

// parse takes over what the text of a file says.
func (f *File) parse(text []byte) error {
	var docs []yaml.Node
	err := yaml.Load(text, &docs, yaml.WithAllDocuments())
	if bad := (*yaml.LoadError)(nil); errors.As(err, &bad) {
		return &Error{f.Path, max(bad.Mark.Line, 1), max(bad.Mark.Column, 1), errors.New(bad.Message)}
	}
	switch {
	case err != nil:
		return &Error{Path: f.Path, Err: err}
	case len(docs) == 0 || len(docs[0].Content) == 0:
		return nil // empty, or comments alone
	case len(docs) > 1:
		return f.wrong(&docs[1], "a second document; the settings are one")
	}
	top := docs[0].Content[0]
	if isNull(top) {
		return nil
	}
	if top.Kind != yaml.MappingNode {
		return f.wrong(top, "not a setting; write NAME: VALUE with one of the names %s", settingNames())
	}
	f.values = map[string]value{}
	return f.each(top, f.take)
}

// each calls take for every key and value of a mapping, and refuses a key that
// comes twice, or that is not plain text.
func (f *File) each(m *yaml.Node, take func(name, v *yaml.Node) error) error {
	lines := map[string]int{}
	for pair := range slices.Chunk(m.Content, 2) {
		name, v := pair[0], pair[1]
		switch first := lines[name.Value]; {
		case name.Kind != yaml.ScalarNode:
			return f.wrong(name, "not the name of a setting")
		case first > 0:
			return f.wrong(name, "%q stands on line %d already; keep one of the two", name.Value, first)
		}
		lines[name.Value] = name.Line
		if err := take(name, v); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) take(name, v *yaml.Node) error {
	s, known := setting(name.Value)
	switch {
	case name.Value == keysName:
		return f.takeKeys(v)
	case !known:
		return f.wrong(name, "unknown setting %q; choose one of %s", name.Value, settingNames())
	case v.Kind != yaml.ScalarNode || isNull(v):
		return f.wrong(v, "%s needs a value: one of %s", s.Name, strings.Join(s.Choices, ", "))
	}
	if err := s.Check(s.Name+" ", v.Value); err != nil {
		return f.wrong(v, "%w", err)
	}
	f.values[s.Name] = value{v.Value, v.Line}
	return nil
}

func (f *File) takeKeys(m *yaml.Node) error {
	if isNull(m) {
		return nil
	}
	if m.Kind != yaml.MappingNode {
		return f.wrong(m, "keys needs an action and its keys on each line, such as follow: ctrl+f")
	}
	var all []keymap.Rebinding
	var places []*yaml.Node // of what an error of the same index is about
	err := f.each(m, func(name, v *yaml.Node) error {
		keys, err := f.keysOf(name, v)
		all, places = append(all, keymap.Rebinding{Action: name.Value, Keys: keys}), append(places, v)
		if !slices.ContainsFunc(f.Keys.Actions(), func(a keymap.Action) bool { return a.Name == name.Value }) {
			places[len(places)-1] = name
		}
		return err
	})
	if err != nil {
		return err
	}
	f.Keys, err = f.Keys.With(all)
	if bad := (*keymap.RebindingError)(nil); errors.As(err, &bad) {
		return f.wrong(places[bad.Index], "%w", bad.Err)
	}
	return err
}

// keysOf returns the keys of one action: one, or a list.
func (f *File) keysOf(name, v *yaml.Node) ([]string, error) {
	list := []*yaml.Node{v}
	if v.Kind == yaml.SequenceNode {
		list = v.Content
	}
	var keys []string
	for _, n := range list {
		if n.Kind != yaml.ScalarNode || n.Value == "" {
			return nil, f.wrong(n, "%s needs a key, or a list of them, such as f or [f, ctrl+f]; [] is none", name.Value)
		}
		if _, err := keymap.ParseKey(n.Value); err != nil {
			return nil, f.wrong(n, "%s: %w", name.Value, err)
		}
		keys = append(keys, n.Value)
	}
	return keys, nil
}

func (f *File) wrong(n *yaml.Node, format string, args ...any) error {
	return &Error{f.Path, n.Line, n.Column, fmt.Errorf(format, args...)}
}

// isNull reports whether a node is there but empty.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func settingNames() string {
	var names []string
	for _, s := range Settings() {
		names = append(names, s.Name)
	}
	return strings.Join(append(names, keysName), ", ")
}
