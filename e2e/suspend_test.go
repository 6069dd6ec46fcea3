package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSuspend: ctrl+z hands the terminal to the shell, and fg brings the screen
// back as it is by then, in a shell that runs podlife as one of its jobs.
func TestSuspend(t *testing.T) {
	const times = 3
	s := newScript(t, scripted())
	file, calm := filepath.Join(t.TempDir(), "recording.jsonl"), s.record(t)
	pidFile := filepath.Join(t.TempDir(), "pid")
	shell := fmt.Sprintf("set -m; sh -c 'echo $$ >%s; exec %s watch web --mouse --kubeconfig %s --record %s'; ", pidFile, podlife, s.kubeconfig(t), file) +
		// On a row of its own: what is stopped leaves the cursor anywhere, also before the last column.
		strings.Repeat(`printf '\r\nsuspended\n'; read line; fg; `, times+1) + "echo ended"
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
	// Stopped by somebody else, podlife cannot put its screen away.
	stop(t, pidFile)
	see(t, scr, 10*time.Second, "suspended", "restarts")
	press(t, scr, "\n")
	if err := scr.WaitUntil(10*time.Second, "nothing of the shell's", func(text string) bool {
		return contains(text, "restarts") && !contains(text, "suspended")
	}); err != nil {
		t.Error(err)
	}
	press(t, scr, "?")
	see(t, scr, 10*time.Second, "keys of") // keys arrive again
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

// stop stops the process whose number is in a file.
func stop(t *testing.T, pidFile string) {
	t.Helper()
	b, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
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
