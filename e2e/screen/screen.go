// Package screen runs a program in a pseudo-terminal and shows what a person
// would see in it.
package screen

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Screen is a terminal with one program in it.
type Screen struct {
	cmd      *exec.Cmd
	tty      *os.File
	terminal *vt.SafeEmulator
	done     chan struct{} // closed when the program has ended

	mu      sync.Mutex
	raw     []byte        // everything that was written to the terminal
	writes  []time.Time   // when
	changed chan struct{} // closed and replaced at every write
}

// Start runs the program in a terminal of the given size.
func Start(cmd *exec.Cmd, width, height uint16) (*Screen, error) {
	cmd.Env = append(cmd.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: height})
	if err != nil {
		return nil, err
	}
	s := &Screen{
		cmd: cmd, tty: tty, terminal: vt.NewSafeEmulator(int(width), int(height)),
		done: make(chan struct{}), changed: make(chan struct{}),
	}
	go func() { _, _ = io.Copy(tty, s.terminal) }() // what a terminal answers to queries
	go s.read()
	return s, nil
}

func (s *Screen) read() {
	b := make([]byte, 64<<10)
	for {
		n, err := s.tty.Read(b)
		if n > 0 {
			_, _ = s.terminal.Write(b[:n])
			s.mu.Lock()
			s.raw = append(s.raw, b[:n]...)
			s.writes = append(s.writes, time.Now())
			close(s.changed)
			s.changed = make(chan struct{})
			s.mu.Unlock()
		}
		if err != nil { // EIO: the program has closed the terminal
			break
		}
	}
	_ = s.cmd.Wait() // how it ended is in ProcessState
	close(s.done)
}

// Text is what the terminal shows now, line by line, without trailing blanks.
func (s *Screen) Text() string {
	lines := strings.Split(s.terminal.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// WaitFor waits until the screen shows all of the texts at once.
func (s *Screen) WaitFor(timeout time.Duration, texts ...string) error {
	return s.WaitUntil(timeout, fmt.Sprintf("%q", texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// WaitUntil waits until the screen satisfies ok; what says what that means.
func (s *Screen) WaitUntil(timeout time.Duration, what string, ok func(string) bool) error {
	deadline := time.NewTimer(timeout)
	defer deadline.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok(s.Text()) {
			return nil
		}
		select {
		case <-changed:
		case <-s.done:
			if ok(s.Text()) {
				return nil
			}
			return fmt.Errorf("the program ended (%s) before its screen showed %s; it shows\n%s\nthe last it wrote: %q", s.cmd.ProcessState, what, s.Text(), s.tail(1000))
		case <-deadline.C:
			return fmt.Errorf("the screen does not show %s within %s; it shows\n%s", what, timeout, s.Text())
		}
	}
}

// Type sends keys as if typed.
func (s *Screen) Type(keys string) error {
	_, err := s.tty.WriteString(keys)
	return err
}

// Signal sends the program a signal.
func (s *Screen) Signal(sig syscall.Signal) error { return s.cmd.Process.Signal(sig) }

// Pid is the program's process.
func (s *Screen) Pid() int { return s.cmd.Process.Pid }

// Wait waits until the program has ended by itself, and returns its exit code
// (-1: a signal ended it).
func (s *Screen) Wait(timeout time.Duration) (int, error) {
	select {
	case <-s.done:
		return s.cmd.ProcessState.ExitCode(), nil
	case <-time.After(timeout):
		return 0, fmt.Errorf("the program has not ended within %s; it shows\n%s", timeout, s.Text())
	}
}

// Close ends the program, if need be by force, and waits for it.
func (s *Screen) Close() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-s.done:
	case <-time.After(10 * time.Second):
		_ = s.cmd.Process.Kill()
		<-s.done
	}
	_ = s.tty.Close()
	_ = s.terminal.Close()
}

// Raw is everything the program has written to the terminal.
func (s *Screen) Raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.raw)
}

func (s *Screen) tail(n int) string {
	raw := s.Raw()
	return raw[max(0, len(raw)-n):]
}

// Written is how often and how many bytes the program has written.
func (s *Screen) Written() (writes, bytes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.writes), len(s.raw)
}

// Frames is how many frames were written in a time: one frame may arrive in
// several pieces, which follow each other closely.
func (s *Screen) Frames(from, to time.Time) int {
	const apart = 5 * time.Millisecond
	s.mu.Lock()
	defer s.mu.Unlock()
	frames := 0
	var last time.Time
	for _, at := range s.writes {
		if at.Before(from) || at.After(to) {
			continue
		}
		if at.Sub(last) > apart {
			frames++
		}
		last = at
	}
	return frames
}

// Cooked reports whether the terminal is as a shell wants it: echoing, line by
// line, the cursor visible and the main screen shown.
func (s *Screen) Cooked() error {
	t, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil {
		return fmt.Errorf("read the terminal's settings: %w", err)
	}
	if t.Lflag&unix.ECHO == 0 || t.Lflag&unix.ICANON == 0 {
		return fmt.Errorf("the terminal is still raw (lflag %#x)", t.Lflag)
	}
	raw := s.Raw()
	for _, mode := range []struct{ what, on, off string }{
		{"alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
		{"hidden cursor", "\x1b[?25l", "\x1b[?25h"},
		{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
		{"mouse", "\x1b[?1002h", "\x1b[?1002l"},
	} {
		if strings.LastIndex(raw, mode.on) > strings.LastIndex(raw, mode.off) {
			return fmt.Errorf("the terminal is left with: %s", mode.what)
		}
	}
	return nil
}
