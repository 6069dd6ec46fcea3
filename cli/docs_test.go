package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/podlife/podlife/internal/fixture"
)

// documents returns the pages that a user reads, by their names in the
// repository.
func documents(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	for _, pattern := range []string{"../*.md", "../docs/*.md"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			text, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			docs[strings.TrimPrefix(filepath.ToSlash(p), "../")] = string(text)
		}
	}
	return docs
}

// notRun are the commands in the documents that the test leaves out, by how
// they begin, and why. Everything else is run.
var notRun = []struct{ begins, why string }{
	{"brew install ", "installs a published release"},
	{"kubectl krew ", "installs a published release"},
	{"sudo apt ", "installs a published release; .ci/release does it with a snapshot"},
	{"sudo dnf ", "installs a published release; .ci/release unpacks a snapshot's"},
	{"go install ", "installs; .ci/release does it with a module proxy of files"},
	{"cosign ", "needs a published release and its signature"},
	{"sha256sum ", "needs a published release"},
	{"git clone ", "needs the network; .ci/run clones the repository and runs podlife in the clone"},
	{"git tag ", "publishes a release"},
	{"docker ", "needs Docker and the network; e2e/otlp sends to the same receiver"},
	{"go test ", "is what runs this test; .ci/run runs all of them"},
	{"golangci-lint ", ".ci/run does it"},
	{"go run ", ".ci/run does it, in a clean clone"},
	{"go build ", ".ci/run does it"},
	{"go -C e2e ", "needs root and a machine that can run containers"},
	{"PODLIFE_RECORDINGS=", "needs the recordings of random lives, which e2e makes"},
	{".ci/", "is what runs this test"},
}

func reasonNotToRun(line string) string {
	for _, n := range notRun {
		if strings.HasPrefix(line, n.begins) {
			return n.why
		}
	}
	return ""
}

var pipedInto = regexp.MustCompile(`\| (\w+)`)

// missingReader names the program that a command's output goes to, such as less,
// if it is not installed: a bare container has few.
func missingReader(line string) string {
	for _, m := range pipedInto.FindAllStringSubmatch(line, -1) {
		if _, err := exec.LookPath(m[1]); err != nil && programs[m[1]] == nil {
			return m[1]
		}
	}
	return ""
}

var shellBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// TestDocs runs every command of the documents, and every example of the help,
// in the order a reader would, against an API server and recordings.
func TestDocs(t *testing.T) {
	texts := documents(t)
	for name, text := range texts {
		var blocks strings.Builder
		for _, m := range shellBlock.FindAllStringSubmatch(text, -1) {
			blocks.WriteString(m[1])
		}
		texts[name] = blocks.String()
	}
	var examples func(*cobra.Command)
	examples = func(cmd *cobra.Command) {
		texts["help of "+cmd.CommandPath()] = cmd.Example + "\n"
		for _, c := range cmd.Commands() {
			examples(c)
		}
	}
	app := App{Name: "podlife"}
	examples(app.Command())

	dir, left := t.TempDir(), map[string]bool{}
	var scripts []string
	for name, text := range texts {
		var lines []string
		for line := range strings.Lines(text) {
			line = strings.ReplaceAll(strings.TrimSpace(line), "http://localhost:4318", "$COLLECTOR")
			if why := reasonNotToRun(line); why != "" {
				left[why] = true
			} else if reader := missingReader(line); reader != "" && !strings.HasPrefix(name, "help of ") {
				t.Logf("%s: not run, there is no %s: %s", name, reader, line)
			} else if line != "" {
				lines = append(lines, line)
			}
		}
		shell, _, _ := strings.Cut(shellOf(name), " ")
		if _, err := exec.LookPath(shell); err != nil {
			t.Logf("%s: not run, there is no %s", name, shell)
			continue
		}
		if len(lines) > 0 {
			path := filepath.Join(dir, strings.NewReplacer("/", "-", " ", "-").Replace(name)+".txtar")
			scripts = append(scripts, path)
			script := "docserver\nexec " + shellOf(name) + " commands\n-- commands --\n" + strings.Join(lines, "\n") + "\n"
			if err := os.WriteFile(path, []byte(script), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, n := range notRun {
		if !left[n.why] {
			t.Errorf("no document has a command that begins with %q: remove it from the list", n.begins)
		}
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		RequireExplicitExec: true,
		Setup:               setUpDocs,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"docserver": cmdDocServer},
	})
}

// shellOf returns the shell that a page's commands are for.
func shellOf(name string) string {
	switch name {
	case "help of podlife completion zsh":
		return "zsh -e -x"
	case "help of podlife completion fish":
		return "fish"
	case "help of podlife completion powershell":
		return "pwsh"
	}
	return "bash -euo pipefail -x"
}

// setUpDocs gives a reader a home and the recordings that the documents speak of.
func setUpDocs(env *testscript.Env) error {
	for name, recording := range map[string]string{
		"incident": "demo", "before": "demo", "after": "v136-demo", "rollout": "rollout", "main": "image-pull-backoff", "branch": "image-pull-backoff", "monday": "rollout", "tuesday": "rollout",
	} {
		b, err := os.ReadFile(filepath.Join("..", "testdata", "recordings", recording+".jsonl"))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(env.WorkDir, name+".jsonl"), b, 0o600); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(env.WorkDir, "baseline.json"), []byte(`{"schema": "podlife.stats/v1", "lives": 1}`), 0o600); err != nil {
		return err
	}
	home := filepath.Join(env.WorkDir, "home")
	env.Setenv("HOME", home)
	env.Setenv("ZDOTDIR", home)
	env.Setenv(endWatch, "1")
	return os.MkdirAll(filepath.Join(home, ".config", "fish", "completions"), 0o755)
}

