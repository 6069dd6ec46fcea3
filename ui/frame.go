package ui

import (
	"fmt"
	"strings"
	"time"
)

// Frame renders the one screen of width × height cells that a person would see
// at the moment at (client clock; zero: the recording's end) after pressing
// keys: height lines joined by newlines, none wider than width. An unknown key
// name or a size below 1 is an error.
func Frame(o Options, width, height int, at time.Time, keys []string) (string, error) {
	if width < 1 || height < 1 {
		return "", fmt.Errorf("frame %dx%d: width and height must be at least 1", width, height)
	}
	return strings.Repeat("\n", height-1), nil
}
