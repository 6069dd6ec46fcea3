package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"

	"github.com/podlife/podlife/cli"
	"github.com/podlife/podlife/kube"
)

// k9sPlugin is what k9s reads of a plugin (internal/config/json/schemas/plugins.json
// and internal/config/plugin.go of k9s v0.51.0), without the inputs it can ask for.
type k9sPlugin struct {
	ShortCut        string   `json:"shortCut"`
	Override        bool     `json:"override"`
	Description     string   `json:"description"`
	Confirm         bool     `json:"confirm"`
	Dangerous       bool     `json:"dangerous"`
	Scopes          []string `json:"scopes"`
	Command         string   `json:"command"`
	Background      bool     `json:"background"`
	OverwriteOutput bool     `json:"overwriteOutput"`
	Args            []string `json:"args"`
}

// k9sRow returns the variables that k9s fills in for a selected row
// (internal/view/table.go and container.go of k9s v0.51.0).
func k9sRow(scope string) map[string]string {
	row := map[string]string{"RESOURCE_NAME": scope, "NAME": "web", "NAMESPACE": "shop", "CONTEXT": "prod"}
	if scope == "containers" {
		row["POD"] = "my-pod"
	}
	return row
}

var (
	k9sShortCut = regexp.MustCompile(`^([a-z]|Shift-[A-Z]|Ctrl-[A-Z])$`)
	k9sVariable = regexp.MustCompile(`\$\w+`)
)

// TestK9sPlugins checks that k9s loads the plugins, that no view has two for one
// key, and that podlife takes the command which k9s then runs.
func TestK9sPlugins(t *testing.T) {
	text, err := os.ReadFile("k9s/plugins.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Plugins map[string]k9sPlugin `json:"plugins"`
	}
	if err := yaml.UnmarshalStrict(text, &file); err != nil {
		t.Fatalf("k9s' schema allows none but its own keys: %v", err)
	}
	if len(file.Plugins) == 0 {
		t.Fatal("no plugins")
	}
	keys := map[string]string{}
	for name, p := range file.Plugins {
		if !k9sShortCut.MatchString(p.ShortCut) || p.Description == "" || p.Command != "podlife" || len(p.Scopes) == 0 || p.Background {
			t.Errorf("%s: k9s wants a shortCut, description, scopes and command, and podlife a terminal: %+v", name, p)
		}
		for _, scope := range p.Scopes {
			if other := keys[scope+p.ShortCut]; other != "" {
				t.Errorf("%s and %s are both on %s of %s", other, name, p.ShortCut, scope)
			}
			keys[scope+p.ShortCut] = name
			parse(t, name, scope, filledIn(t, p.Args, k9sRow(scope)))
		}
	}
}

// filledIn replaces the variables in args, as k9s does.
func filledIn(t *testing.T, args []string, row map[string]string) []string {
	t.Helper()
	args = slices.Clone(args)
	for i, arg := range args {
		args[i] = k9sVariable.ReplaceAllStringFunc(arg, func(v string) string {
			value, ok := row[strings.TrimPrefix(v, "$")]
			if !ok {
				t.Errorf("k9s has no %s there", v)
			}
			return value
		})
	}
	return args
}

// parse checks that podlife knows the command, the flags and the target.
func parse(t *testing.T, name, scope string, args []string) {
	t.Helper()
	app := cli.App{Name: "podlife"}
	root := app.Command()
	cmd, rest, err := root.Find(args)
	if err != nil || cmd == root {
		t.Fatalf("%s of %s: no command in %q: %v", name, scope, args, err)
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("%s of %s: %q: %v", name, scope, args, err)
	}
	targets := cmd.Flags().Args()
	if err := cobra.ExactArgs(1)(cmd, targets); err != nil {
		t.Fatalf("%s of %s: %q: %v", name, scope, args, err)
	}
	if _, err := kube.ParseTarget(targets[0]); err != nil {
		t.Errorf("%s of %s: %v", name, scope, err)
	}
}
