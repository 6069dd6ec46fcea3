package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var bashBlock = regexp.MustCompile("(?ms)^```bash\n(.*?)^```$")

// TestNextDoor runs the shell functions of docs/next-door.md with programs that
// only note how they were called.
func TestNextDoor(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	page, err := os.ReadFile("../docs/next-door.md")
	if err != nil {
		t.Fatal(err)
	}
	var functions strings.Builder
	for _, m := range bashBlock.FindAllStringSubmatch(string(page), -1) {
		if strings.Contains(m[1], "() {") {
			functions.WriteString(m[1])
		}
	}
	dir := t.TempDir()
	calls := filepath.Join(dir, "calls")
	for _, program := range []string{"kubectl", "fzf", "podlife", "tmux"} {
		// One write a call: in a pipe they run at the same time.
		script := "#!" + bash + "\nprintf '%s%s\\n' " + program + " \"$(printf ' [%s]' \"$@\")\" >>" + calls + "\n"
		switch program {
		case "kubectl":
			script += "printf 'pod/web-1\\npod/web-2\\n'\n"
		case "fzf":
			script += "read -r first; read -r second; echo \"$second\"\n"
		}
		if err := os.WriteFile(filepath.Join(dir, program), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(bash, "-euo", "pipefail", "-c", functions.String()+"podlife-fzf -n shop\npodlife-stern -l 'app in (a,b)'\n")
	cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{
		"kubectl [get] [pods] [-o] [name] [-n] [shop]\n",
		"[--preview] [podlife report {} -n shop ]",
		"podlife [watch] [pod/web-2] [-n] [shop]\n",
		`[stern -l app\ in\ \(a\,b\) ]` + "\n",
		"podlife [watch] [-l] [app in (a,b)]\n",
	} {
		if got := read(t, calls); !strings.Contains(got, want) {
			t.Errorf("no call %q in:\n%s", want, got)
		}
	}
}
