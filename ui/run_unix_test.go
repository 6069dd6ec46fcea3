//go:build unix

package ui

import (
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// firstWrite closes itself when something is written.
type firstWrite struct {
	once sync.Once
	done chan struct{}
}

func (w *firstWrite) Write(b []byte) (int, error) {
	w.once.Do(func() { close(w.done) })
	return len(b), nil
}

// TestSignalEndsRun checks that a signal that ends the context ends the screen,
// every time: nothing else waits for the same signal.
func TestSignalEndsRun(t *testing.T) {
	for range 30 {
		ctx, stop := signal.NotifyContext(t.Context(), syscall.SIGTERM)
		out := &firstWrite{done: make(chan struct{})}
		ended := make(chan error, 1)
		go func() {
			ended <- Run(ctx, Options{Live: make(chan timeline.Observation), Now: time.Now, Input: strings.NewReader(""), Output: out})
		}()
		<-out.done
		if err := syscall.Kill(syscall.Getpid(), syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("the screen does not end")
		}
		stop()
	}
}
