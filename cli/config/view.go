package config

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/podlife/podlife/ui/keymap"
)

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
