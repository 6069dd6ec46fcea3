package e2e

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/podlife/podlife/e2e/screen"
)

// run runs podlife to its end and returns what it printed; it must exit with 0.
func run(t *testing.T, args ...string) string {
	t.Helper()
	stdout, stderr, code := try(t, args...)
	if code != 0 {
		t.Fatalf("podlife %s: exit code %d\n%s%s", strings.Join(args, " "), code, stdout, stderr)
	}
	return stdout
}

// try runs podlife to its end, for at most a minute.
func try(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	return tryFor(t, time.Minute, args...)
}

func tryFor(t *testing.T, limit time.Duration, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	out, stderr, code := tryTimed(t, limit, args...)
	return out.String(), stderr, code
}

// tryTimed is tryFor that keeps when each line of stdout was written.
func tryTimed(t *testing.T, limit time.Duration, args ...string) (stdout *timedLines, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	var out timedLines
	var errs bytes.Buffer
	cmd := exec.CommandContext(ctx, podlife, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run() // the exit code says it
	return &out, errs.String(), cmd.ProcessState.ExitCode()
}

// completions returns what podlife's shell completion offers after the arguments: what a
// flag may be set to, as the program itself knows it.
func completions(t *testing.T, args ...string) []string {
	t.Helper()
	out := run(t, append(append([]string{"__complete"}, args...), "")...)
	offered, _, _ := strings.Cut(out, "\n:") // what follows tells the shell what to do with them
	return strings.Fields(offered)
}

// timedLines is what a program has written, with the arrival of each write.
type timedLines struct {
	text   bytes.Buffer // not embedded: its ReadFrom would pass by Write
	writes []arrival
}

type arrival struct {
	at   time.Time
	size int // of all that had been written then, in bytes
}

func (w *timedLines) Write(b []byte) (int, error) {
	n, err := w.text.Write(b)
	w.writes = append(w.writes, arrival{time.Now(), w.text.Len()})
	return n, err
}

func (w *timedLines) String() string { return w.text.String() }

// first returns when a verdict that holds some words was first written; zero: never.
func (w *timedLines) first(words string) time.Time {
	end := 0
	for line := range strings.Lines(w.String()) {
		end += len(line)
		if !strings.Contains(line, " = ") || !strings.Contains(line, words) {
			continue
		}
		for _, a := range w.writes {
			if a.size >= end {
				return a.at
			}
		}
	}
	return time.Time{}
}

// recorder is a podlife that records in the background.
type recorder struct {
	t    *testing.T
	file string

	cmd    *exec.Cmd
	stderr bytes.Buffer
	done   chan struct{}
}

// record starts podlife record.
func record(t *testing.T, file string, args ...string) *recorder {
	t.Helper()
	w := &recorder{t: t, file: file, done: make(chan struct{})}
	w.cmd = exec.Command(podlife, append([]string{"record", "-o", file}, args...)...)
	w.cmd.Stderr = &w.stderr
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(w.done)
		_ = w.cmd.Wait() // the recording says how it went
	}()
	t.Cleanup(w.stop)
	return w
}

// stop ends a recorder as a person would, by ctrl+c.
func (w *recorder) stop() {
	_ = w.cmd.Process.Signal(syscall.SIGINT) // it may have ended
	select {
	case <-w.done:
	case <-time.After(10 * time.Second):
		w.t.Errorf("podlife record does not end on SIGINT\n%s", &w.stderr)
		_ = w.cmd.Process.Kill()
		<-w.done
	}
}

// reportOn is podlife's report on a recording. Recordings of anything real end
// in a report that holds together.
func reportOn(t *testing.T, file string) report {
	t.Helper()
	r := parseReport(t, run(t, "report", "-f", file, "-o", "json"))
	for _, life := range r.Lives {
		checkLife(t, life)
	}
	return r
}

// watch starts podlife watch in a terminal.
func watch(t *testing.T, width, height uint16, args ...string) *screen.Screen {
	t.Helper()
	return start(t, exec.Command(podlife, append([]string{"watch"}, args...)...), width, height)
}

// start starts a program in a terminal.
func start(t *testing.T, cmd *exec.Cmd, width, height uint16) *screen.Screen {
	t.Helper()
	s, err := screen.Start(cmd, width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the screen at the end:\n%s", s.Text())
		}
		s.Close()
	})
	return s
}

// see fails the test unless the screen shows all of the texts in time.
func see(t *testing.T, s *screen.Screen, timeout time.Duration, texts ...string) {
	t.Helper()
	if err := s.WaitFor(timeout, texts...); err != nil {
		t.Fatal(err)
	}
}
