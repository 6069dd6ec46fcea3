package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/podlife/podlife"

// layers says what each package may import besides the standard library: the
// packages named, and everything below them. A package that is not listed
// follows the rule of the nearest parent that is.
//
// It is what keeps the model pure, and the screen and the reports unable to
// know anything that the other does not. k8s.io/api is data types, those that
// an Observation holds; only watch and kube have clients.
var layers = map[string][]string{
	// The vocabulary, then who reads it: a length, a message, the verdict on a
	// finished life, and the fold that asks for one.
	"timeline":                {},
	"timeline/length":         {alone("timeline")},
	"timeline/message":        {alone("timeline")},
	"timeline/verdict":        {alone("timeline"), module + "/timeline/length", module + "/timeline/message"},
	"timeline/model/posting":  {"k8s.io/api", "k8s.io/apimachinery", alone("timeline")},
	"timeline/model/spec":     {"k8s.io/api", "k8s.io/apimachinery", alone("timeline")},
	"timeline/rollout":        {alone("timeline"), module + "/timeline/length", module + "/timeline/message"},
	"timeline/model/workload": {"k8s.io/api", "k8s.io/apimachinery", "sigs.k8s.io/cli-utils/pkg/kstatus/status", alone("timeline")},
	"timeline/model":          {"k8s.io/api", "k8s.io/apimachinery", alone("timeline"), module + "/timeline/length", module + "/timeline/message", module + "/timeline/rollout", module + "/timeline/verdict", module + "/timeline/model"},
	// The axis knows times and columns, nothing of pods.
	"timeline/axis": {},
	// What many lives have in common.
	"timeline/stats": {alone("timeline"), module + "/timeline/length"},
	// What endpoints say of traffic.
	"timeline/serving": {alone("timeline"), module + "/timeline/length"},
	"timeline/visual":  {alone("timeline"), module + "/timeline/axis"},
	// Which colour a kind of thing has, on the screen and on pages.
	"timeline/visual/colour": {},
	"watch":                  {"k8s.io/api", "k8s.io/apimachinery", "k8s.io/client-go", "k8s.io/klog/v2", "k8s.io/utils", "sigs.k8s.io/yaml", alone("timeline"), module + "/timeline/message", module + "/watch", module + "/internal/edits", module + "/internal/scheme"},
	"kube":                   {"k8s.io/api", "k8s.io/apimachinery", "k8s.io/client-go", "k8s.io/klog/v2", "github.com/spf13/pflag", module + "/kube", module + "/internal/edits", module + "/internal/scheme"},
	"ui":                     {"charm.land", "github.com/charmbracelet/x", "github.com/charmbracelet/colorprofile", module + "/timeline", module + "/ui", module + "/internal/heap"},
	// Panes share a Page, and do not know each other.
	"ui/details":     pane(),
	"ui/compare":     pane(),
	"ui/drill":       pane(),
	"ui/events":      pane(),
	"ui/export":      pane(),
	"ui/header":      pane(),
	"ui/help":        pane(),
	"ui/lanes":       pane(),
	"ui/list":        pane(),
	"ui/narrow":      pane(),
	"ui/playback":    append(pane(), module+"/timeline/model"),
	"ui/ruler":       pane(),
	"ui/spec":        pane(),
	"ui/waterfall":   pane(),
	"ui/logs":        append(pane(), module+"/ui/crash"),
	"ui/palette":     append(pane(), "github.com/sahilm/fuzzy"),
	"ui/keymap":      {"charm.land"},
	"ui/page":        finished("charm.land", module+"/ui/draw", module+"/ui/keymap"),
	"ui/value":       finished(module+"/ui/draw", module+"/ui/page"),
	"ui/crash":       {"charm.land/bubbletea/v2"},
	"ui/draw":        {"charm.land/lipgloss/v2", "github.com/charmbracelet/x", "github.com/charmbracelet/colorprofile", module + "/timeline/axis", module + "/timeline/visual/colour"},
	"report":         finished(module + "/report/words"),
	"report/words":   finished(),
	"report/outcome": finished(module+"/timeline/rollout", alone("report"), module+"/report/words"),
	"report/picture": finished(module + "/report/words"),
	"report/html":    finished(module+"/report/words", module+"/report/picture"),
	"report/svg":     finished(module+"/report/words", module+"/report/picture"),
	"report/otlp":    finished("go.opentelemetry.io/collector/pdata", module+"/report/words"),
	// What the tests of the formats share.
	"report/reporttest": {"k8s.io/api", module + "/timeline", module + "/internal/fixture"},
	"cli": {"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/charmbracelet/x/term", "golang.org/x/sys/unix", "k8s.io/api",
		module + "/timeline", module + "/watch", module + "/kube", module + "/ui", module + "/report", module + "/cli", module + "/internal/heap"},
	"cli/collector": {alone("timeline")},
	"cli/config":    {"go.yaml.in/yaml/v4", module + "/ui/keymap"},
	"packaging":     {"github.com/spf13/cobra", "github.com/spf13/pflag", module + "/cli"},
	"":              {module + "/cli"},

	"internal/edits": {},
	"internal/heap":  {},
	// The API groups that are read in their Go types.
	"internal/scheme": {"k8s.io/api", "k8s.io/apimachinery"},
	// The recordings and goldens of all packages' tests: no product package may
	// import it.
	"internal/fixture": {"k8s.io/api", "github.com/rogpeppe/go-internal/txtar", "github.com/google/go-cmp/cmp", "github.com/charmbracelet/x/exp/golden", module + "/timeline"},
	"watch/recording":  {"k8s.io/api", "k8s.io/apimachinery", "github.com/go-json-experiment/json", alone("timeline"), module + "/watch/redact"},
	"watch/redact":     {"github.com/BurntSushi/toml", "k8s.io/api", "k8s.io/apimachinery", alone("timeline")},
}

// finished is what a view may import of timeline, and more: what says something of a
// life that is folded, never what folds it.
func finished(more ...string) []string {
	may := []string{alone("timeline")}
	for _, name := range []string{"axis", "length", "message", "serving", "stats", "verdict", "visual"} {
		may = append(may, module+"/timeline/"+name)
	}
	return append(may, more...)
}

// pane is what every pane may import.
func pane() []string {
	return finished("charm.land", "github.com/charmbracelet/x/ansi", module+"/ui/draw", module+"/ui/keymap", module+"/ui/page", module+"/ui/value")
}

// TestImports keeps the layers: timeline knows no source and no view, views
// know no source, and so on. Test files may import more.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		layer, allowed := layerOf(name)
		seen[layer] = true
		for _, imp := range p.Imports {
			if first, _, _ := strings.Cut(imp, "/"); strings.Contains(first, ".") && !below(imp, allowed) {
				t.Errorf("package %q must not import %q: it may import the standard library and %q", name, imp, allowed)
			}
		}
	}
	for layer := range layers {
		if !seen[layer] {
			t.Errorf("no package %q: remove its rule", layer)
		}
	}
}

// layerOf finds the rule for a package: its own, or its nearest parent's.
func layerOf(name string) (string, []string) {
	for layer := name; ; {
		if allowed, ok := layers[layer]; ok {
			return layer, allowed
		}
		i := strings.LastIndexByte(layer, '/')
		if i < 0 {
			return "", layers[""]
		}
		layer = layer[:i]
	}
}

// alone names a package of ours without those below it.
func alone(name string) string { return module + "/" + name + "/." }

func below(path string, prefixes []string) bool {
	for _, p := range prefixes {
		if path == p || path+"/." == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}
