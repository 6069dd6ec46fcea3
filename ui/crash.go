package ui

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// CrashError is a panic of the screen or of something beside it, which Run returns
// after it has restored the terminal.
type CrashError struct {
	Value any
	Stack []byte // of the goroutine, where it happened
}

func (c *CrashError) Error() string { return fmt.Sprintf("the screen failed: %v", c.Value) }

// caught is the crash that a deferred function has recovered from.
func caught(value any) *CrashError { return &CrashError{value, debug.Stack()} }

// guard makes a command's panic a message. Bubble Tea would restore the terminal
// too, but print a stack trace to it.
func guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = caught(r)
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guard(batch[i])
			}
		}
		return msg
	}
}
