package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestDependenciesHaveReasons compares the direct dependencies with the table of
// docs/architecture.md, which has a reason for each.
func TestDependenciesHaveReasons(t *testing.T) {
	out, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		t.Fatalf("go mod edit: %v", err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "\n## Dependencies\n")
	var explained []string
	for line := range strings.Lines(section) {
		if names, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), "` |"); ok && strings.HasPrefix(line, "| `") {
			explained = append(explained, strings.Split(names, "`, `")...)
		}
	}
	for _, r := range mod.Require {
		i := slices.Index(explained, r.Path)
		if !r.Indirect && i < 0 {
			t.Errorf("%s is a dependency without a reason in docs/architecture.md", r.Path)
		}
		if i >= 0 && !r.Indirect {
			explained = slices.Delete(explained, i, i+1)
		}
	}
	if len(explained) > 0 {
		t.Errorf("docs/architecture.md explains %q, which are no direct dependencies", explained)
	}
}
