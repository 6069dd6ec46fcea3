// Package crash makes a panic of the screen an error, so that the terminal is restored and no
// stack trace is written to it.
package crash

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Error is a panic of the screen or of something beside it, which Run returns
// after it has restored the terminal.
type Error struct {
	Value any
	Stack []byte // of the goroutine, where it happened
}

// Error implements error, without the stack.
func (c *Error) Error() string { return fmt.Sprintf("the screen failed: %v", c.Value) }

// Caught returns the crash that a deferred function has recovered from.
func Caught(value any) *Error { return &Error{value, debug.Stack()} }

// Guard makes a command's panic a message. Bubble Tea would restore the terminal
// too, but print a stack trace to it.
func Guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = Caught(r)
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = Guard(batch[i])
			}
		}
		return msg
	}
}
