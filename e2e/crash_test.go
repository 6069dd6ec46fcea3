package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/e2e/cluster"
)

// TestPanic: a command that panics beside the screen ends podlife with the
// terminal as it was found and a message, every time. Nothing outside of the
// program can cause one: it is built with a file more.
func TestPanic(t *testing.T) {
	const times = 10 // what goes wrong may be a race
	program := buildPanicking(t)
	s := newScript(t, scripted())
	restored := 0
	for i := range times {
		file, calm := filepath.Join(t.TempDir(), "recording.jsonl"), s.record(t)
		cmd := exec.Command(program, "watch", "web", "--kubeconfig", s.kubeconfig(t), "--mouse", "--record", file)
		debug := i%2 == 1
		if debug {
			cmd.Env = append(cmd.Environ(), "PODLIFE_DEBUG=1")
		}
		cmd.Dir = t.TempDir() // the export leaves an empty file
		scr := start(t, cmd, 100, 30)
		s.await(t, 2)
		s.crashes(t, 10)
		see(t, scr, 10*time.Second, fmt.Sprintf("restarts %d", 10*(i+1)))
		if err := scr.Cooked(); err == nil {
			t.Error("the test cannot tell: the terminal is not raw while podlife runs")
		}
		press(t, scr, "e", "\r", "\r") // the menu, its first format, the name that is proposed
		code, err := scr.Wait(5 * time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if err := scr.Cooked(); err != nil {
			t.Error(err)
		}
		raw := scr.Raw()
		message := raw[strings.LastIndex(raw, "\x1b[?1049l"):]
		for _, want := range []string{"podlife itself failed: out of ink", "https://github.com/podlife/podlife/issues", "PODLIFE_DEBUG=1"} {
			if !contains(message, want) {
				t.Errorf("the message lacks %q: %q", want, message)
			}
		}
		if stack := contains(message, "goroutine"); code != 1 || stack != debug || debug && !contains(message, "cli/panics.go") {
			t.Errorf("exit code %d, want 1; PODLIFE_DEBUG is set: %t; %q", code, debug, message)
		}
		calm.stop()
		compare(t, file, calm.file, false)
		if !t.Failed() {
			restored++
		}
	}
	results.add("panic in a command", fmt.Sprintf("the terminal restored and the recording whole %d of %d times", restored, times))
}

// buildPanicking builds podlife with testdata/panics/cli.go in it.
func buildPanicking(t *testing.T) string {
	t.Helper()
	added, err := filepath.Abs("testdata/panics/cli.go")
	if err != nil {
		t.Fatal(err)
	}
	module, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(module, "cli", "panics.go"): added}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	program, err := cluster.Build("podlife-panics", module, ".", "-overlay", file)
	if err != nil {
		t.Fatal(err)
	}
	return program
}
