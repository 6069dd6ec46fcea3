//go:build unix

package ui

import (
	"os"
	"os/signal"
	"syscall"
)

// onResume calls f whenever the process goes on after it was stopped, until
// stop is called: a shell may have written across the screen meanwhile.
func onResume(f func()) (stop func()) {
	c, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(c, syscall.SIGCONT)
	go func() {
		defer close(done)
		for range c {
			f()
		}
	}()
	return func() {
		signal.Stop(c)
		close(c)
		<-done
	}
}