var outputBlock = regexp.MustCompile("(?ms)^<!-- output of: (podlife [^\n]*) -->\n```text\n(.*?)^```$")

// TestDocsOutput keeps what the documents say that podlife prints:
//
//	<!-- output of: podlife demo --frame 100x30 -->
//	<!-- output of: podlife report -f testdata/recordings/oom.jsonl | head -20 -->
//	<!-- output of: podlife stats -f testdata/recordings/recreated.jsonl | tail -8 -->
//
// before a block of text. The commands run at the top of the repository.
func TestDocsOutput(t *testing.T) {
	docs, zone := documents(t), time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = zone })
	t.Chdir("..")
	found := 0
	for name, text := range docs {
		fresh := outputBlock.ReplaceAllStringFunc(text, func(block string) string {
			found++
			m := outputBlock.FindStringSubmatch(block)
			command, part, short := strings.Cut(m[1], " | ")
			args, err := splitWords(strings.TrimPrefix(command, "podlife "))
			if err != nil {
				t.Fatalf("%s: %s: %v", name, m[1], err)
			}
			code, stdout, stderr := run(t, args...)
			if code != exitDone && code != exitNotMet {
				t.Fatalf("%s: %s: exit code %d: %s", name, m[1], code, stderr)
			}
			if short {
				stdout = partOf(t, stdout, part)
			}
			if stdout != m[2] && !fixture.Updating() {
				t.Errorf("%s: podlife prints something else now. Run go test ./cli -run DocsOutput -update, and read the change.\n%s\ngot:\n%s\nthe document has:\n%s", name, m[1], stdout, m[2])
			}
			return fmt.Sprintf("<!-- output of: %s -->\n```text\n%s```", m[1], stdout)
		})
		if fixture.Updating() && fresh != text {
			if err := os.WriteFile(name, []byte(fresh), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if found == 0 {
		t.Fatal("no document shows what podlife prints")
	}
}

// partOf returns what of a text "head -9" or "tail -9" prints.
func partOf(t *testing.T, text, part string) string {
	t.Helper()
	which, lines, _ := strings.Cut(part, " -")
	n, err := strconv.Atoi(lines)
	if err != nil || which != "head" && which != "tail" {
		t.Fatalf("%q is neither head -9 nor tail -9", part)
	}
	all := slices.Collect(strings.Lines(text))
	n = min(n, len(all))
	if which == "tail" {
		return strings.Join(all[len(all)-n:], "")
	}
	return strings.Join(all[:n], "")
}

// splitWords splits a command line at blanks, except inside single quotes.
func splitWords(line string) ([]string, error) {
	parts := strings.Split(line, "'")
	if len(parts)%2 == 0 {
		return nil, fmt.Errorf("a quote is not closed")
	}
	var words []string
	for i, part := range parts {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words, nil
}

var (
	link = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	code = regexp.MustCompile("`[^`]*`")
)

// TestDocsLinks follows the links between the documents, to their headings too.
func TestDocsLinks(t *testing.T) {
	docs := documents(t)
	for name, text := range docs {
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			path := filepath.ToSlash(filepath.Join(filepath.Dir(name), target))
			if target == "" {
				path = name
			} else if _, err := os.Stat(filepath.Join("..", path)); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
				continue
			}
			if anchor != "" && !slices.Contains(anchors(docs[path]), anchor) {
				t.Errorf("%s: %s has no heading %q", name, path, anchor)
			}
		}
	}
}

// anchors returns the headings of a page as GitHub names them in addresses.
func anchors(text string) []string {
	var names []string
	for line := range strings.Lines(text) {
		if heading := strings.TrimLeft(line, "#"); heading != line {
			name := strings.ToLower(strings.TrimSpace(heading))
			names = append(names, regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(name, ""))
			names[len(names)-1] = strings.ReplaceAll(names[len(names)-1], " ", "-")
		}
	}
	return names
}
