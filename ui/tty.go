package ui

import (
	"bytes"
	"os"
)

// tty is a terminal in raw mode that never gets a line feed. Bubble Tea uses one to
// go straight down, as it does in that mode. But where the process runs in a
// container, the terminal outside may not be in raw mode: ctr, nerdctl and runc
// leave it to make a new line of every line feed (containerd/console, SetRaw).
type tty struct{ *os.File }

// An index goes down in the same column, and scrolls at the bottom, whatever the mode.
var lineFeed, index = []byte("\n"), []byte("\x1bD")

// Write writes b, with each line feed replaced.
func (t tty) Write(b []byte) (int, error) {
	if n, err := t.File.Write(bytes.ReplaceAll(b, lineFeed, index)); err != nil {
		return min(n, len(b)), err
	}
	return len(b), nil
}
