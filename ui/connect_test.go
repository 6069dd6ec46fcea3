package ui

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestConnecting checks that what is waited for is on the screen within 100 ms, and for
// how long after 12 seconds, and that q ends it at once, work included.
func TestConnecting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keys, press := io.Pipe()
		defer press.Close()
		term := newTerminal(100, 3)
		go func() { _, _ = io.Copy(io.Discard, term.em) }() // what the emulator answers to the program's questions
		defer func() { _ = term.em.InputPipe().(io.Closer).Close() }()
		o := Options{Input: keys, Output: term, Color: ColorNever}
		ended := make(chan error)
		var worked error
		go func() {
			ended <- connect(t.Context(), o, "https://10.0.0.1:6443 (context prod)", func(ctx context.Context) error {
				<-ctx.Done()
				worked = ctx.Err()
				return worked
			}, append(programOptions(o), tea.WithWindowSize(100, 3))...)
		}()
		for _, c := range []struct {
			after time.Duration
			want  string
		}{
			{100 * time.Millisecond, " connecting to https://10.0.0.1:6443 (context prod) <1s · q quit"},
			{12 * time.Second, " connecting to https://10.0.0.1:6443 (context prod) 12s · q quit"},
		} {
			time.Sleep(c.after)
			synctest.Wait()
			if got, _, _ := strings.Cut(term.screen(), "\n"); got != c.want {
				t.Errorf("the screen says %q, want %q", got, c.want)
			}
		}
		if _, err := press.Write([]byte("q")); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; !errors.Is(err, ErrQuit) || worked == nil {
			t.Errorf("it ended with %v, and work with %v", err, worked)
		}
		time.Sleep(2 * time.Second) // Bubble Tea leaves its ticks to run out
	})
}

// TestConnectingAtOnce checks that a server that answers at once leaves no trace.
func TestConnectingAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		term, failed := newTerminal(100, 3), errors.New("no such pod")
		err := Connecting(t.Context(), Options{Output: term}, "https://10.0.0.1:6443", func(context.Context) error { return failed })
		if !errors.Is(err, failed) || term.written() > 0 {
			t.Errorf("%v, and %d bytes on the terminal", err, term.written())
		}
	})
}
