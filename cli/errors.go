package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// usageError is a wrong command line or a wrong input: exit code 2.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }

func (e *usageError) Unwrap() error { return e.err }

// usage marks err, which may be nil, as a wrong command line or input.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{err}
}

func usagef(format string, args ...any) error { return usage(fmt.Errorf(format, args...)) }

// oneArg accepts exactly one argument and says what it would be.
func oneArg(what, example string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usagef("%s needs %s, for example: %s %s", cmd.Name(), what, cmd.CommandPath(), example)
		case len(args) > 1:
			return usagef("%s takes one %s, not %d: %q", cmd.Name(), what[len("a "):], len(args), args)
		}
		return nil
	}
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no argument, but got %q", cmd.Name(), args[0])
	}
	return nil
}

// exitNotMet is the exit code of a condition that was asked for and failed or
// timed out: watch --until, diff --fail-over.
const exitNotMet = 3

// notMetError is a condition that did not hold: exit code 3.
type notMetError struct{ text string }

func (e *notMetError) Error() string { return e.text }

func notMet(format string, args ...any) error {
	return &notMetError{fmt.Sprintf(format, args...)}
}

// crash is a panic turned into an error.
type crash struct {
	value any
	stack []byte
}

func (c *crash) Error() string {
	return fmt.Sprintf("podlife itself failed: %v\n"+
		"Please report it at https://github.com/podlife/podlife/issues\n"+
		"PODLIFE_DEBUG=1 adds where it happened", c.value)
}

// protect runs f and returns its error, or the crash that it ended in.
func protect(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &crash{r, debug.Stack()}
		}
	}()
	return f()
}
