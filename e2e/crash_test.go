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
		cmd.Dir = t.TempDir() // the export has written nothing when it panics
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
		} else {
			restored++
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
	}
	results.add("panic in a command", fmt.Sprintf("the terminal restored %d of %d times", restored, times))
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

// TestSuspend: ctrl+z hands the terminal to the shell, and fg brings the screen
// back as it is by then, in a shell that runs podlife as one of its jobs.
func TestSuspend(t *testing.T) {
	const times = 3
	s := newScript(t, scripted())
	file, calm := filepath.Join(t.TempDir(), "recording.jsonl"), s.record(t)
	shell := fmt.Sprintf("set -m; %s watch web --mouse --kubeconfig %s --record %s; ", podlife, s.kubeconfig(t), file) +
		strings.Repeat("echo suspended; read line; fg; ", times) + "echo ended"
	scr := start(t, exec.Command("sh", "-c", shell), 100, 30)
	see(t, scr, 10*time.Second, "restarts 0")
	s.await(t, 2)
	for i := range times {
		press(t, scr, "\x1a")
		see(t, scr, 10*time.Second, "suspended")
		if err := scr.Cooked(); err != nil {
			t.Error(err)
		}
		if contains(scr.Text(), "restarts") {
			t.Errorf("the screen is left behind:\n%s", scr.Text())
		}
		s.crashes(t, 10)
		press(t, scr, "\r")
		see(t, scr, 10*time.Second, "web", fmt.Sprintf("restarts %d", 10*(i+1)))
		if err := scr.Cooked(); err == nil {
			t.Errorf("resumed %d times, the terminal is not raw", i+1)
		}
	}
	press(t, scr, "?")
	see(t, scr, 10*time.Second, "keys and glyphs") // keys arrive again
	press(t, scr, "?", "q")
	see(t, scr, 10*time.Second, "ended")
	if _, err := scr.Wait(5 * time.Second); err != nil {
		t.Fatal(err)
	}
	if err := scr.Cooked(); err != nil {
		t.Error(err)
	}
	calm.stop()
	compare(t, file, calm.file, false)
	results.add("ctrl+z and fg", fmt.Sprintf("the terminal handed over and the screen back %d times", times))
}

// TestSuspendAlone: the first program of a terminal has nobody who would bring
// it back; the kernel does not stop it, and it goes on.
func TestSuspendAlone(t *testing.T) {
	s := newScript(t, scripted())
	scr := watch(t, 100, 30, "web", "--kubeconfig", s.kubeconfig(t))
	see(t, scr, 10*time.Second, "restarts 0")
	press(t, scr, "\x1a")
	see(t, scr, 10*time.Second, "restarts 0", "no shell is here")
	press(t, scr, "q")
	if code, err := scr.Wait(5 * time.Second); err != nil || code != 0 {
		t.Errorf("exit code %d, %v", code, err)
	}
}
