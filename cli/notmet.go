package cli

import "fmt"

// exitNotMet is the exit code of a condition that was asked for and failed or
// timed out: watch --until, diff --fail-over.
const exitNotMet = 3

// notMetError is a condition that did not hold: exit code 3.
type notMetError struct{ text string }

func (e *notMetError) Error() string { return e.text }

func notMet(format string, args ...any) error {
	return &notMetError{fmt.Sprintf(format, args...)}
}
