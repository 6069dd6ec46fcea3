package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// TestAction checks that action.yml and its script agree: each input reaches the
// script as a variable, which it uses, no input becomes a part of a command, and
// other actions are pinned by commit.
func TestAction(t *testing.T) {
	text, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("action.sh")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description string }
		Runs   struct {
			Steps []struct {
				Run, Uses string
				Env       map[string]string
				With      map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	passed := map[string]bool{}
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)
	for _, s := range action.Runs.Steps {
		for name, value := range s.Env {
			passed[strings.TrimSuffix(strings.TrimPrefix(value, "${{ inputs."), " }}")] = true
			if !regexp.MustCompile(`\$` + name + `\b`).Match(script) {
				t.Errorf("action.sh does not use %s", name)
			}
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("an expression in a command: %s", s.Run)
		}
		if s.Uses != "" && !pinned.MatchString(s.Uses) {
			t.Errorf("%s is not pinned by a commit", s.Uses)
		}
	}
	for name, input := range action.Inputs {
		if !passed[name] || input.Description == "" {
			t.Errorf("the input %s is not passed on, or not described", name)
		}
	}
}
